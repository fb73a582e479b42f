import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import { STATUSES, type Status } from '../transparency/statuses.ts'
import { type CertificateNumber, isCanonicalNumber } from './number.ts'
import { bytesWire, choiceWire, integerWire, listWire } from './wire.ts'

export type StatusEntry = {
  readonly slot: number
  /** `valid` never stands on a page: what is not listed is valid. */
  readonly status: Status
  /** Since when, epoch seconds. */
  readonly since: number
  /** The number that replaces this one, for `replaced`. */
  readonly other: CertificateNumber | null
}

/**
 * All that is no longer plainly valid of one issuer, on one signed page, and the digests of the
 * number blocks that it had announced by then: so an old page or a missing block shows.
 */
export type StatusPage = {
  readonly entries: readonly StatusEntry[]
  readonly blocks: readonly Uint8Array[]
}

/**
 * The busiest authority has 30,000 certificates a year; each stands here for the two months of its
 * validity and 90 days more, which makes 12,400 entries.
 */
export const MAX_ENTRIES = 32_768
/** A full page, most of whose entries take 13 bytes; one with a number in its place takes 30. */
export const MAX_PAGE_BYTES = 524_288

const status = choiceWire(STATUSES)
const slot = integerWire(0, 2 ** 32)
const time = integerWire(0, 253_402_300_799)
const digests = listWire(bytesWire(32), 0, MAX_NUMBER_BLOCKS)

export function encodePage(page: StatusPage): CborMap {
  const entries = [...page.entries].sort((a, b) => a.slot - b.slot)
  return new Map<number, CborValue>([
    [0, 1],
    [1, entries.map((each) => [each.slot, status.encode(each.status), each.since, each.other])],
    [2, digests.encode(page.blocks)],
  ])
}

export function decodePage(body: CborMap): StatusPage | undefined {
  const entries = body.get(1)
  const blocks = digests.decode(body.get(2) ?? null)
  if (body.get(0) !== 1 || body.size !== 3 || blocks === undefined) return undefined
  if (!Array.isArray(entries) || entries.length > MAX_ENTRIES) return undefined
  const decoded = entries.map(decodeEntry)
  const ascending = decoded.every(
    (each, at) => at === 0 || (decoded[at - 1]?.slot ?? 0) < (each?.slot ?? 0),
  )
  return ascending && decoded.every((each) => each !== undefined)
    ? { entries: decoded as StatusEntry[], blocks }
    : undefined
}

function decodeEntry(value: CborValue): StatusEntry | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined
  const [slotValue, statusValue, sinceValue, other] = value as CborValue[]
  const decoded = {
    slot: slot.decode(slotValue ?? null),
    status: status.decode(statusValue ?? null),
    since: time.decode(sinceValue ?? null),
    other:
      other === null || (typeof other === 'string' && isCanonicalNumber(other)) ? other : undefined,
  }
  const whole = Object.values(decoded).every((each) => each !== undefined)
  return whole && decoded.status !== 'valid' ? (decoded as StatusEntry) : undefined
}

/** The entry of a slot by bisection, or undefined: then the issuer says nothing against it. */
export function statusOf(page: StatusPage, wanted: number): StatusEntry | undefined {
  let low = 0
  let high = page.entries.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const entry = page.entries[middle] as StatusEntry
    if (entry.slot === wanted) return entry
    if (entry.slot < wanted) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
