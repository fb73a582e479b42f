import { sha256 } from '@noble/hashes/sha2.js'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { concatBytes, fromHex, sameBytes, toHex } from './bytes.ts'
import type { Signer, VerifySignature } from './signature.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** Signed notes, version 1.0.0 (c2sp.org/signed-note): a text and the names of who signed it. */
export type Note = {
  /** Ends with a newline; what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export type NoteSignature = {
  readonly name: string
  /** The first four bytes of a digest of name, type and key. It names a key and proves nothing. */
  readonly keyId: Uint8Array
  readonly bytes: Uint8Array
}

/** The two kinds of signature that are read here; each has its own bytes in the id of its key. */
const NOTE_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const
export type NoteType = keyof typeof NOTE_TYPES

/** Somebody who signs notes, as a reader knows them beforehand. */
export type NoteKey = {
  readonly name: string
  readonly type: NoteType
  /** Ed25519, 32 bytes. */
  readonly x: Uint8Array
}

export type NoteRefusal = 'NOTE_TOO_LONG' | 'NOTE_MALFORMED' | 'NOTE_SIGNATURE' | 'NOTE_UNSIGNED'

/** A checkpoint has under 200 characters, a cosignature under 200: room for some hundreds of them. */
export const MAX_NOTE_BYTES = 65_536
/** Every Participant's node and as many observers. */
export const MAX_NOTE_SIGNATURES = 200

const DASH = '— '
const NAME = /^[^\s+]{1,255}$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about control characters
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/

export function readNote(bytes: Uint8Array): Outcome<Note, NoteRefusal> {
  if (bytes.length > MAX_NOTE_BYTES) return refuse('NOTE_TOO_LONG')
  const whole = decodeUtf8(bytes)
  if (whole === undefined || CONTROL.test(whole) || !whole.endsWith('\n')) {
    return refuse('NOTE_MALFORMED')
  }
  const split = whole.lastIndexOf('\n\n')
  if (split < 0) return refuse('NOTE_MALFORMED')
  const signatures = readSignatureLines(whole.slice(split + 2))
  if (signatures === undefined) return refuse('NOTE_MALFORMED')
  return accept({ text: whole.slice(0, split + 1), signatures })
}

/** The signatures of lines that each end with a newline; undefined where one is no signature. */
export function readSignatureLines(lines: string): NoteSignature[] | undefined {
  if (!lines.endsWith('\n')) return undefined
  const signatures = lines.slice(0, -1).split('\n').map(readSignature)
  const read = signatures.filter((each) => each !== undefined)
  return read.length === signatures.length && read.length <= MAX_NOTE_SIGNATURES ? read : undefined
}

function readSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(DASH)) return undefined
  const [name, encoded, ...more] = line.slice(DASH.length).split(' ')
  const bytes = encoded === undefined ? undefined : fromBase64(encoded)
  if (name === undefined || !NAME.test(name) || bytes === undefined || bytes.length <= 4) {
    return undefined
  }
  return more.length > 0
    ? undefined
    : { name, keyId: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
}

export function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  return `${DASH}${name} ${toBase64(concatBytes(keyId, bytes))}\n`
}

export function writeNote({ text, signatures }: Note): Uint8Array {
  return encodeUtf8(`${text}\n${signatures.map(signatureLine).join('')}`)
}

export function noteKeyId({ name, type, x }: NoteKey): Uint8Array {
  const prefix = encodeUtf8(`${name}\n`)
  return sha256(concatBytes(prefix, Uint8Array.of(NOTE_TYPES[type]), x)).subarray(0, 4)
}

/** Signs the text as `name`, with a plain Ed25519 signature. */
export async function signNote(text: string, name: string, signer: Signer): Promise<NoteSignature> {
  const keyId = noteKeyId({ name, type: 'ed25519', x: signer.key.x })
  return { name, keyId, bytes: await signer.sign(encodeUtf8(text)) }
}

/**
 * The signatures of `note` that are by `keys`, each paired with its key. Unknown signatures are
 * passed over, as the specification asks; a bad one by a known key makes the whole note worthless.
 */
export async function signaturesBy(
  { text, signatures }: Note,
  keys: readonly NoteKey[],
  messageOf: (text: string, signature: NoteSignature) => SignedMessage | undefined,
  verify: VerifySignature,
): Promise<Outcome<readonly BySomebody[], NoteRefusal>> {
  const found: BySomebody[] = []
  for (const signature of signatures) {
    const key = keys.find((each) => isBy(signature, each))
    if (key === undefined) continue
    const signed = messageOf(text, signature)
    const isGood =
      signed !== undefined &&
      (await verify({ alg: 'Ed25519', x: key.x }, signed.message, signed.signature))
    if (!isGood) return refuse('NOTE_SIGNATURE', undefined, { name: key.name })
    if (!found.some((each) => each.key === key)) found.push({ key, signature })
  }
  return found.length === 0 ? refuse('NOTE_UNSIGNED') : accept(found)
}

export type BySomebody = { readonly key: NoteKey; readonly signature: NoteSignature }
export type SignedMessage = { readonly message: Uint8Array; readonly signature: Uint8Array }

function isBy({ name, keyId }: NoteSignature, key: NoteKey): boolean {
  return name === key.name && sameBytes(keyId, noteKeyId(key))
}

/** What a plain Ed25519 signature of a note is over. */
export function plainMessage(text: string, { bytes }: NoteSignature): SignedMessage | undefined {
  return bytes.length === 64 ? { message: encodeUtf8(text), signature: bytes } : undefined
}

/** A key on one line, `name+id+key`, as operators exchange it (signed-note, "verifier keys"). */
export function writeNoteKey(key: NoteKey): string {
  const material = concatBytes(Uint8Array.of(NOTE_TYPES[key.type]), key.x)
  return `${key.name}+${toHex(noteKeyId(key))}+${toBase64(material)}`
}

/** Undefined for another kind of key, another spelling, or an id that is not that of the key. */
export function readNoteKey(line: string): NoteKey | undefined {
  const [name = '', id = '', encoded = '', ...more] = splitKey(line)
  const [material, keyId] = [fromBase64(encoded), fromHex(id)]
  if (more.length > 0 || !NAME.test(name) || material?.length !== 33 || keyId?.length !== 4) {
    return undefined
  }
  const type = TYPES.find((each) => NOTE_TYPES[each] === material[0])
  if (type === undefined) return undefined
  const key = { name, type, x: material.slice(1) }
  return sameBytes(noteKeyId(key), keyId) ? key : undefined
}

const TYPES = Object.keys(NOTE_TYPES) as NoteType[]

/** Base64 may hold a plus, so only the first two divide. */
function splitKey(line: string): string[] {
  const [name = '', id = '', ...rest] = line.split('+')
  return [name, id, rest.join('+')]
}
