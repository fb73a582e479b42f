import { sameBytes, toHex } from '../crypto/bytes.ts'
import type { LogEntry } from './entry.ts'
import { statusOfEntry } from './entry-kind.ts'
import {
  type ListedSlot,
  MAX_BOUNDS,
  PREFIX_BYTES,
  prefixOf,
  type RegisterPage,
  saysMore,
} from './register-page.ts'
import { isFinal, type Status } from './statuses.ts'

/** A slot stays listed this long after it was closed, so that a late reader still hears why. */
export const LISTED_AFTER_SECONDS = 90 * 86_400

/**
 * What a log has said so far, as its register needs it. Grows by `take`, one entry after another; a
 * page of any moment can be made of it (`pageAt`).
 */
export type Register = {
  /** Entries taken. */
  size: number
  readonly slots: Map<number, Slot>
  /** By hex digest of a certificate: the slot of the first one that replaces it. */
  readonly replacedBy: Map<string, number>
  /** By hex digest of the certificate, in the order of the log. */
  readonly confirmed: Map<string, { readonly subject: Uint8Array; readonly exp: number | null }>
  /** By first slot: a block that is signed again takes the place of what was signed before. */
  readonly blocks: Map<string, Uint8Array>
}

type Slot = {
  /** The first entry of the slot wins; a second one is an alarm, and no reader hears of it here. */
  certificate: {
    readonly digest: Uint8Array
    readonly exp: number | null
    /** The place of its entry in the log. */
    readonly index: number
  } | null
  said: { readonly status: Status; readonly since: number } | null
  /** Since when a status closes it, the first time, epoch seconds. */
  closed: number | null
  /** Confirmations by an importer of which the issuer took note. */
  readonly notes: { readonly subject: Uint8Array; readonly iat: number }[]
}

export function emptyRegister(): Register {
  return {
    size: 0,
    slots: new Map(),
    replacedBy: new Map(),
    confirmed: new Map(),
    blocks: new Map(),
  }
}

/** Takes the next entry of the log. Kinds that no register knows change nothing. */
export function take(register: Register, entry: LogEntry): void {
  register.size += 1
  const { kind, slot, digest } = entry
  const status = statusOfEntry(kind)
  if (kind === 'number-block')
    register.blocks.set(slot === null ? `entry ${register.size}` : `${slot}`, digest)
  else if (kind === 'certificate' && slot !== null) takeCertificate(register, slot, entry)
  else if (kind === 'import-confirmation') takeConfirmation(register, entry)
  else if (status !== undefined && slot !== null) takeStatus(register, slot, status, entry.iat)
}

function takeCertificate(
  register: Register,
  slot: number,
  { digest, exp, subject }: LogEntry,
): void {
  const held = slotOf(register, slot)
  if (held.certificate !== null) return
  held.certificate = { digest, exp, index: register.size - 1 }
  const replaced = subject === null ? undefined : toHex(subject)
  if (replaced !== undefined && !register.replacedBy.has(replaced)) {
    register.replacedBy.set(replaced, slot)
  }
}

/** Without a slot it is this party's own word as importer; with one, its note of another's as issuer. */
function takeConfirmation(register: Register, { slot, subject, iat, exp }: LogEntry): void {
  if (subject === null) return
  if (slot !== null) slotOf(register, slot).notes.push({ subject, iat })
  else if (!register.confirmed.has(toHex(subject))) {
    register.confirmed.set(toHex(subject), { subject, exp })
  }
}

/** What is said later never softens what was said before: only a replacement may still be named. */
function takeStatus(register: Register, slot: number, status: Status, since: number): void {
  const held = slotOf(register, slot)
  const before = held.said === null ? 0 : weightOf(held.said.status)
  const weight = weightOf(status)
  const isNamed = status === 'replaced' && held.said?.status !== 'replaced'
  if (weight > 0) held.closed ??= since
  if (weight > before || (weight === 0 && before === 0) || isNamed) held.said = { status, since }
}

/** A use outweighs whatever does not end the number, and what ends it outweighs a use. */
function weightOf(status: Status): number {
  if (isFinal(status)) return 2
  return status === 'used' ? 1 : 0
}

function slotOf({ slots }: Register, slot: number): Slot {
  const known = slots.get(slot) ?? { certificate: null, said: null, closed: null, notes: [] }
  slots.set(slot, known)
  return known
}

/**
 * The register of what was taken, as of `at` (epoch seconds).
 * @param root root of the log at `register.size`
 * @param bounds places in the log that the page tells certificates apart by; those that tell nothing, and
 *   more than a page takes, are left out
 */
export function pageAt(
  register: Register,
  root: Uint8Array,
  at: number,
  bounds: readonly number[] = [],
): RegisterPage {
  const slots: ListedSlot[] = []
  for (const [slot, held] of register.slots) {
    if (isListed(held, at)) slots.push(listed(slot, held, register))
  }
  const open = [...register.confirmed.values()].filter(({ exp }) => exp === null || exp > at)
  slots.sort((a, b) => a.slot - b.slot)
  return {
    size: register.size,
    root,
    slots,
    confirmed: open.map(({ subject }) => prefixOf(subject)),
    blocks: [...register.blocks.values()],
    bounds: tellingBounds(register.size, bounds).map((bound) => ({
      bound,
      slots: slots.flatMap(({ slot }) => (stands(register, slot, bound) ? [slot] : [])),
    })),
  }
}

/** Of these places those that a page over `size` entries names, in their order. */
export function tellingBounds(size: number, bounds: readonly number[]): readonly number[] {
  const telling = bounds.filter((bound) => bound > 0 && bound < size)
  return [...new Set(telling)].sort((a, b) => a - b).slice(0, MAX_BOUNDS)
}

/** Whether the certificate of the slot stands at `bound` or behind it. A blank has none, and stands nowhere. */
function stands({ slots }: Register, slot: number, bound: number): boolean {
  return (slots.get(slot)?.certificate?.index ?? -1) >= bound
}

/**
 * The register page of one log: a function of its entries and the moment, so that anybody makes the
 * same page, byte for byte, and a page that differs is evidence against who signed it.
 *
 * @param entries all entries of the party's own log below the page's size, decoded, in their order
 * @param root root of the log at that size
 * @param at when the page was signed, epoch seconds: its `iat`
 * @param bounds those that the page names itself, where a page is made anew
 */
export function registerPage(
  entries: Iterable<LogEntry>,
  root: Uint8Array,
  at: number,
  bounds: readonly number[] = [],
): RegisterPage {
  const register = emptyRegister()
  for (const entry of entries) take(register, entry)
  return pageAt(register, root, at, bounds)
}

function isListed(held: Slot, at: number): boolean {
  const { certificate } = held
  const isOpen = certificate !== null && (certificate.exp === null || certificate.exp > at)
  return isOpen || at - closedAt(held) < LISTED_AFTER_SECONDS
}

/** The first of a status that closes it, a use and the end; minus infinity where nothing does. */
function closedAt(held: Slot): number {
  const times = [held.closed, usedAt(held), held.certificate?.exp].filter((time) => time != null)
  return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...times)
}

/** A use is of this very certificate: what was confirmed of a twin closes nothing. */
function usedAt({ certificate, notes }: Slot): number | null {
  if (certificate === null) return null
  return notes.find(({ subject }) => sameBytes(subject, certificate.digest))?.iat ?? null
}

const SIGNED_NOTHING = new Uint8Array(PREFIX_BYTES)

function listed(slot: number, held: Slot, register: Register): ListedSlot {
  const { certificate } = held
  const prefix = certificate === null ? SIGNED_NOTHING : prefixOf(certificate.digest)
  const { status, since } = sayOf(held)
  if (!saysMore(status)) return { slot, prefix, status, since: null, other: null }
  const digest = certificate === null ? undefined : toHex(certificate.digest)
  const other = (digest === undefined ? undefined : register.replacedBy.get(digest)) ?? null
  return { slot, prefix, status, since, other: other === slot ? null : other }
}

/** A correction after a confirmed receipt frees nothing: the use stays. */
function sayOf(held: Slot): { readonly status: Status; readonly since: number } {
  const said = held.said ?? { status: 'valid', since: 0 }
  const used = usedAt(held)
  return used === null || weightOf(said.status) > 0 ? said : { status: 'used', since: used }
}
