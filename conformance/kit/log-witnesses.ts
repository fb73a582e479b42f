import { type NoteSignature, noteKeyId, signNote, writeNote } from '../../src/crypto/note.ts'
import { headText } from '../../src/crypto/tree-head.ts'
import { decodeUtf8 } from '../../src/crypto/utf8.ts'
import { cosign, TIME_BYTES } from '../../src/transparency/cosignature.ts'
import { signerOf } from './keys.ts'
import { LISTED_AT } from './lists.ts'
import { digestOf, ORIGIN } from './live.ts'
import { keyLine, keyOf, type Named } from './log-case.ts'
import { CD_LOG } from './log-notes.ts'

export type CosignatureCase = Named & {
  /** The whole note. */
  readonly checkpoint: string
  /** Witnesses that the reader knows, on a line each. */
  readonly witnesses: readonly string[]
  /** Who cosigned, and when, in the order of `witnesses`. A line that counts for nothing refuses nothing. */
  readonly expected: readonly { readonly name: string; readonly time: number }[]
}

const TEXT = headText({ origin: CD_LOG, size: 37, root: digestOf('a root') })
const nameOf = (party: string) => `${ORIGIN}/${party}/witness`
const by = (
  party: string,
  time: number,
  { text = TEXT, key = `${party} witness`, name = nameOf(party) } = {},
) => cosign(text, time, name, signerOf(key))
const WITNESSES = ['AE', 'X-DDI', 'ZA'].map((party) =>
  keyLine(nameOf(party), `${party} witness`, 'cosignature'),
)
const [T, ZA] = [LISTED_AT, nameOf('ZA')]

export async function cosignatureCases(): Promise<readonly CosignatureCase[]> {
  const log = await signNote(TEXT, CD_LOG, signerOf('CD log'))
  const row = (
    name: string,
    about: string,
    lines: readonly NoteSignature[],
    expected: CosignatureCase['expected'] = [],
  ): CosignatureCase => {
    const checkpoint = decodeUtf8(writeNote({ text: TEXT, signatures: [log, ...lines] })) ?? ''
    return { name, about, checkpoint, witnesses: WITNESSES, expected }
  }
  const good = await by('ZA', T)
  const once = [{ name: ZA, time: T }]
  const bytes = (change: (all: Uint8Array) => void): NoteSignature => {
    const copy = good.bytes.slice()
    change(copy)
    return { ...good, bytes: copy }
  }
  const plain = await signNote(TEXT, ZA, signerOf('ZA witness'))
  return [
    row('nobody', 'The line of the log alone.', []),
    row('one', 'One witness.', [good], once),
    row(
      'three',
      'Three, in another order.',
      [good, await by('X-DDI', T - 5), await by('AE', T - 9)],
      [{ name: nameOf('AE'), time: T - 9 }, { name: nameOf('X-DDI'), time: T - 5 }, ...once],
    ),
    row(
      'twice',
      'One witness twice: the earlier time counts.',
      [good, await by('ZA', T - 60)],
      [{ name: ZA, time: T - 60 }],
    ),
    row(
      'bad-one-beside',
      'A bad line of a witness spoils neither its good one nor another’s.',
      [bytes((all) => all.fill(0, 20)), good],
      once,
    ),
    row('unknown', 'A witness that the reader does not know.', [await by('BW', T)]),
    row('known-name-other-key', 'The name of a witness, with another key.', [
      await by('ZA', T, { key: 'nobody, Ed25519' }),
    ]),
    row('known-key-other-name', 'The key of a witness under another name.', [
      await by('ZA', T, { name: nameOf('BW') }),
    ]),
    row('id-of-the-witness-other-key', 'The id of the witness’s key, the signature of another.', [
      {
        ...(await by('ZA', T, { key: 'nobody, Ed25519' })),
        keyId: noteKeyId(keyOf(WITNESSES[2] ?? '')),
      },
    ]),
    row('time-changed', 'Another time than the one that was signed.', [
      bytes((all) => all.set([(all[TIME_BYTES - 1] ?? 0) ^ 1], TIME_BYTES - 1)),
    ]),
    row('time-beyond-all-numbers', 'A time of 2^63.', [bytes((all) => all.set([0x80]))]),
    row('bit-flipped', 'A bit of the signature is another.', [
      bytes((all) => all.set([(all[40] ?? 0) ^ 1], 40)),
    ]),
    row('too-short', 'A byte too few.', [{ ...good, bytes: good.bytes.slice(0, -1) }]),
    row('too-long', 'A byte too many.', [{ ...good, bytes: Uint8Array.from([...good.bytes, 0]) }]),
    row('of-another-head', 'The witness cosigned another size.', [
      await by('ZA', T, { text: TEXT.replace('\n37\n', '\n36\n') }),
    ]),
    row('of-another-log', 'The witness cosigned this head in another log.', [
      await by('ZA', T, { text: TEXT.replace(CD_LOG, `${ORIGIN}/EU`) }),
    ]),
    row('plain-signature', 'A plain signature by the key of the witness is no cosignature.', [
      plain,
    ]),
    row('plain-signature-under-its-id', 'The same under the id of the witness’s key.', [
      { ...good, bytes: plain.bytes },
    ]),
  ]
}

/** A witness as the trust list names it. */
export type WitnessRow = {
  readonly party: string
  readonly operator: string
  /** Its word counts from the first second to before the second. */
  readonly from: number
  readonly until: number
}

export type QuorumCase = Named & {
  readonly witnesses: readonly WitnessRow[]
  readonly quorum: number
  /** The operator that runs the node of the log's author. */
  readonly host: string
  /** When each party's witness cosigned. */
  readonly cosigned: Readonly<Record<string, number>>
  /** Epoch seconds, or null: REGISTER_NOT_WITNESSED. */
  readonly expected: number | null
}

const witness = (party: string, changes: Partial<WitnessRow> = {}): WitnessRow => ({
  ...{ party, operator: party, from: 0, until: 1000 },
  ...changes,
})
const ALL = [
  ...['CD', 'EU', 'BW', 'ZA', 'X-DDI'].map((party) => witness(party)),
  witness('BE', { operator: 'EU' }),
]

export function quorumCases(): readonly QuorumCase[] {
  const row = (
    name: string,
    about: string,
    cosigned: QuorumCase['cosigned'],
    expected: number | null,
    more: Partial<QuorumCase> = {},
  ): QuorumCase => ({
    ...{ name, about, witnesses: ALL, quorum: 3, host: 'CD', cosigned, ...more, expected },
  })
  const changed = (party: string, changes: Partial<WitnessRow>) => ({
    witnesses: ALL.map((each) => (each.party === party ? { ...each, ...changes } : each)),
  })
  const unobserved = { witnesses: ALL.filter(({ party }) => party !== 'X-DDI') }
  const three = { BW: 3, EU: 5, 'X-DDI': 4 }
  return [
    row('nobody', 'No cosignature.', {}, null),
    row('two-and-an-observer', 'The time of the last of three that are needed.', three, 5),
    row('later-ones-change-nothing', 'A fourth comes later.', { ...three, ZA: 900 }, 5),
    row(
      'observer-last',
      'Three without an observer wait for it.',
      { EU: 1, BW: 2, ZA: 3, 'X-DDI': 9 },
      9,
    ),
    row('no-observer', 'Three, and none of them an observer.', { EU: 1, BW: 2, ZA: 3 }, null),
    row(
      'no-observer-named',
      'Where the list names no observer, none is waited for.',
      { EU: 1, BW: 2, ZA: 3 },
      3,
      unobserved,
    ),
    row(
      'observer-is-the-host',
      'The only observer runs the author’s node: none is waited for.',
      { EU: 1, BW: 2, ZA: 3 },
      3,
      { host: 'X-DDI' },
    ),
    row(
      'observer-run-by-a-participant',
      'An observer is one by its own code: its witness is run by ZA.',
      three,
      5,
      changed('X-DDI', { operator: 'ZA' }),
    ),
    row(
      'observer-retired',
      'The key of the only observer retired long ago: it is named, and waited for.',
      { EU: 1, BW: 2, ZA: 3 },
      null,
      changed('X-DDI', { until: 1 }),
    ),
    row('two-alone', 'Too few.', { EU: 1, 'X-DDI': 2 }, null),
    row('one-operator-twice', 'Two witnesses of one operator.', { EU: 1, BE: 2, 'X-DDI': 3 }, null),
    row(
      'host-does-not-count',
      'The operator of the author’s node is one of three.',
      { CD: 1, BW: 2, 'X-DDI': 3 },
      null,
    ),
    row(
      'host-beside-enough-others',
      'The host counts for nothing, and spoils nothing.',
      { CD: 1, BW: 2, 'X-DDI': 3, ZA: 4 },
      4,
    ),
    row(
      'host-runs-another-witness',
      'The witness of ZA is run by the author’s host.',
      { BW: 2, 'X-DDI': 3, ZA: 4 },
      null,
      changed('ZA', { operator: 'CD' }),
    ),
    row('unknown', 'Somebody whom the list does not name.', { FR: 1, BW: 2, 'X-DDI': 3 }, null),
    row(
      'retired',
      'Cosigned in the second in which its key retired.',
      three,
      null,
      changed('EU', { until: 5 }),
    ),
    row(
      'retired-later',
      'Cosigned a second before its key retired.',
      three,
      5,
      changed('EU', { until: 6 }),
    ),
    row(
      'too-early',
      'Cosigned a second before its key counted.',
      three,
      null,
      changed('BW', { from: 4 }),
    ),
    row('quorum-of-one', 'The observer alone.', { 'X-DDI': 7 }, 7, { quorum: 1 }),
    row('quorum-of-four', 'Three where four are needed.', three, null, { quorum: 4 }),
    row('one-second', 'All at once.', { BW: 4, EU: 4, 'X-DDI': 4 }, 4),
  ]
}
