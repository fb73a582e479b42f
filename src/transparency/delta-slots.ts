import { sameBytes } from '../crypto/bytes.ts'
import {
  ColumnFault,
  type ColumnReader,
  type ColumnWriter,
  exact,
  unzigzag,
  zigzag,
} from './columns.ts'
import { type ListedSlot, MAX_LISTED, PREFIX_BYTES } from './register-page.ts'
import type { SignedPage } from './register-statement.ts'
import { STATUSES } from './statuses.ts'

/**
 * How the listed slots of one page became those of the next: which are gone, which are new, whose
 * status changed, and of which something else is said.
 */
export function writeSlots(to: ColumnWriter, base: SignedPage, target: SignedPage): void {
  const wanted = new Map(target.page.slots.map((each) => [each.slot, each]))
  const stays = (each: ListedSlot) => {
    const next = wanted.get(each.slot)
    return next !== undefined && sameBytes(next.prefix, each.prefix)
  }
  const kept = base.page.slots.filter(stays)
  const gone = base.page.slots.flatMap((each, at) => (stays(each) ? [] : [at]))
  const known = new Map(kept.map((each) => [each.slot, each]))
  const added = target.page.slots.filter(({ slot }) => !known.has(slot))
  writePlaces(to, gone)
  writeAdded(to, base.page.slots, added)
  const before = target.page.slots.map(
    (each) => known.get(each.slot) ?? fresh(each.slot, each.prefix),
  )
  writeStatuses(to, before, target.page.slots)
  writeSaid(to, before, target)
}

export function readSlots(from: ColumnReader, base: SignedPage, at: number): ListedSlot[] {
  const gone = new Set(readPlaces(from, base.page.slots.length))
  const kept = base.page.slots.filter((_, place) => !gone.has(place))
  const slots = [...kept, ...readAdded(from, base.page.slots)].sort((a, b) => a.slot - b.slot)
  readStatuses(from, slots)
  readSaid(from, slots, at)
  return slots
}

function fresh(slot: number, prefix: Uint8Array): ListedSlot {
  return { slot, prefix, status: 'valid', since: null, other: null }
}

/** New numbers follow the last one that was listed, most of them in a row. */
function writeAdded(
  to: ColumnWriter,
  base: readonly ListedSlot[],
  added: readonly ListedSlot[],
): void {
  const runs: { skip: number; take: number }[] = []
  let next = afterLast(base)
  for (const { slot } of added) {
    const run = runs.at(-1)
    if (run !== undefined && slot === next) run.take += 1
    else runs.push({ skip: slot - next, take: 1 })
    next = slot + 1
  }
  to.number('shape', runs.length)
  for (const { skip, take } of runs) {
    to.number('runs', zigzag(skip))
    to.number('runs', take)
  }
  for (const { prefix } of added) to.bytes('prefixes', prefix)
}

function readAdded(from: ColumnReader, base: readonly ListedSlot[]): ListedSlot[] {
  const numbers: number[] = []
  let next = afterLast(base)
  for (let runs = from.number('shape'); runs > 0; runs -= 1) {
    next = exact(next + unzigzag(from.number('runs')))
    const take = from.number('runs')
    if (take > MAX_LISTED - numbers.length) throw new ColumnFault('runs')
    for (let more = take; more > 0; more -= 1) {
      numbers.push(next)
      next += 1
    }
  }
  return numbers.map((slot) => fresh(slot, from.bytes('prefixes', PREFIX_BYTES)))
}

function afterLast(base: readonly ListedSlot[]): number {
  return (base.at(-1)?.slot ?? -1) + 1
}

function writeStatuses(
  to: ColumnWriter,
  before: readonly ListedSlot[],
  slots: readonly ListedSlot[],
): void {
  const changed = STATUSES.map((status) =>
    slots.flatMap((each, at) =>
      each.status === status && before[at]?.status !== status ? [at] : [],
    ),
  )
  to.number('shape', changed.filter(({ length }) => length > 0).length)
  for (const [status, places] of changed.entries()) {
    if (places.length === 0) continue
    to.number('shape', status)
    writePlaces(to, places)
  }
}

function readStatuses(from: ColumnReader, slots: ListedSlot[]): void {
  for (let groups = from.number('shape'); groups > 0; groups -= 1) {
    const status = STATUSES[from.number('shape')]
    if (status === undefined) throw new ColumnFault('shape')
    for (const at of readPlaces(from, slots.length)) {
      slots[at] = { ...(slots[at] as ListedSlot), status }
    }
  }
}

function writeSaid(
  to: ColumnWriter,
  before: readonly ListedSlot[],
  { page, at }: SignedPage,
): void {
  const { slots } = page
  const changed = slots.flatMap((each, place) => {
    const was = before[place] as ListedSlot
    return was.since === each.since && was.other === each.other ? [] : [place]
  })
  writePlaces(to, changed)
  for (const place of changed) {
    const { slot, since, other } = slots[place] as ListedSlot
    to.number('said', since === null ? 0 : 1 + zigzag(at - since))
    to.number('said', other === null ? 0 : 1 + zigzag(slot - other))
  }
}

function readSaid(from: ColumnReader, slots: ListedSlot[], at: number): void {
  for (const place of readPlaces(from, slots.length)) {
    const listed = slots[place] as ListedSlot
    const [since, other] = [from.number('said'), from.number('said')]
    slots[place] = {
      ...listed,
      since: since === 0 ? null : exact(at - unzigzag(since - 1)),
      other: other === 0 ? null : exact(listed.slot - unzigzag(other - 1)),
    }
  }
}

/** Ascending places in a list, as the gaps between them. */
export function writePlaces(to: ColumnWriter, places: readonly number[]): void {
  to.number('shape', places.length)
  let next = 0
  for (const place of places) {
    to.number('gaps', place - next)
    next = place + 1
  }
}

export function readPlaces(from: ColumnReader, length: number): number[] {
  const places: number[] = []
  let next = 0
  for (let more = from.number('shape'); more > 0; more -= 1) {
    const place = next + from.number('gaps')
    if (place >= length) throw new ColumnFault('gaps')
    places.push(place)
    next = place + 1
  }
  return places
}
