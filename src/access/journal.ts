import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, sameBytes } from '../crypto/bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import type { Change, Facts } from '../values/change.ts'
import type { Act } from './grant-table.ts'

/** One line of the audit journal: who did what to what, when, from where, and what came of it. */
export type Entry = {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly act: Act
  /** Null where nobody is signed in. */
  readonly officerId: string | null
  readonly roles: readonly string[]
  /** What spoke for the officer, and the network that it came from; the console of the host has none. */
  readonly by: 'token' | 'cookie' | 'none' | 'console'
  readonly from: string
  /** The thing as the address names it, such as `certificates/CD000012`; of a sign-in the way in: `passkey/sign-in`. */
  readonly thing: string
  /** Codes of the refusals; empty when it was done. */
  readonly refusals: readonly string[]
  readonly changes: readonly Change[]
  /** The program ended before it answered: the act was begun, and whether it was done is not told here. */
  readonly outcome?: 'unknown'
  /** 16 random bytes: an entry that was erased cannot be found again from its digest by guessing. */
  readonly salt: Uint8Array
}

const KEY = {
  version: 0,
  at: 1,
  act: 2,
  officer: 3,
  roles: 4,
  by: 5,
  from: 6,
  thing: 7,
  refusals: 8,
  changes: 9,
  salt: 10,
  outcome: 11,
} as const
const VERSION = 1
const UNKNOWN = 'unknown'

export function encodeEntry(entry: Entry): Uint8Array {
  return encodeCbor(
    new Map<number, CborValue>([
      [KEY.version, VERSION],
      [KEY.at, entry.at],
      [KEY.act, entry.act],
      [KEY.officer, entry.officerId],
      [KEY.roles, entry.roles],
      [KEY.by, entry.by],
      [KEY.from, entry.from],
      [KEY.thing, entry.thing],
      [KEY.refusals, entry.refusals],
      [KEY.changes, entry.changes.map(encodeChange)],
      [KEY.salt, entry.salt],
      ...(entry.outcome === undefined ? [] : [[KEY.outcome, entry.outcome] as const]),
    ]),
  )
}

function encodeChange({ thing, key, before, after }: Change): CborValue {
  return [thing, key, factsMap(before), factsMap(after)]
}

function factsMap(facts: Facts | null): CborMap | null {
  return facts === null ? null : new Map(Object.entries(facts))
}

/** What an entry says, for people; undefined for bytes that are none of ours. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  const read = decodeCbor(bytes)
  if (!read.ok || !(read.value instanceof Map)) return undefined
  const map: CborMap = read.value
  const salt = map.get(KEY.salt)
  if (map.get(KEY.version) !== VERSION || !(salt instanceof Uint8Array)) return undefined
  const officer = map.get(KEY.officer)
  return {
    at: Number(map.get(KEY.at)),
    act: String(map.get(KEY.act)) as Act,
    officerId: typeof officer === 'string' ? officer : null,
    roles: texts(map.get(KEY.roles)),
    by: String(map.get(KEY.by)) as Entry['by'],
    from: String(map.get(KEY.from)),
    thing: String(map.get(KEY.thing)),
    refusals: texts(map.get(KEY.refusals)),
    changes: list(map.get(KEY.changes)).map(decodeChange),
    ...(map.get(KEY.outcome) === UNKNOWN && { outcome: UNKNOWN }),
    salt,
  }
}

function decodeChange(value: CborValue): Change {
  const [thing, key, before = null, after = null] = list(value)
  return { thing: String(thing), key: String(key), before: factsOf(before), after: factsOf(after) }
}

function factsOf(value: CborValue): Facts | null {
  return value instanceof Map ? (Object.fromEntries(value) as Facts) : null
}

function texts(value: CborValue | undefined): string[] {
  return list(value).map(String)
}

function list(value: CborValue | undefined): readonly CborValue[] {
  return Array.isArray(value) ? value : []
}

/** What stands before the first entry of a Participant: no chain can be moved to another. */
export function firstHash(participant: string): Uint8Array {
  return sha256(encodeCbor(['openkp journal', participant]))
}

/** The hash after an entry: SHA-256 of the hash before it and the entry's own digest. */
export function nextHash(before: Uint8Array, digest: Uint8Array): Uint8Array {
  return sha256(concatBytes(before, digest))
}

export function digestOf(entry: Uint8Array): Uint8Array {
  return sha256(entry)
}

/** One kept line, as it is checked. */
export type Link = {
  readonly seq: number
  readonly at: number
  readonly officerId: string | null
  readonly act: string
  readonly thing: string
  readonly entry: Uint8Array | null
  readonly digest: Uint8Array
  readonly hash: Uint8Array
}
export type ChainFault =
  | 'JOURNAL_GAP'
  | 'JOURNAL_ENTRY_CHANGED'
  | 'JOURNAL_COLUMNS_CHANGED'
  | 'JOURNAL_CHAIN_BROKEN'
export type ChainEnd = { readonly seq: number; readonly hash: Uint8Array }

/**
 * Whether `link` is what comes after `end`: the next number, its own bytes under its digest, the
 * searched columns as the entry has them, and the hash that both make.
 */
export function checkLink(end: ChainEnd, link: Link): ChainFault | null {
  if (link.seq !== end.seq + 1) return 'JOURNAL_GAP'
  if (link.entry !== null) {
    if (!sameBytes(digestOf(link.entry), link.digest)) return 'JOURNAL_ENTRY_CHANGED'
    if (!saysTheSame(link.entry, link)) return 'JOURNAL_COLUMNS_CHANGED'
  }
  return sameBytes(nextHash(end.hash, link.digest), link.hash) ? null : 'JOURNAL_CHAIN_BROKEN'
}

function saysTheSame(bytes: Uint8Array, link: Link): boolean {
  const entry = decodeEntry(bytes)
  return (
    entry?.at === link.at &&
    entry.officerId === link.officerId &&
    entry.act === link.act &&
    entry.thing === link.thing
  )
}
