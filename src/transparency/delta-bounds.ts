import { compareBytes } from '../crypto/bytes.ts'
import { ColumnFault, type ColumnReader, type ColumnWriter } from './columns.ts'
import { decodeRuns, runsOf } from './register-codec.ts'
import { isBlank, type ListedSlot, type PageBound, type RegisterPage } from './register-page.ts'

type Slots = RegisterPage['slots']

/**
 * What a page says of places in the log once its slots have become `slots`, where nobody named another
 * place: what stays stands where it stood, and what is new was logged after the base, behind all of them.
 */
export function followingBounds({ slots: was, bounds }: RegisterPage, slots: Slots): PageBound[] {
  const before = new Map(was.map((each) => [each.slot, each]))
  const isNew = ({ slot, prefix }: ListedSlot) => {
    const known = before.get(slot)
    const isSame = known !== undefined && compareBytes(known.prefix, prefix) === 0
    return !isSame && !isBlank(prefix)
  }
  const added = slots.filter(isNew).map(({ slot }) => slot)
  return bounds.map((each) => {
    const behind = new Set([...each.slots, ...added])
    return {
      bound: each.bound,
      slots: slots.flatMap(({ slot }) => (behind.has(slot) ? [slot] : [])),
    }
  })
}

export function sameBounds(a: readonly PageBound[], b: readonly PageBound[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** All of them: a count, and for each the place in the log, and runs of places in the list. */
export function writeBounds(to: ColumnWriter, { bounds, slots }: RegisterPage): void {
  const places = new Map(slots.map(({ slot }, place) => [slot, place]))
  to.number('shape', bounds.length)
  for (const each of bounds) {
    const runs = runsOf(each.slots.map((slot) => places.get(slot) as number))
    to.number('sizes', each.bound)
    to.number('shape', runs.length)
    for (const number of runs) to.number('runs', number)
  }
}

export function readBounds(from: ColumnReader, slots: Slots): PageBound[] {
  const bounds: PageBound[] = []
  for (let more = from.number('shape'); more > 0; more -= 1) {
    const bound = from.number('sizes')
    const runs: number[] = []
    for (let left = from.number('shape'); left > 0; left -= 1) runs.push(from.number('runs'))
    const places = decodeRuns(runs, slots.length - 1)
    if (places === undefined) throw new ColumnFault('runs')
    bounds.push({ bound, slots: places.map((place) => (slots[place] as ListedSlot).slot) })
  }
  return bounds
}
