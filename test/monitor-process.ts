import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runBuilt } from './run-program.ts'

type Rung = {
  readonly code: string
  readonly where: string
  readonly about: string
  readonly now: boolean
  readonly evidence: readonly string[]
}
export type Pass = {
  readonly exit: number | null
  readonly alarms: readonly Rung[]
  readonly problems: readonly { readonly where: string; readonly cause: string }[]
}

/** One pass of `openkp monitor` as a program of its own, over `folder`, where it also finds its file. */
export async function monitorPass(folder: string, config: object): Promise<Pass> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'monitor.json')
  await writeFile(file, JSON.stringify({ acceptDemonstration: true, ...config }))
  return ended('monitor', file, '--once', '--json')
}

/** What `openkp log evidence` says of what a monitor kept. */
export function evidenceSays(folder: string, key: string) {
  return ended('log', 'evidence', folder, '--key', key, '--json')
}

async function ended(...args: readonly string[]) {
  const { child, said } = runBuilt(...args)
  const [exit] = await once(child, 'close')
  const text = said()
  const found = JSON.parse(text.slice(text.indexOf('{')))
  return { exit: exit as number | null, ...found }
}
