import { fromBase64, toBase64 } from '../crypto/base64.ts'
import { isIncluded, leafHash, MAX_PROOF_LENGTH, MAX_TREE_SIZE } from '../crypto/merkle.ts'
import { MAX_NOTE_BYTES } from '../crypto/note.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  type CheckpointRefusal,
  type LogIdentity,
} from './checkpoint.ts'
import { HASH_BYTES } from './tile.ts'

/**
 * That an entry stands in a log, to be checked without a network (c2sp.org/tlog-proof): the entry's
 * place, the hashes up to the root, and a checkpoint with whatever signatures it has gathered.
 */
export type LogProof = {
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  /** What a reader needs to make the entry again and cannot read in the statement itself; null for nothing. */
  readonly extra: Uint8Array | null
  /** The checkpoint as it is served, byte for byte. */
  readonly checkpoint: Uint8Array
}

export type LogProofRefusal = CheckpointRefusal | 'LOG_PROOF_MALFORMED' | 'LOG_PROOF_WRONG'

const FIRST_LINE = 'c2sp.org/tlog-proof@v1\n'
/** Beside the checkpoint: a line for each hash, and what is extra. */
export const MAX_PROOF_BYTES = MAX_NOTE_BYTES + 16_384

/** Whether these bytes begin as a proof does. */
export function isProof(bytes: Uint8Array): boolean {
  return decodeUtf8(bytes.subarray(0, FIRST_LINE.length)) === FIRST_LINE
}

export function writeLogProof({ index, hashes, extra, checkpoint }: LogProof): Uint8Array {
  const lines = hashes.map((hash) => `${toBase64(hash)}\n`).join('')
  const before = extra === null ? '' : `extra ${toBase64(extra)}\n`
  return encodeUtf8(`${FIRST_LINE}${before}index ${index}\n${lines}\n${decodeUtf8(checkpoint)}`)
}

export function readLogProof(bytes: Uint8Array): Outcome<LogProof, LogProofRefusal> {
  const text = bytes.length > MAX_PROOF_BYTES ? undefined : decodeUtf8(bytes)
  const end = text?.indexOf('\n\n') ?? -1
  if (text === undefined || !text.startsWith(FIRST_LINE) || end < 0) {
    return refuse('LOG_PROOF_MALFORMED')
  }
  const [first = '', ...rest] = text.slice(FIRST_LINE.length, end).split('\n')
  const extra = readExtra(first)
  const [indexLine = '', ...hashLines] = extra === null ? [first, ...rest] : rest
  const index = readIndex(indexLine)
  const hashes = hashLines.map(readHash).filter((hash) => hash !== undefined)
  const isWhole = hashes.length === hashLines.length && hashes.length <= MAX_PROOF_LENGTH
  if (index === undefined || !isWhole) return refuse('LOG_PROOF_MALFORMED')
  return accept({ index, hashes, extra, checkpoint: encodeUtf8(text.slice(end + 2)) })
}

/** A line that is not written so is taken for the index, and is none. */
function readExtra(line: string): Uint8Array | null {
  if (!line.startsWith('extra ')) return null
  return fromBase64(line.slice('extra '.length)) ?? null
}

function readIndex(line: string): number | undefined {
  const digits = /^index (0|[1-9][0-9]{0,15})$/.exec(line)?.[1]
  return digits === undefined || Number(digits) >= MAX_TREE_SIZE ? undefined : Number(digits)
}

function readHash(line: string): Uint8Array | undefined {
  const hash = fromBase64(line)
  return hash?.length === HASH_BYTES ? hash : undefined
}

/**
 * The proof of an entry whose subject the statement does not name, such as that of a certificate which
 * replaces another: its 32 bytes are what is extra. They need no signature: another subject is another entry.
 */
export function subjectIn(bytes: Uint8Array): Uint8Array | null {
  const proof = readLogProof(bytes)
  const extra = proof.ok ? proof.value.extra : null
  return extra?.length === HASH_BYTES ? extra : null
}

/** The checkpoint of `log` under which `entry` stands, as the proof in `bytes` shows it. */
export async function proveLogged(
  bytes: Uint8Array,
  entry: Uint8Array,
  log: LogIdentity,
  verify: VerifySignature,
): Promise<Outcome<Checkpoint, LogProofRefusal>> {
  const proof = readLogProof(bytes)
  if (!proof.ok) return proof
  const { index, hashes, checkpoint } = proof.value
  const authentic = await authenticateCheckpoint(checkpoint, log, verify)
  if (!authentic.ok) return authentic
  const { size, root } = authentic.value
  const stands = isIncluded({ index, size, leaf: leafHash(entry), root, proof: hashes })
  return stands ? authentic : refuse('LOG_PROOF_WRONG')
}
