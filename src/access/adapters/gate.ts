import { accept, type Outcome, refuse } from '../../values/outcome.ts'

export type Gate = <T>(work: () => Promise<T>) => Promise<Outcome<T, 'ACCESS_BUSY'>>

/**
 * Lets `atOnce` pieces of work run and `waiting` more stand in line; refuses the rest at once.
 * Password hashing takes threads and 19 MiB each: without a gate a flood of sign-ins starves the node.
 */
export function createGate(limits: { atOnce: number; waiting: number }): Gate {
  const line: (() => void)[] = []
  let running = 0
  const enter = async () => {
    if (running < limits.atOnce) running += 1
    else await new Promise<void>((admit) => line.push(admit))
  }
  const leave = () => {
    const next = line.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return async (work) => {
    if (running >= limits.atOnce && line.length >= limits.waiting) return refuse('ACCESS_BUSY')
    await enter()
    try {
      return accept(await work())
    } finally {
      leave()
    }
  }
}
