import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ed25519Signer, verifyEd25519 } from '../../test/ed25519.ts'
import {
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  type NoteKey,
  noteKeyId,
  plainMessage,
  readNote,
  readNoteKey,
  signaturesBy,
  signNote,
  writeNote,
  writeNoteKey,
} from './note.ts'
import type { Signer } from './signature.ts'
import { encodeUtf8 } from './utf8.ts'

/** The note and the key that the documentation of Go's sumdb/note publishes. */
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PUBLISHED_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

const keyOf = (name: string, signer: Signer): NoteKey => ({
  name,
  type: 'ed25519',
  x: signer.key.x,
})
const codeOf = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? 'ok' : outcome.refusals?.[0]?.code

async function signedBy(bytes: Uint8Array, keys: readonly NoteKey[]) {
  const note = readNote(bytes)
  return note.ok ? signaturesBy(note.value, keys, plainMessage, verifyEd25519) : note
}

test('the published note is by the published key, and one letter more is not', async () => {
  const key = readNoteKey(PUBLISHED_KEY) as NoteKey
  expect(writeNoteKey(key)).toBe(PUBLISHED_KEY)
  expect(codeOf(await signedBy(encodeUtf8(PUBLISHED_NOTE), [key]))).toBe('ok')
  const changed = PUBLISHED_NOTE.replace('answer', 'answers')
  expect(codeOf(await signedBy(encodeUtf8(changed), [key]))).toBe('NOTE_SIGNATURE')
})

test('what is written is read again, byte for byte', () => {
  const line = fc.stringMatching(/^[a-zé+ —]{1,20}$/u)
  const name = fc.stringMatching(/^[a-z.é/0-9]{1,20}$/u)
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 90 })
  const signature = fc.record({ name, keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }), bytes })
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(signature, { minLength: 1, maxLength: 4 }),
      (lines, signatures) => {
        const written = writeNote({ text: `${lines.join('\n')}\n`, signatures })
        const note = readNote(written)
        expect(note.ok && writeNote(note.value)).toEqual(written)
      },
    ),
  )
})

describe('a note with signatures of several', () => {
  const [ours, theirs] = [ed25519Signer(1), ed25519Signer(2)]
  const text = 'example.org/log\n1\nroot\n'
  const signed = async (...names: string[]) =>
    Promise.all(names.map((name) => signNote(text, name, name === 'theirs' ? theirs : ours)))

  test('is by whoever is known; the unknown are passed over', async () => {
    const note = writeNote({ text, signatures: await signed('theirs', 'ours') })
    const by = await signedBy(note, [keyOf('ours', ours)])
    expect(by.ok && by.value.map(({ key }) => key.name)).toEqual(['ours'])
    expect(codeOf(await signedBy(note, [keyOf('others', ours)]))).toBe('NOTE_UNSIGNED')
  })

  test('is worthless when a known signature is bad, whatever the others say', async () => {
    const [good, bad] = await signed('ours', 'theirs')
    if (good === undefined || bad === undefined) throw new Error('two were signed')
    const forged = { ...bad, bytes: good.bytes }
    const note = writeNote({ text, signatures: [good, forged] })
    const keys = [keyOf('ours', ours), keyOf('theirs', theirs)]
    expect(codeOf(await signedBy(note, keys))).toBe('NOTE_SIGNATURE')
    const short = writeNote({ text, signatures: [{ ...good, bytes: good.bytes.slice(1) }] })
    expect(codeOf(await signedBy(short, keys))).toBe('NOTE_SIGNATURE')
  })

  test('counts nobody twice', async () => {
    const [good] = await signed('ours')
    const note = writeNote({ text, signatures: [good, good].filter((each) => each !== undefined) })
    const by = await signedBy(note, [keyOf('ours', ours)])
    expect(by.ok && by.value.length).toBe(1)
  })
})

const GOOD = PUBLISHED_NOTE
const LINE = GOOD.slice(GOOD.indexOf('—'))
const FAULTS: Record<string, [string | Uint8Array, string]> = {
  'no empty line': [GOOD.replace('\n\n', '\n'), 'NOTE_MALFORMED'],
  'no signature': [GOOD.slice(0, GOOD.indexOf('—')), 'NOTE_MALFORMED'],
  'no last newline': [GOOD.slice(0, -1), 'NOTE_MALFORMED'],
  'a carriage return': [GOOD.replace('\n\n', '\r\n\n'), 'NOTE_MALFORMED'],
  'a tab': [GOOD.replace(' you ', '\tyou '), 'NOTE_MALFORMED'],
  'a hyphen for the dash': [GOOD.replace('— ', '- '), 'NOTE_MALFORMED'],
  'a name with a plus': [GOOD.replace('PeterN', 'Peter+N'), 'NOTE_MALFORMED'],
  'two spaces': [GOOD.replace('mann x', 'mann  x'), 'NOTE_MALFORMED'],
  'base64 without padding': [GOOD.replace('AM=\n', 'AM\n'), 'NOTE_MALFORMED'],
  'base64 of another spelling': [GOOD.replace('AM=\n', 'AN=\n'), 'NOTE_MALFORMED'],
  'a signature of four bytes': [GOOD.replace(LINE, '— x AAAAAA==\n'), 'NOTE_MALFORMED'],
  'bad UTF-8': [Uint8Array.of(0xc3, 0x28, 10, 10), 'NOTE_MALFORMED'],
  'more signatures than are read': [GOOD + LINE.repeat(MAX_NOTE_SIGNATURES), 'NOTE_MALFORMED'],
  'more bytes than are read': [`${'x'.repeat(MAX_NOTE_BYTES)}${GOOD}`, 'NOTE_TOO_LONG'],
}

test.each(Object.entries(FAULTS))('a note with %s is refused', (_, [text, code]) => {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text
  expect(codeOf(readNote(bytes))).toBe(code)
})

test.each([
  ['nothing', ''],
  ['another id', PUBLISHED_KEY.replace('c74f20a3', 'c74f20a4')],
  ['an id in capitals', PUBLISHED_KEY.replace('c74f20a3', 'C74F20A3')],
  ['another kind', PUBLISHED_KEY.replace('+AR', '+AB')],
  ['a short key', `${PUBLISHED_KEY.slice(0, -4)}`],
  ['no name', PUBLISHED_KEY.replace('PeterNeumann', '')],
  ['a space in the name', PUBLISHED_KEY.replace('rN', 'r N')],
])('a line with %s is no key', (_, line) => {
  expect(readNoteKey(line)).toBeUndefined()
})

test('the kind of key is part of its id', () => {
  const key = keyOf('witness.example', ed25519Signer(3))
  expect(noteKeyId(key)).not.toEqual(noteKeyId({ ...key, type: 'cosignature' }))
  const cosigner = { ...key, type: 'cosignature' } as const
  expect(readNoteKey(writeNoteKey(cosigner))).toEqual(cosigner)
})
