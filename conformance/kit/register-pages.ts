import { concatBytes, toHex } from '../../src/crypto/bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { statusEntryKind } from '../../src/transparency/entry-kind.ts'
import { registerPage } from '../../src/transparency/register.ts'
import { encodeRegisterPage } from '../../src/transparency/register-codec.ts'
import { STATUSES, type Status } from '../../src/transparency/statuses.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { digestOf } from './live.ts'
import type { Named, Refused } from './log-case.ts'
import { treeOver } from './tree.ts'

export type PageCase = Named & {
  /** Hex of the entries of the log, in their order. */
  readonly entries: readonly string[]
  /** When the page was signed, epoch seconds. */
  readonly iat: number
  /** Hex of the body, byte for byte. */
  readonly expected: { readonly body: string }
}

export type BodyCase = Named & {
  /** Hex of the CBOR of a body. */
  readonly body: string
  /** How many slots are listed. */
  readonly expected: { readonly listed: number } | Refused
}

const NOW = LISTED_AT
const plain = { subject: null, exp: null }
const of = (slot: number) => digestOf(`certificate of slot ${slot}`)
const certificate = (slot: number, more: Partial<LogEntry> = {}): LogEntry => ({
  ...plain,
  ...{ kind: 'certificate', slot, iat: NOW - DAY, exp: NOW + 60 * DAY, digest: of(slot) },
  ...more,
})
const said = (slot: number, status: Status, iat = NOW - 60): LogEntry => ({
  ...plain,
  ...{ kind: statusEntryKind(status), slot, iat, subject: of(slot) },
  digest: digestOf(`${slot} is ${status}`),
})
const noted = (slot: number, iat = NOW - 60, subject = of(slot)): LogEntry => ({
  ...plain,
  ...{ kind: 'import-confirmation', slot, iat, subject, digest: digestOf(`${slot} was received`) },
})
const confirmed = (subject: number, exp: number | null): LogEntry => ({
  ...{ kind: 'import-confirmation', slot: null, iat: NOW - 60, exp, subject: of(subject) },
  digest: digestOf(`we received ${subject}`),
})
const other = (kind: string, slot: number | null = null): LogEntry => ({
  ...plain,
  ...{ kind, slot, iat: NOW - DAY, digest: digestOf(`${kind} ${slot}`) },
})

type Row = readonly [name: string, about: string, entries: readonly LogEntry[]]

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

export function pageCases(): readonly PageCase[] {
  return ROWS.map(([name, about, entries]) => ({
    name,
    about,
    entries: entries.map((entry) => toHex(encodeEntry(entry))),
    iat: NOW,
    expected: { body: toHex(encodeCbor(bodyOf(entries))) },
  }))
}

function bodyOf(entries: readonly LogEntry[]): CborMap {
  const root = treeOver(entries.map(encodeEntry)).rootOf(entries.length)
  return encodeRegisterPage(registerPage(entries, root, NOW))
}

/** Slots 2 and 3, of which 3 is used, and 7, which is void and whose place 2 takes. */
const GOOD = bodyOf([
  certificate(3),
  noted(3),
  certificate(7),
  said(7, 'void'),
  certificate(2, { subject: of(7) }),
  confirmed(5, null),
  other('number-block', 0),
])

export function bodyCases(): readonly BodyCase[] {
  const row = (name: string, about: string, body: Uint8Array): BodyCase => ({
    ...{ name, about, body: toHex(body), expected: { refused: 'ISSUER_LISTS_DAMAGED' } },
  })
  const at = (name: string, about: string, key: number, value: CborValue) =>
    row(name, about, encodeCbor(new Map([...GOOD, [key, value]])))
  const zeros = (length: number) => new Uint8Array(length)
  const withoutBlocks = new Map([...GOOD].filter(([key]) => key !== 8))
  const twice = [7, NOW - 60, 2]
  const bytes = encodeCbor(GOOD)
  return [
    { ...row('good', 'Three slots.', bytes), expected: { listed: 3 } },
    row('cut-short', 'The last byte is missing.', bytes.subarray(0, -1)),
    row('byte-more', 'A byte behind the end.', concatBytes(bytes, zeros(1))),
    row('member-missing', 'No blocks.', encodeCbor(withoutBlocks)),
    at('member-more', 'A member that this version does not know.', 10, 0),
    at('version-2', 'Another version.', 0, 2),
    at('size-negative', 'A size below nothing.', 1, -1),
    at('size-beyond-every-log', 'A size of 2^40.', 1, 2 ** 40),
    at('root-too-short', 'A root of 31 bytes.', 2, zeros(31)),
    at('runs-odd', 'A run without its length.', 3, [2, 2, 3]),
    at('runs-that-touch', 'Two runs with nothing between them.', 3, [2, 1, 0, 1, 3, 1]),
    at('run-of-none', 'A run of no slot.', 3, [2, 2, 1, 0, 2, 1]),
    at('run-as-text', 'Text in the runs.', 3, ['2', 2, 3, 1]),
    at('slots-beyond-the-digests', 'A slot more than there are digests.', 3, [2, 3, 3, 1]),
    at('slots-beyond-the-end', 'Its last slot is above 2^32.', 3, [2, 2, 2 ** 32, 1]),
    at('run-of-billions', 'A run of 2^32 slots.', 3, [0, 2 ** 32]),
    at('digests-too-short', 'A byte of the digests is missing.', 4, zeros(23)),
    at('digest-missing', 'A digest too few.', 4, zeros(16)),
    at('status-missing', 'A status too few.', 5, zeros(2)),
    at('status-unknown', 'Choice 10.', 5, Uint8Array.of(0, 3, 10)),
    at(
      'said-of-what-is-valid',
      'More is said than the statuses ask for.',
      5,
      Uint8Array.of(0, 3, 0),
    ),
    at('said-nothing', 'Nothing is said of what is void.', 6, []),
    at('said-of-another-slot', 'Of slot 6.', 6, [[6, NOW - 60, 2]]),
    at('said-twice', 'Of slot 7, twice.', 6, [twice, twice]),
    at('said-since-never', 'since is below nothing.', 6, [[7, -1, null]]),
    at('replaces-itself', 'Slot 7 takes the place of slot 7.', 6, [[7, NOW - 60, 7]]),
    at('said-in-two-words', 'No other slot, and no null either.', 6, [[7, NOW - 60]]),
    at('confirmed-too-short', 'Nine bytes.', 7, zeros(9)),
    at('block-too-short', 'The digest of a block has 31 bytes.', 8, [zeros(31)]),
    at(
      'blocks-too-many',
      '257 blocks.',
      8,
      Array.from({ length: 257 }, () => zeros(32)),
    ),
  ]
}
