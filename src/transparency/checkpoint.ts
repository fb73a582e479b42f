import { fromBase64 } from '../crypto/base64.ts'
import { MAX_TREE_SIZE } from '../crypto/merkle.ts'
import {
  type Note,
  type NoteKey,
  type NoteRefusal,
  plainMessage,
  readNote,
  signaturesBy,
  signNote,
  writeNote,
} from '../crypto/note.ts'
import type { Signer, VerifySignature } from '../crypto/signature.ts'
import { type Head, headText } from '../crypto/tree-head.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { HASH_BYTES } from './tile.ts'

/** A head as it was signed: the note keeps every byte, extension lines and unknown signatures too. */
export type Checkpoint = Head & { readonly note: Note }

export type CheckpointRefusal = NoteRefusal | 'CHECKPOINT_MALFORMED' | 'CHECKPOINT_OTHER_LOG'

export async function signCheckpoint(head: Head, signer: Signer): Promise<Checkpoint> {
  const text = headText(head)
  return { ...head, note: { text, signatures: [await signNote(text, head.origin, signer)] } }
}

export function writeCheckpoint({ note }: Checkpoint): Uint8Array {
  return writeNote(note)
}

/** Reads a checkpoint without believing it: nobody's signature has been looked at yet. */
export function readCheckpoint(bytes: Uint8Array): Outcome<Checkpoint, CheckpointRefusal> {
  const note = readNote(bytes)
  if (!note.ok) return note
  const head = readHead(note.value.text)
  return head === undefined ? refuse('CHECKPOINT_MALFORMED') : accept({ ...head, note: note.value })
}

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/

function readHead(text: string): Head | undefined {
  const [origin = '', digits = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n')
  const [size, root] = [Number(digits), fromBase64(encoded)]
  if (origin === '' || extensions.includes('')) return undefined
  if (!SIZE.test(digits) || size > MAX_TREE_SIZE || root?.length !== HASH_BYTES) return undefined
  return { origin, size, root }
}

/** A log as its readers know it: the origin line and the keys that may sign for it. */
export type LogIdentity = { readonly origin: string; readonly keys: readonly NoteKey[] }

/**
 * A checkpoint of this very log, signed by one of its keys. A key may sign several logs, so the
 * origin is compared and not only the name in the signature.
 */
export async function authenticateCheckpoint(
  bytes: Uint8Array,
  log: LogIdentity,
  verify: VerifySignature,
): Promise<Outcome<Checkpoint, CheckpointRefusal>> {
  const checkpoint = readCheckpoint(bytes)
  if (!checkpoint.ok) return checkpoint
  const { origin, note } = checkpoint.value
  if (origin !== log.origin) return refuse('CHECKPOINT_OTHER_LOG', undefined, { origin })
  const signed = await signaturesBy(note, log.keys, plainMessage, verify)
  return signed.ok ? checkpoint : signed
}
