import { concatBytes } from '../crypto/bytes.ts'
import {
  type Note,
  type NoteKey,
  type NoteSignature,
  noteKeyId,
  type SignedMessage,
  signaturesBy,
} from '../crypto/note.ts'
import type { Signer, VerifySignature } from '../crypto/signature.ts'
import { cosignedBytes } from '../crypto/tree-head.ts'

/**
 * A witness's word on a checkpoint (c2sp.org/tlog-cosignature, Ed25519): that at a time it was the
 * largest head of this log that it had seen, and that it had grown out of each before.
 */
export type Cosignature = {
  readonly witness: NoteKey
  /** Epoch seconds. */
  readonly time: number
}

export const TIME_BYTES = 8
const SIGNATURE_BYTES = 64

export async function cosign(
  text: string,
  time: number,
  name: string,
  signer: Signer,
): Promise<NoteSignature> {
  const keyId = noteKeyId({ name, type: 'cosignature', x: signer.key.x })
  const signature = await signer.sign(cosignedBytes(text, time))
  return { name, keyId, bytes: concatBytes(timeBytes(time), signature) }
}

/** A cosignature that was carried without its note: the key, the time and the 64 bytes. */
export function cosignatureLine(
  witness: NoteKey,
  { time, signature }: { readonly time: number; readonly signature: Uint8Array },
): NoteSignature {
  const keyId = noteKeyId(witness)
  return { name: witness.name, keyId, bytes: concatBytes(timeBytes(time), signature) }
}

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES)
  let rest = time
  for (let at = TIME_BYTES - 1; at >= 0; at -= 1) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

/** What a cosignature is over; undefined where its length or its time makes no sense. */
function cosignedMessage(text: string, { bytes }: NoteSignature): SignedMessage | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined
  const time = timeOf(bytes)
  if (!Number.isSafeInteger(time)) return undefined
  return { message: cosignedBytes(text, time), signature: bytes.subarray(TIME_BYTES) }
}

/** When a cosignature was made, epoch seconds: its first bytes. */
export function timeOf(bytes: Uint8Array): number {
  return bytes.subarray(0, TIME_BYTES).reduce((time, byte) => time * 256 + byte, 0)
}

/**
 * Who of `witnesses` cosigned the note, and when. A witness whose signature is bad is left out and
 * spoils nothing: whoever carries a checkpoint can add lines to it, and must not gain by it.
 */
export async function cosignaturesOf(
  note: Note,
  witnesses: readonly NoteKey[],
  verify: VerifySignature,
): Promise<readonly Cosignature[]> {
  const found = await Promise.all(
    witnesses.map(async (witness): Promise<Cosignature | undefined> => {
      const times = await Promise.all(
        note.signatures.map((signature) => timeBy(note.text, signature, witness, verify)),
      )
      const known = times.filter((time) => time !== undefined)
      return known.length === 0 ? undefined : { witness, time: Math.min(...known) }
    }),
  )
  return found.filter((each) => each !== undefined)
}

async function timeBy(
  text: string,
  signature: NoteSignature,
  witness: NoteKey,
  verify: VerifySignature,
): Promise<number | undefined> {
  const alone = { text, signatures: [signature] }
  const by = await signaturesBy(alone, [witness], cosignedMessage, verify)
  return by.ok ? timeOf(signature.bytes) : undefined
}
