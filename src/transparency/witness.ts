import { fromBase64, toBase64 } from '../crypto/base64.ts'
import { concatBytes, sameBytes } from '../crypto/bytes.ts'
import { isConsistent, MAX_PROOF_LENGTH, MAX_TREE_SIZE } from '../crypto/merkle.ts'
import { MAX_NOTE_BYTES } from '../crypto/note.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  type LogIdentity,
  readCheckpoint,
} from './checkpoint.ts'
import { HASH_BYTES } from './tile.ts'

/**
 * What a witness does with a checkpoint that it is shown (c2sp.org/tlog-witness, add-checkpoint). It
 * remembers one head of each log and puts its name to the next only when that grew out of it.
 */
export type Submission = {
  /** The size that the log believes this witness saw last. */
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Uint8Array
}

/** The largest head of one log that this witness has cosigned. */
export type Seen = { readonly size: number; readonly root: Uint8Array }

export type WitnessRefusal =
  | 'WITNESS_MALFORMED'
  | 'WITNESS_UNKNOWN_LOG'
  | 'WITNESS_NOT_SIGNED'
  | 'WITNESS_SHRUNK'
  | 'WITNESS_OTHER_SIZE'
  | 'WITNESS_FORKED'
  | 'WITNESS_INCONSISTENT'

/** What the protocol answers, by status of HTTP. A size beside a conflict helps an honest log on. */
export const WITNESS_STATUS = {
  WITNESS_MALFORMED: 400,
  WITNESS_UNKNOWN_LOG: 404,
  WITNESS_NOT_SIGNED: 403,
  WITNESS_SHRUNK: 400,
  WITNESS_OTHER_SIZE: 409,
  WITNESS_FORKED: 409,
  WITNESS_INCONSISTENT: 422,
} as const satisfies Record<WitnessRefusal, number>

export const MAX_SUBMISSION_BYTES = MAX_NOTE_BYTES + 4096

const OLD_SIZE = /^old (0|[1-9][0-9]{0,15})$/

export function readSubmission(bytes: Uint8Array): Outcome<Submission, WitnessRefusal> {
  const text = bytes.length > MAX_SUBMISSION_BYTES ? undefined : decodeUtf8(bytes)
  const end = text?.indexOf('\n\n') ?? -1
  if (text === undefined || end < 0) return refuse('WITNESS_MALFORMED')
  const [first = '', ...lines] = text.slice(0, end).split('\n')
  const digits = OLD_SIZE.exec(first)?.[1]
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES)
  const isWhole = proof.length === lines.length && proof.length <= MAX_PROOF_LENGTH
  if (digits === undefined || Number(digits) > MAX_TREE_SIZE || !isWhole) {
    return refuse('WITNESS_MALFORMED')
  }
  const checkpoint = encodeUtf8(text.slice(end + 2))
  return accept({ oldSize: Number(digits), proof: proof as Uint8Array[], checkpoint })
}

/** The log that a submission is about, of those that this witness follows. */
export function logOf<Log extends LogIdentity>(
  { checkpoint }: Submission,
  logs: readonly Log[],
): Outcome<Log, WitnessRefusal> {
  const read = readCheckpoint(checkpoint)
  if (!read.ok) return refuse('WITNESS_MALFORMED')
  const log = logs.find(({ origin }) => origin === read.value.origin)
  return log === undefined ? refuse('WITNESS_UNKNOWN_LOG') : accept(log)
}

/**
 * The checkpoint to be cosigned, once its head is kept. `seen` is what was kept before, null for a
 * log that was never seen. The order of the checks is that of the specification.
 */
export async function considerCheckpoint(
  { oldSize, proof, checkpoint }: Submission,
  log: LogIdentity,
  seen: Seen | null,
  verify: VerifySignature,
): Promise<Outcome<Checkpoint, WitnessRefusal>> {
  const authentic = await authenticateCheckpoint(checkpoint, log, verify)
  if (!authentic.ok) return refuse('WITNESS_NOT_SIGNED')
  const { size, root } = authentic.value
  if (oldSize > size) return refuse('WITNESS_SHRUNK')
  if (oldSize !== (seen?.size ?? 0)) {
    return refuse('WITNESS_OTHER_SIZE', undefined, { size: seen?.size ?? 0 })
  }
  if (seen !== null && size === seen.size && !sameBytes(root, seen.root)) {
    return refuse('WITNESS_FORKED', undefined, { size })
  }
  const isGrown =
    seen === null
      ? proof.length === 0
      : isConsistent({ oldSize, oldRoot: seen.root, size, root, proof })
  return isGrown ? accept(authentic.value) : refuse('WITNESS_INCONSISTENT')
}

export function writeSubmission({ oldSize, proof, checkpoint }: Submission): Uint8Array {
  const hashes = proof.map((hash) => `${toBase64(hash)}\n`).join('')
  return concatBytes(encodeUtf8(`old ${oldSize}\n${hashes}\n`), checkpoint)
}
