import { toHex } from '../../src/crypto/bytes.ts'
import { type CborMap, encodeCbor } from '../../src/crypto/cbor.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { statusEntryKind } from '../../src/transparency/entry-kind.ts'
import { registerPage } from '../../src/transparency/register.ts'
import { encodeRegisterPage } from '../../src/transparency/register-codec.ts'
import { STATUSES, type Status } from '../../src/transparency/statuses.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { digestOf } from './live.ts'
import type { Named } from './log-case.ts'
import { treeOver } from './tree.ts'

export type PageCase = Named & {
  /** Hex of the entries of the log, in their order. */
  readonly entries: readonly string[]
  /** When the page was signed, epoch seconds. */
  readonly iat: number
  /** Places in the log that certificate keys of the party are good below, as its keys name them; absent: none. */
  readonly bounds?: readonly number[]
  /** Hex of the body, byte for byte. */
  readonly expected: { readonly body: string }
}

/** The moment of every page. */
export const NOW = LISTED_AT
const plain = { subject: null, exp: null }
export const of = (slot: number) => digestOf(`certificate of slot ${slot}`)
export const certificate = (slot: number, more: Partial<LogEntry> = {}): LogEntry => ({
  ...plain,
  ...{ kind: 'certificate', slot, iat: NOW - DAY, exp: NOW + 60 * DAY, digest: of(slot) },
  ...more,
})
export const said = (slot: number, status: Status, iat = NOW - 60): LogEntry => ({
  ...plain,
  ...{ kind: statusEntryKind(status), slot, iat, subject: of(slot) },
  digest: digestOf(`${slot} is ${status}`),
})
export const noted = (slot: number, iat = NOW - 60, subject = of(slot)): LogEntry => ({
  ...plain,
  ...{ kind: 'import-confirmation', slot, iat, subject, digest: digestOf(`${slot} was received`) },
})
export const confirmed = (subject: number, exp: number | null): LogEntry => ({
  ...{ kind: 'import-confirmation', slot: null, iat: NOW - 60, exp, subject: of(subject) },
  digest: digestOf(`we received ${subject}`),
})
export const other = (kind: string, slot: number | null = null): LogEntry => ({
  ...plain,
  ...{ kind, slot, iat: NOW - DAY, digest: digestOf(`${kind} ${slot}`) },
})

type Row = readonly [
  name: string,
  about: string,
  entries: readonly LogEntry[],
  bounds?: readonly number[],
]

const ROWS: readonly Row[] = [
  ['empty', 'A log without entries.', []],
  ['certificate', 'One certificate.', [certificate(1)]],
  ['certificate-slot-zero', 'The first slot.', [certificate(0)]],
  [
    'runs',
    'Slots in runs, written in another order.',
    [7, 2, 9, 3, 8].map((slot) => certificate(slot)),
  ],
  [
    'twin',
    'The first entry of a slot wins.',
    [certificate(1), certificate(1, { digest: digestOf('twin') })],
  ],
  ...STATUSES.map(
    (status): Row => [
      `status-${status.replaceAll('_', '-')}`,
      `The status ${status.replaceAll('_', ' ')}.`,
      [certificate(1), said(1, status)],
    ],
  ),
  [
    'suspension-ended',
    'Suspended, then valid.',
    [certificate(1), said(1, 'suspended'), said(1, 'valid')],
  ],
  ['void-stays', 'Void, then valid.', [certificate(1), said(1, 'void'), said(1, 'valid')]],
  [
    'void-then-lost',
    'The first final status stays.',
    [certificate(1), said(1, 'void'), said(1, 'lost_or_stolen', NOW - 30)],
  ],
  [
    'stolen-then-replaced',
    'A later replacement is named.',
    [certificate(1), said(1, 'stolen'), said(1, 'replaced', NOW - 30)],
  ],
  ['corrected', 'A correction.', [certificate(1), { ...said(1, 'valid'), kind: 'correction' }]],
  [
    'corrected-then-valid',
    'The latest of valid, suspended and corrected holds.',
    [certificate(1), said(1, 'corrected'), said(1, 'valid')],
  ],
  [
    'replacement',
    'The first certificate that replaces another is named by its slot.',
    [
      certificate(3),
      said(3, 'replaced'),
      certificate(7, { subject: of(3) }),
      certificate(8, { subject: of(3) }),
    ],
  ],
  ['blank-spoiled', 'A number that signed nothing.', [{ ...said(4, 'spoiled'), subject: null }]],
  [
    'blank-suspended',
    'A number that signed nothing is not listed when it is only suspended.',
    [{ ...said(4, 'suspended'), subject: null }],
  ],
  ['noted', 'The issuer took note of a confirmation.', [certificate(1), noted(1)]],
  [
    'noted-of-a-twin',
    'Its subject is another certificate.',
    [certificate(1), noted(1, NOW, digestOf('twin'))],
  ],
  [
    'noted-then-corrected',
    'Used outweighs corrected.',
    [certificate(1), noted(1), said(1, 'corrected')],
  ],
  [
    'noted-then-void',
    'A final status outweighs used.',
    [certificate(1), noted(1), said(1, 'void')],
  ],
  [
    'void-then-noted',
    'And stays, whatever comes later.',
    [certificate(1), said(1, 'void'), noted(1)],
  ],
  [
    'confirmed',
    'As importer: in the order of the log, once each, until the first exp.',
    [
      confirmed(5, NOW + 1),
      confirmed(2, NOW),
      confirmed(4, null),
      confirmed(5, NOW + 9),
      confirmed(1, NOW + 1),
      confirmed(2, NOW + 9),
    ],
  ],
  [
    'blocks',
    'Digests of number blocks in their order.',
    [other('number-block', 3), certificate(9), other('number-block', 1)],
  ],
  [
    'blocks-again',
    'A block that is signed again stands where it stood.',
    [
      other('number-block', 3),
      other('number-block', 1),
      { ...other('number-block', 3), digest: digestOf('signed again') },
    ],
  ],
  [
    'other-kinds',
    'They count in the size and say nothing.',
    [
      other('journal-head'),
      other('discrepancy'),
      other('alert', 1),
      other('statistical-return'),
      other('certificate-status', 1),
      other('certificate-status/of-tomorrow', 1),
    ],
  ],
  [
    'ends-in-a-second',
    'Its certificate ends a second after iat.',
    [certificate(1, { exp: NOW + 1 })],
  ],
  ['ended', 'Ended at iat: listed for 90 days.', [certificate(1, { exp: NOW })]],
  [
    'ended-89-days',
    'Ended a second less than 90 days ago.',
    [certificate(1, { exp: NOW - 90 * DAY + 1 })],
  ],
  ['ended-90-days', 'Ended 90 days ago.', [certificate(1, { exp: NOW - 90 * DAY })]],
  [
    'used-90-days-and-ended',
    'Closed by its use, not by its end.',
    [certificate(1, { exp: NOW }), noted(1, NOW - 90 * DAY)],
  ],
  [
    'void-90-days-not-ended',
    'Listed while it has not ended.',
    [certificate(1, { exp: NOW + 1 }), said(1, 'void', NOW - 90 * DAY)],
  ],
  [
    'suspended-and-ended-90-days',
    'A suspension closes nothing.',
    [certificate(1, { exp: NOW - 90 * DAY }), said(1, 'suspended')],
  ],
  [
    'blank-spoiled-90-days',
    'Closed 90 days ago.',
    [{ ...said(1, 'spoiled', NOW - 90 * DAY), subject: null }],
  ],
  ['without-an-end', 'exp is null.', [certificate(1, { exp: null })]],
  ['last-slot', 'Slot 2^32.', [certificate(2 ** 32)]],
]

/** Slots 900, 4, 70, 5 and 6, in the order of the log. */
const FIVE = [900, 4, 70, 5, 6].map((slot) => certificate(slot))

/** Pages of a party whose certificate keys were stolen. */
const BOUNDED: readonly Row[] = [
  ['bounds-one', 'By places in the list of slots, not by slots.', FIVE, [2]],
  ['bounds-two', 'Ascending, in whatever order the keys stand.', FIVE, [4, 1]],
  ['bounds-twice', 'Two keys that are good below the same place.', FIVE, [3, 3]],
  ['bounds-that-tell-nothing', 'At the end of the log, and beyond it.', FIVE, [5, 6, 2 ** 39]],
  [
    'bounds-nine',
    'The lowest eight are named.',
    [...FIVE, ...[20, 21, 22, 23, 24].map((slot) => certificate(slot))],
    [9, 8, 7, 6, 5, 4, 3, 2, 1],
  ],
  [
    'bounds-nothing-behind',
    'Behind the place stands no certificate.',
    [certificate(1), said(1, 'void'), noted(1)],
    [1],
  ],
  [
    'bounds-twin',
    'The entry that took the slot stands below the place, its twin behind it.',
    [certificate(1), certificate(2), certificate(1, { digest: digestOf('twin') })],
    [2],
  ],
  [
    'bounds-blank',
    'A number that signed nothing stands nowhere.',
    [certificate(1), { ...said(4, 'spoiled'), subject: null }, certificate(9)],
    [1],
  ],
  [
    'bounds-and-ended',
    'What is no longer listed has no place in the list.',
    [certificate(1, { exp: NOW - 90 * DAY }), certificate(2), certificate(3)],
    [2],
  ],
]

export function pageCases(): readonly PageCase[] {
  return [...ROWS, ...BOUNDED].map(([name, about, entries, bounds]) => ({
    name,
    about,
    entries: entries.map((entry) => toHex(encodeEntry(entry))),
    iat: NOW,
    ...(bounds && { bounds }),
    expected: { body: toHex(encodeCbor(bodyOf(entries, bounds))) },
  }))
}

/** The body of a page over these entries. */
export function bodyOf(entries: readonly LogEntry[], bounds?: readonly number[]): CborMap {
  const root = treeOver(entries.map(encodeEntry)).rootOf(entries.length)
  return encodeRegisterPage(registerPage(entries, root, NOW, bounds))
}
