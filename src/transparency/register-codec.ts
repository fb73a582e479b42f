import { concatBytes } from '../crypto/bytes.ts'
import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { MAX_TREE_SIZE } from '../crypto/merkle.ts'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import {
  type ListedSlot,
  MAX_LISTED,
  PREFIX_BYTES,
  type RegisterPage,
  saysMore,
} from './register-page.ts'
import { STATUSES } from './statuses.ts'
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
} as const
const VERSION = 1

/** A number block ends at 2^32. */
const MAX_SLOT = 2 ** 32
const MAX_TIME = 253_402_300_799

/** The body of a `register-page`. */
export function encodeRegisterPage(page: RegisterPage): CborMap {
  const { size, root, slots, confirmed, blocks } = page
  return new Map<number, CborValue>([
    [KEY.version, VERSION],
    [KEY.size, size],
    [KEY.root, root],
    [KEY.runs, runsOf(slots)],
    [KEY.digests, concatBytes(...slots.map(({ prefix }) => prefix))],
    [KEY.statuses, Uint8Array.from(slots, ({ status }) => STATUSES.indexOf(status))],
    [KEY.said, slots.filter(({ status }) => saysMore(status)).map(saidOf)],
    [KEY.confirmed, concatBytes(...confirmed)],
    [KEY.blocks, blocks],
  ])
}

function saidOf({ slot, since, other }: ListedSlot): CborValue {
  return [slot, since, other]
}

/** How many slots are passed over, how many are listed, and so on: numbers are used in their order. */
function runsOf(slots: readonly ListedSlot[]): number[] {
  const runs: number[] = []
  let next = -1
  for (const { slot } of slots) {
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
  if (at(KEY.version) !== VERSION || body.size !== Object.keys(KEY).length) return undefined
  if (!isWithin(size, 0, MAX_TREE_SIZE - 1) || !isBytes(root, HASH_BYTES)) return undefined
  const slots = decodeSlots(at)
  const confirmed = prefixesOf(at(KEY.confirmed))
  const blocks = at(KEY.blocks)
  const isWhole =
    slots !== undefined &&
    confirmed !== undefined &&
    Array.isArray(blocks) &&
    blocks.length <= MAX_NUMBER_BLOCKS &&
    blocks.every((digest) => isBytes(digest, HASH_BYTES))
  return isWhole ? { size, root, slots, confirmed, blocks } : undefined
}

function decodeSlots(at: (key: number) => CborValue): ListedSlot[] | undefined {
  const numbers = decodeRuns(at(KEY.runs))
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
    if (more === undefined) return undefined
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

/** The slots of the runs: the first may begin at once, each further one passes over something. */
function decodeRuns(runs: CborValue): number[] | undefined {
  if (!Array.isArray(runs) || runs.length % 2 !== 0 || runs.length > 2 * MAX_LISTED)
    return undefined
  const slots: number[] = []
  let next = 0
  for (let at = 0; at < runs.length; at += 2) {
    const [skip, length] = [runs[at], runs[at + 1]]
    if (!isWithin(skip, at === 0 ? 0 : 1, MAX_SLOT)) return undefined
    if (!isWithin(length, 1, MAX_LISTED - slots.length)) return undefined
    next += skip
    if (next + length - 1 > MAX_SLOT) return undefined
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
