import { expect, test } from 'vitest'
import { ed25519Signer, verifyEd25519 } from '../../test/ed25519.ts'
import { EMPTY_ROOT, leafHash } from '../crypto/merkle.ts'
import { type NoteKey, writeNote } from '../crypto/note.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'
import type { Outcome } from '../values/outcome.ts'
import {
  authenticateCheckpoint,
  type Head,
  readCheckpoint,
  signCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts'
import { cosign, cosignaturesOf } from './cosignature.ts'
import { proveLogged, readLogProof, writeLogProof } from './log-proof.ts'

const ORIGIN = 'kp.example/cd'
const entry = encodeUtf8('the only entry')
const head: Head = { origin: ORIGIN, size: 1, root: leafHash(entry) }
const signer = ed25519Signer(1)
const log = { origin: ORIGIN, keys: [keyOf(ORIGIN, 1)] }

function keyOf(name: string, seed: number, type: NoteKey['type'] = 'ed25519'): NoteKey {
  return { name, type, x: ed25519Signer(seed).key.x }
}

const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusals[0].code)

test('a checkpoint is read as it was signed, and is its log’s', async () => {
  const bytes = writeCheckpoint(await signCheckpoint(head, signer))
  expect(readCheckpoint(bytes)).toMatchObject({ ok: true, value: head })
  expect(codeOf(await authenticateCheckpoint(bytes, log, verifyEd25519))).toBe('ok')
  const other = { ...log, origin: 'kp.example/ao' }
  expect(codeOf(await authenticateCheckpoint(bytes, other, verifyEd25519))).toBe(
    'CHECKPOINT_OTHER_LOG',
  )
  const retired = { ...log, keys: [keyOf(ORIGIN, 2)] }
  expect(codeOf(await authenticateCheckpoint(bytes, retired, verifyEd25519))).toBe('NOTE_UNSIGNED')
})

const ROOT_LINE = 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='
test.each([
  ['no size', `${ORIGIN}\n\n${ROOT_LINE}\n`],
  ['a size with a zero before it', `${ORIGIN}\n01\n${ROOT_LINE}\n`],
  ['a negative size', `${ORIGIN}\n-1\n${ROOT_LINE}\n`],
  ['a size that no log has', `${ORIGIN}\n1099511627777\n${ROOT_LINE}\n`],
  ['a size in words', `${ORIGIN}\n1e3\n${ROOT_LINE}\n`],
  ['no origin', `\n1\n${ROOT_LINE}\n`],
  ['no root', `${ORIGIN}\n1\n`],
  ['a short root', `${ORIGIN}\n1\n${ROOT_LINE.slice(4)}\n`],
  ['an empty extension line', `${ORIGIN}\n1\n${ROOT_LINE}\n\nmore\n`],
])('a note with %s is no checkpoint', (_, text) => {
  const signatures = [{ name: 'x', keyId: new Uint8Array(4), bytes: new Uint8Array(64) }]
  expect(codeOf(readCheckpoint(writeNote({ text, signatures })))).toBe('CHECKPOINT_MALFORMED')
})

test('extension lines are kept, because they are signed too', () => {
  const text = `${ORIGIN}\n1\n${ROOT_LINE}\nan extension\n`
  const signatures = [{ name: 'x', keyId: new Uint8Array(4), bytes: new Uint8Array(64) }]
  const bytes = writeNote({ text, signatures })
  const read = readCheckpoint(bytes)
  expect(read.ok && writeCheckpoint(read.value)).toEqual(bytes)
})

const TIME = 1_795_000_000
const witnesses = [keyOf('w1.example', 11, 'cosignature'), keyOf('w2.example', 12, 'cosignature')]

async function cosigned(...cosigners: readonly [string, number, number][]) {
  const checkpoint = await signCheckpoint(head, signer)
  const { text, signatures } = checkpoint.note
  const lines = await Promise.all(
    cosigners.map(([name, seed, time]) => cosign(text, time, name, ed25519Signer(seed))),
  )
  return { text, signatures: [...signatures, ...lines] }
}

test('the cosignatures of a checkpoint tell who saw it and when', async () => {
  const note = await cosigned(['w1.example', 11, TIME], ['w2.example', 12, TIME + 5])
  const found = await cosignaturesOf(note, witnesses, verifyEd25519)
  expect(found.map(({ witness, time }) => [witness.name, time])).toEqual([
    ['w1.example', TIME],
    ['w2.example', TIME + 5],
  ])
  // What a log is asked is not spoilt by what witnesses wrote beside it.
  const bytes = writeNote(note)
  expect(codeOf(await authenticateCheckpoint(bytes, log, verifyEd25519))).toBe('ok')
})

test('a line that a witness did not sign counts for nothing and spoils nothing', async () => {
  const note = await cosigned(
    ['w1.example', 12, TIME],
    ['w1.example', 11, TIME],
    ['stranger.example', 13, TIME],
  )
  const [good, forged] = [note.signatures[2], note.signatures[1]]
  if (good === undefined || forged === undefined) throw new Error('all were signed')
  const claimed = { ...forged, keyId: good.keyId }
  const earlier = { ...good, bytes: good.bytes.slice() }
  earlier.bytes[7] = (earlier.bytes[7] ?? 0) ^ 1
  const with_ = (...more: (typeof good)[]) => ({ ...note, signatures: more })
  const names = async (...more: (typeof good)[]) =>
    (await cosignaturesOf(with_(...more), witnesses, verifyEd25519)).map((each) => each.time)
  expect(await names(claimed)).toEqual([])
  expect(await names(earlier)).toEqual([])
  expect(await names({ ...good, bytes: good.bytes.slice(0, 71) })).toEqual([])
  expect(await names(claimed, earlier, good, good)).toEqual([TIME])
})

test('a plain signature by the key of a witness is no cosignature', async () => {
  const plain = await signCheckpoint({ ...head, origin: 'w1.example' }, ed25519Signer(11))
  expect(await cosignaturesOf(plain.note, witnesses, verifyEd25519)).toEqual([])
})

test('a proof shows that an entry is logged, and only that entry', async () => {
  const checkpoint = writeCheckpoint(await signCheckpoint(head, signer))
  const bytes = writeLogProof({ index: 0, hashes: [], extra: null, checkpoint })
  expect(readLogProof(bytes)).toEqual({
    ok: true,
    value: { index: 0, hashes: [], extra: null, checkpoint },
  })
  expect(codeOf(await proveLogged(bytes, entry, log, verifyEd25519))).toBe('ok')
  const other = encodeUtf8('another entry')
  expect(codeOf(await proveLogged(bytes, other, log, verifyEd25519))).toBe('LOG_PROOF_WRONG')
  const longer = writeLogProof({ index: 0, hashes: [EMPTY_ROOT], extra: null, checkpoint })
  expect(codeOf(await proveLogged(longer, entry, log, verifyEd25519))).toBe('LOG_PROOF_WRONG')
})

test('extra data is passed over; it is by nobody', async () => {
  const checkpoint = writeCheckpoint(await signCheckpoint(head, signer))
  const text = decodeUtf8(
    writeLogProof({ index: 0, hashes: [], extra: null, checkpoint }),
  ) as string
  const extra = encodeUtf8(text.replace('index', 'extra AAAA\nindex'))
  expect(codeOf(await proveLogged(extra, entry, log, verifyEd25519))).toBe('ok')
})

test.each([
  ['nothing', () => ''],
  ['another version', (text: string) => text.replace('@v1', '@v2')],
  ['no index', (text: string) => text.replace(/index .*\n/, '')],
  ['an index with a zero before it', (text: string) => text.replace('index 0', 'index 00')],
  ['an index outside every log', (text: string) => text.replace('index 0', `index ${2 ** 40}`)],
  ['a line that is no hash', (text: string) => text.replace('\n\n', '\nAAAA\n\n')],
  ['extra that is no base64', (text: string) => text.replace('index', 'extra ?\nindex')],
  [
    'more hashes than a tree is deep',
    (text: string) => text.replace('\n\n', `\n${`${ROOT_LINE}\n`.repeat(42)}\n`),
  ],
])('a proof with %s is refused', async (_, change) => {
  const checkpoint = writeCheckpoint(await signCheckpoint(head, signer))
  const text = decodeUtf8(
    writeLogProof({ index: 0, hashes: [], extra: null, checkpoint }),
  ) as string
  expect(codeOf(readLogProof(encodeUtf8(change(text))))).toBe('LOG_PROOF_MALFORMED')
})
