import { concatBytes, toHex } from '../../src/crypto/bytes.ts'
import { type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { statusEntryKind } from '../../src/transparency/entry-kind.ts'
import { STATUSES } from '../../src/transparency/statuses.ts'
import { instant } from './lists.ts'
import { digestOf } from './live.ts'
import type { Named, Refused } from './log-case.ts'

/** An entry as a person reads it; digests in hex. */
export type EntryFields = Omit<LogEntry, 'subject' | 'digest'> & {
  readonly subject: string | null
  readonly digest: string
}

export type EntryCase = Named & {
  /** Hex of the leaf. */
  readonly entry: string
  readonly expected: { readonly entry: EntryFields } | Refused
}

const SUBJECT = digestOf('a certificate')
const PLAIN: LogEntry = {
  ...{ kind: 'certificate', slot: 16, subject: null, digest: digestOf('a statement') },
  ...{ iat: instant('2026-03-02T10:00:00Z'), exp: instant('2026-05-02T00:00:00Z') },
}

/** Every kind with what is not null in its entry. */
const GOOD: Readonly<Record<string, LogEntry>> = {
  certificate: PLAIN,
  'certificate-that-replaces': { ...PLAIN, slot: 17, subject: SUBJECT },
  'number-block': { ...PLAIN, kind: 'number-block', slot: 5000, exp: null },
  correction: { ...PLAIN, kind: 'correction', exp: null, subject: SUBJECT },
  'confirmation-as-importer': {
    ...{ ...PLAIN, kind: 'import-confirmation', slot: null, subject: SUBJECT },
  },
  'confirmation-noted-by-the-issuer': {
    ...{ ...PLAIN, kind: 'import-confirmation', exp: null, subject: SUBJECT },
  },
  discrepancy: { ...PLAIN, kind: 'discrepancy', slot: null, exp: null, subject: SUBJECT },
  'alert-without-a-subject': { ...PLAIN, kind: 'alert', slot: null, exp: null },
  'journal-head': { ...PLAIN, kind: 'journal-head', slot: null, exp: null },
  'kind-of-tomorrow': { ...PLAIN, kind: 'statistical-return', slot: null, exp: null },
  'slot-zero': { ...PLAIN, slot: 0 },
  'slot-of-four-bytes': { ...PLAIN, slot: 2 ** 32 - 1 },
  'slot-of-five-bytes': { ...PLAIN, slot: 2 ** 32 },
  'longest-kind': { ...PLAIN, kind: `${'k'.repeat(64)}/${'s'.repeat(32)}` },
}

export function entryCases(): readonly EntryCase[] {
  return [...goodEntries(), ...badEntries()]
}

function goodEntries(): EntryCase[] {
  const statuses = STATUSES.map((status): [string, LogEntry] => [
    `status-${status.replaceAll('_', '-')}`,
    { ...PLAIN, kind: statusEntryKind(status), exp: null, subject: SUBJECT },
  ])
  return [...Object.entries(GOOD), ...statuses].map(([name, entry]) => ({
    name,
    about: `An entry of kind ${entry.kind}.`,
    entry: toHex(encodeEntry(entry)),
    expected: { entry: fieldsOf(entry) },
  }))
}

export function fieldsOf(entry: LogEntry): EntryFields {
  const subject = entry.subject && toHex(entry.subject)
  return { ...entry, subject, digest: toHex(entry.digest) }
}

const MEMBERS: readonly CborValue[] = [
  ...[1, PLAIN.kind, PLAIN.slot, PLAIN.iat, PLAIN.exp, PLAIN.subject],
  PLAIN.digest,
]

function badEntries(): EntryCase[] {
  const at = (place: number, value: CborValue) => encodeCbor(MEMBERS.with(place, value))
  const good = encodeEntry(PLAIN)
  const rows: readonly [string, string, Uint8Array][] = [
    ['nothing', 'No bytes.', new Uint8Array()],
    ['cut-short', 'The last byte is missing.', good.subarray(0, -1)],
    ['byte-more', 'A byte behind the end.', concatBytes(good, Uint8Array.of(0))],
    ['slot-in-two-bytes', 'Slot 16 as 0x18 0x10: not in its shortest form.', longer(good)],
    [
      'a-map',
      'A map with the same seven.',
      encodeCbor(new Map(MEMBERS.map((each, key) => [key, each]))),
    ],
    ['six-members', 'The digest is missing.', encodeCbor(MEMBERS.slice(0, 6))],
    ['eight-members', 'A member more.', encodeCbor([...MEMBERS, null])],
    ['version-2', 'Another version.', at(0, 2)],
    [
      'kind-in-capitals',
      'A kind begins with a small letter and has no other.',
      at(1, 'Certificate'),
    ],
    ['kind-empty', 'No kind.', at(1, '')],
    ['kind-too-long', 'A kind of 65 characters.', at(1, 'k'.repeat(65))],
    ['kind-as-bytes', 'The kind as a byte string.', at(1, new Uint8Array(4))],
    ['suffix-empty', 'A slash with nothing behind it.', at(1, 'certificate-status/')],
    [
      'suffix-with-an-underscore',
      'Underscores of a status are hyphens here.',
      at(1, 'certificate-status/lost_or_stolen'),
    ],
    ['suffix-twice', 'Two suffixes.', at(1, 'certificate-status/void/void')],
    ['suffix-too-long', 'A suffix of 33 characters.', at(1, `alert/${'s'.repeat(33)}`)],
    ['slot-negative', 'Slot -1.', at(2, -1)],
    ['slot-as-text', 'The slot as text.', at(2, '16')],
    ['iat-missing', 'iat is null.', at(3, null)],
    ['exp-negative', 'exp before 1970.', at(4, -1)],
    ['subject-too-short', 'A subject of 31 bytes.', at(5, SUBJECT.subarray(0, 31))],
    [
      'digest-too-long',
      'A digest of 33 bytes.',
      at(6, concatBytes(PLAIN.digest, Uint8Array.of(0))),
    ],
    ['digest-missing', 'The digest is null.', at(6, null)],
  ]
  const expected = { refused: 'LOG_ENTRY_MALFORMED' }
  return rows.map(([name, about, entry]) => ({ name, about, entry: toHex(entry), expected }))
}

/** The slot stands behind the array's head, the version, and the kind with its own head. */
function longer(good: Uint8Array): Uint8Array {
  const place = 3 + PLAIN.kind.length
  return concatBytes(good.subarray(0, place), Uint8Array.of(0x18), good.subarray(place))
}
