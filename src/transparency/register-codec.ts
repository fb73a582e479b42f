import { concatBytes } from '../crypto/bytes.ts'
import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { MAX_TREE_SIZE } from '../crypto/merkle.ts'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import {
  isBlank,
  type ListedSlot,
  MAX_BOUNDS,
  MAX_LISTED,
  type PageBound,
  PREFIX_BYTES,
  type RegisterPage,
  saysMore,
} from './register-page.ts'
import { isFinal, STATUSES } from './statuses.ts'
import { HASH_BYTES } from './tile.ts'

/** Keys of the body of a `register-page`. Never used for anything else again. */
const KEY = {
  version: 0,
  size: 1,
  root: 2,
  runs: 3,
  digests: 4,
  statuses: 5,
  said: 6,
  confirmed: 7,
  blocks: 8,
  bounds: 9,
} as const
const VERSION = 1
/** All but the bounds, which stand there only where there are any. */
const MEMBERS = Object.keys(KEY).length - 1

/** A number block ends at 2^32. */
const MAX_SLOT = 2 ** 32
const MAX_TIME = 253_402_300_799

/** The body of a `register-page`. */
export function encodeRegisterPage(page: RegisterPage): CborMap {
  const { size, root, slots, confirmed, blocks, bounds } = page
  const body = new Map<number, CborValue>([
    [KEY.version, VERSION],
    [KEY.size, size],
    [KEY.root, root],
    [KEY.runs, runsOf(slots.map(({ slot }) => slot))],
    [KEY.digests, concatBytes(...slots.map(({ prefix }) => prefix))],
    [KEY.statuses, Uint8Array.from(slots, ({ status }) => STATUSES.indexOf(status))],
    [KEY.said, slots.filter(({ status }) => saysMore(status)).map(saidOf)],
    [KEY.confirmed, concatBytes(...confirmed)],
    [KEY.blocks, blocks],
  ])
  // Only where a key was stolen: everybody else's page is as short as it was.
  if (bounds.length > 0) body.set(KEY.bounds, encodeBounds(bounds, slots))
  return body
}

function saidOf({ slot, since, other }: ListedSlot): CborValue {
  return [slot, since, other]
}

/** How many slots are passed over, how many are listed, and so on: numbers are used in their order. */
export function runsOf(numbers: readonly number[]): number[] {
  const runs: number[] = []
  let next = -1
  for (const slot of numbers) {
    if (slot === next) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
    else runs.push(slot - Math.max(next, 0), 1)
    next = slot + 1
  }
  return runs
}

/** The page that a body holds; undefined for anything but the one spelling that is written above. */
export function decodeRegisterPage(body: CborMap): RegisterPage | undefined {
  const at = (key: number) => body.get(key) ?? null
  const [size, root] = [at(KEY.size), at(KEY.root)]
  if (at(KEY.version) !== VERSION || body.size !== MEMBERS + (body.has(KEY.bounds) ? 1 : 0))
    return undefined
  if (!isWithin(size, 0, MAX_TREE_SIZE - 1) || !isBytes(root, HASH_BYTES)) return undefined
  const slots = decodeSlots(at)
  const confirmed = prefixesOf(at(KEY.confirmed))
  const blocks = at(KEY.blocks)
  const bounds = body.has(KEY.bounds) ? decodeBounds(at(KEY.bounds), size, slots ?? []) : []
  const isWhole =
    slots !== undefined &&
    confirmed !== undefined &&
    bounds !== undefined &&
    Array.isArray(blocks) &&
    blocks.length <= MAX_NUMBER_BLOCKS &&
    blocks.every((digest) => isBytes(digest, HASH_BYTES))
  return isWhole ? { size, root, slots, confirmed, blocks, bounds } : undefined
}

/** By places in the list, not by slots: what was logged last stands at its end, mostly in one run. */
function encodeBounds(bounds: readonly PageBound[], listed: readonly ListedSlot[]): CborValue {
  const places = new Map(listed.map(({ slot }, place) => [slot, place]))
  return bounds.map(({ bound, slots }) => [
    bound,
    runsOf(slots.map((slot) => places.get(slot) as number)),
  ])
}

/** What stands behind one place of the log stands behind every earlier one too. */
function decodeBounds(
  value: CborValue,
  size: number,
  listed: readonly ListedSlot[],
): PageBound[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_BOUNDS) return undefined
  const bounds: PageBound[] = []
  for (const each of value as readonly CborValue[]) {
    if (!Array.isArray(each) || each.length !== 2) return undefined
    const [bound, runs] = each as readonly CborValue[]
    const before = bounds.at(-1)
    if (!isWithin(bound, (before?.bound ?? 0) + 1, size - 1)) return undefined
    const slots = decodeRuns(runs ?? null, listed.length - 1)?.map(
      (place) => (listed[place] as ListedSlot).slot,
    )
    const earlier = before && new Set(before.slots)
    if (slots === undefined || !slots.every((slot) => earlier?.has(slot) ?? true)) return undefined
    bounds.push({ bound, slots })
  }
  return bounds
}

function decodeSlots(at: (key: number) => CborValue): ListedSlot[] | undefined {
  const numbers = decodeRuns(at(KEY.runs), MAX_SLOT)
  const prefixes = prefixesOf(at(KEY.digests))
  const statuses = at(KEY.statuses)
  if (numbers === undefined || prefixes?.length !== numbers.length) return undefined
  if (!(statuses instanceof Uint8Array) || statuses.length !== numbers.length) return undefined
  const said = at(KEY.said)
  if (!Array.isArray(said) || said.length > MAX_LISTED) return undefined
  const slots: ListedSlot[] = []
  let next = 0
  for (const [place, slot] of numbers.entries()) {
    const prefix = prefixes[place] as Uint8Array
    const status = STATUSES[statuses[place] as number]
    if (status === undefined) return undefined
    const more = saysMore(status) ? decodeSaid(said[next], slot) : NOTHING_MORE
    // A number that signed nothing is there because it was closed: open, it would be anybody's.
    const isOpen = !isFinal(status) && status !== 'used'
    if (more === undefined || (isBlank(prefix) && isOpen)) return undefined
    if (saysMore(status)) next += 1
    slots.push({ slot, prefix, status, ...more })
  }
  return next === said.length ? slots : undefined
}

const NOTHING_MORE = { since: null, other: null }

function decodeSaid(value: unknown, slot: number): Pick<ListedSlot, 'since' | 'other'> | undefined {
  if (!Array.isArray(value) || value.length !== 3 || value[0] !== slot) return undefined
  const [, since, other] = value as CborValue[]
  const isOther = other === null || (isWithin(other, 0, MAX_SLOT) && other !== slot)
  return isWithin(since, 0, MAX_TIME) && isOther ? { since, other } : undefined
}

/** The numbers of the runs, none above `max`: the first may begin at once, each further one passes over something. */
export function decodeRuns(runs: CborValue, max: number): number[] | undefined {
  if (!Array.isArray(runs) || runs.length % 2 !== 0 || runs.length > 2 * MAX_LISTED)
    return undefined
  const slots: number[] = []
  let next = 0
  for (let at = 0; at < runs.length; at += 2) {
    const [skip, length] = [runs[at], runs[at + 1]]
    if (!isWithin(skip, at === 0 ? 0 : 1, max)) return undefined
    if (!isWithin(length, 1, MAX_LISTED - slots.length)) return undefined
    next += skip
    if (next + length - 1 > max) return undefined
    for (let taken = 0; taken < length; taken += 1) slots.push(next + taken)
    next += length
  }
  return slots
}

function prefixesOf(value: CborValue): Uint8Array[] | undefined {
  if (!(value instanceof Uint8Array) || value.length % PREFIX_BYTES !== 0) return undefined
  const count = value.length / PREFIX_BYTES
  if (count > MAX_LISTED) return undefined
  return Array.from({ length: count }, (_, at) =>
    value.subarray(at * PREFIX_BYTES, (at + 1) * PREFIX_BYTES),
  )
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max
}

function isBytes(value: unknown, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length
}
