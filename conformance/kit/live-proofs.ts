import { toHex } from '../../src/crypto/bytes.ts'
import { writeNote } from '../../src/crypto/note.ts'
import { decodeUtf8 } from '../../src/crypto/utf8.ts'
import { signCheckpoint } from '../../src/transparency/checkpoint.ts'
import { cosign } from '../../src/transparency/cosignature.ts'
import { encodeEntry, type LogEntry } from '../../src/transparency/entry.ts'
import { writeLogProof } from '../../src/transparency/log-proof.ts'
import { signerOf } from './keys.ts'
import { LISTED_AT } from './lists.ts'
import { certificateEntry, digestOf, everybody, ORIGIN, partyOfKey, type Words } from './live.ts'
import type { Live, LiveDraft } from './live-draft.ts'
import { NOT_LOGGED, TWIN, YOUNG, YOUNG_OUTSIDE, YOUNG_REPLACING } from './live-world.ts'
import { treeOver } from './tree.ts'

type ProofSpec = {
  readonly words: Words
  readonly key: string
  readonly origin: string
  /** Which entry the proof is of. */
  readonly index: number
  /** Whether the proof says which certificate the entry replaces, where it replaces one. */
  readonly isNamed: boolean
}

/** Certificates that are younger than the register, with a proof that they are logged, or with something else. */
export async function liveProofs({ log }: Live): Promise<readonly Omit<LiveDraft, 'bundle'>[]> {
  const later = [
    ...log,
    await certificateEntry(YOUNG, 50),
    await certificateEntry(TWIN, 29),
    await certificateEntry(YOUNG_REPLACING, 51, digestOf('what it replaces')),
  ]
  const own = log.length
  const prove = (changes: Partial<ProofSpec> = {}) => proofOf(later, { index: own, ...changes })
  const young = (
    name: string,
    about: string,
    expect: LiveDraft['expect'],
    proof: string,
  ): Omit<LiveDraft, 'bundle'> => ({ name: `proof-${name}`, about, expect, fields: YOUNG, proof })
  const good = await prove()
  const two = { 'CD witness': LISTED_AT, 'X-DDI witness': LISTED_AT, 'ZA witness': LISTED_AT }
  return [
    young(
      'good',
      'Younger than the register, with a proof under a head that a quorum cosigned.',
      [],
      good,
    ),
    young(
      'too-few-witnesses',
      'The head of the proof is cosigned by two and by the issuer’s own witness.',
      ['REGISTER_OLDER'],
      await prove({ words: two }),
    ),
    young(
      'of-another-entry',
      'The proof is of the entry behind it.',
      ['REGISTER_OLDER'],
      await prove({ index: own + 1 }),
    ),
    young(
      'of-another-log',
      'The head of the proof is of the importer’s log.',
      ['REGISTER_OLDER'],
      await prove({ key: 'EU log', origin: `${ORIGIN}/EU` }),
    ),
    young(
      'by-another-key',
      'The head of the proof is not signed by the issuer’s log key.',
      ['REGISTER_OLDER'],
      await prove({ key: 'nobody, Ed25519' }),
    ),
    young('no-proof', 'What lies beside it is no proof.', ['REGISTER_OLDER'], 'no proof\n'),
    {
      ...young('outweighs-no-twin', '', ['TWIN'], await prove({ index: own + 1 })),
      about: 'Logged as the second of its slot, and proven: the first counts.',
      fields: TWIN,
    },
    {
      ...young('of-another-certificate', '', ['NOT_IN_REGISTER'], good),
      about: 'Not logged in time, with the proof of another certificate.',
      fields: NOT_LOGGED,
    },
    {
      ...young('of-a-replacing-one', '', [], await prove({ index: own + 2 })),
      about: 'Its entry names the certificate that it replaces, and so does the proof.',
      fields: YOUNG_REPLACING,
    },
    {
      ...young('of-a-replacing-one-unnamed', '', ['REGISTER_OLDER'], ''),
      about: 'Its entry names the certificate that it replaces, and the proof does not.',
      proof: await prove({ index: own + 2, isNamed: false }),
      fields: YOUNG_REPLACING,
    },
    {
      ...young('outside-blocks', '', ['REGISTER_OLDER'], good),
      about: 'A number in no block has no slot, so that no proof fits it.',
      fields: YOUNG_OUTSIDE,
    },
  ]
}

/** The proof that a copy carries, of one entry of this log. */
export async function proofOf(
  log: readonly LogEntry[],
  {
    words = everybody(LISTED_AT),
    key = 'CD log',
    origin = `${ORIGIN}/CD`,
    index = 0,
    isNamed = true,
  }: Partial<ProofSpec>,
): Promise<string> {
  const tree = treeOver(log.map(encodeEntry))
  const head = { origin, size: log.length, root: tree.rootOf(log.length) }
  const { note } = await signCheckpoint(head, signerOf(key))
  const lines = await Promise.all(
    Object.entries(words).map(([name, time]) =>
      cosign(note.text, time, `${ORIGIN}/${partyOfKey(name)}/witness`, signerOf(name)),
    ),
  )
  const checkpoint = writeNote({ ...note, signatures: [...note.signatures, ...lines] })
  const hashes = tree.inclusion(index, log.length)
  const extra = isNamed ? (log[index]?.subject ?? null) : null
  const proof = writeLogProof({ index, hashes, extra, checkpoint })
  const text = decodeUtf8(proof)
  if (text === undefined) throw new Error(`a proof that is no text: ${toHex(proof)}`)
  return text
}
