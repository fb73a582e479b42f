import { compareBytes } from '../crypto/bytes.ts'
import type { Status } from './statuses.ts'

/**
 * Bytes of a digest that a page keeps: to share those of a certificate that stands there takes 2^64 signatures.
 * Who holds the raw key and signs both finds such a pair in 2^32 (SECURITY.md).
 */
export const PREFIX_BYTES = 8

/**
 * Slots on one page, subjects that it confirms, and slots of which more is said. The busiest authority
 * has 30,000 certificates a year; each stands here for its two months and 90 days more: 12,400.
 */
export const MAX_LISTED = 32_768
/** Certificate keys of one party that were stolen, at different times, and whose goods are on the road. */
export const MAX_BOUNDS = 8
/** A page that is full in every member, signed. */
export const MAX_REGISTER_PAGE_BYTES = 1_500_000

/**
 * What the log of one party says of its certificates, as of `size` entries and one moment: a function
 * of the log that anybody computes anew (`registerPage`), signed by the party with its status key.
 */
export type RegisterPage = {
  /** Entries of the party's log that the page is made of. */
  readonly size: number
  /** Root of the log at that size, 32 bytes: the head that witnesses cosign. */
  readonly root: Uint8Array
  /** Ascending, none twice. */
  readonly slots: readonly ListedSlot[]
  /** Prefixes of the certificates whose receipt this party confirmed as importer, in the order of its log. */
  readonly confirmed: readonly Uint8Array[]
  /** SHA-256 of the party's number-block statements, in their order. */
  readonly blocks: readonly Uint8Array[]
  /** Places in the log that a compromised key of the party stays good below; ascending, none twice. */
  readonly bounds: readonly PageBound[]
}

/** A place in the log, and the listed slots whose certificate stands there or behind it. */
export type PageBound = {
  /** Entries below it: more than none, and fewer than the page is made of. */
  readonly bound: number
  /** Ascending. */
  readonly slots: readonly number[]
}

/** One number that is open, or was closed not long ago. */
export type ListedSlot = {
  readonly slot: number
  /** The first bytes of the digest of its certificate; zeros where the number signed nothing. */
  readonly prefix: Uint8Array
  readonly status: Status
  /** Since when, epoch seconds, where more is said than valid or used. */
  readonly since: number | null
  /** The slot that takes its place, where one does. */
  readonly other: number | null
}

/** Whether the number signed nothing: it has zeros for a prefix. */
export function isBlank(prefix: Uint8Array): boolean {
  return prefix.every((byte) => byte === 0)
}

export function prefixOf(digest: Uint8Array): Uint8Array {
  return digest.slice(0, PREFIX_BYTES)
}

/** Whether the status of a slot comes with the second since which it holds, and perhaps another slot. */
export function saysMore(status: Status): boolean {
  return status !== 'valid' && status !== 'used'
}

/** What the page says of a slot, by bisection; undefined where it is not listed. */
export function listedAt({ slots }: RegisterPage, wanted: number): ListedSlot | undefined {
  let low = 0
  let high = slots.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const listed = slots[middle] as ListedSlot
    if (listed.slot === wanted) return listed
    if (listed.slot < wanted) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/**
 * Between which places of the log the certificate of a listed slot stands, as far as the page tells: from the
 * first to before the second.
 */
export function placeOf(
  { size, bounds }: RegisterPage,
  slot: number,
): { readonly from: number; readonly before: number } {
  const at = bounds.findIndex(({ slots }) => !slots.includes(slot))
  if (at < 0) return { from: bounds.at(-1)?.bound ?? 0, before: size }
  return { from: bounds[at - 1]?.bound ?? 0, before: (bounds[at] as PageBound).bound }
}

/** Whether the slot holds the certificate with this digest. */
export function holds({ prefix }: ListedSlot, digest: Uint8Array): boolean {
  return compareBytes(prefix, prefixOf(digest)) === 0
}

/** Whether the party confirmed, as importer, the receipt of the certificate with this digest. */
export function hasConfirmed({ confirmed }: RegisterPage, digest: Uint8Array): boolean {
  const wanted = prefixOf(digest)
  return confirmed.some((prefix) => compareBytes(prefix, wanted) === 0)
}
