import { encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'

/**
 * One line of an author's log: that a statement of some kind exists, under which slot and until
 * when, and its digest. No names, carats, values or destinations, because logs are public.
 */
export type LogEntry = {
  /** The statement's kind; behind that of a status a slash and which one (`entry-kind.ts`). */
  readonly kind: string
  readonly slot: number | null
  /** Epoch seconds. */
  readonly iat: number
  readonly exp: number | null
  /** SHA-256 of the certificate that the statement is about, 32 bytes. */
  readonly subject: Uint8Array | null
  /** SHA-256 of the whole tagged COSE_Sign1, 32 bytes. */
  readonly digest: Uint8Array
}

const VERSION = 1

/** Deterministic CBOR `[1, kind, slot, iat, exp, subject, digest]`: the leaf of the log. */
export function encodeEntry({ kind, slot, iat, exp, subject, digest }: LogEntry): Uint8Array {
  return encodeCbor([VERSION, kind, slot, iat, exp, subject, digest])
}

/** The longest name of a kind is under forty characters, with its suffix too. */
const KIND = /^[a-z][a-z-]{0,63}(?:\/[a-z][a-z-]{0,31})?$/

/** What an entry of a log says; undefined for anything that is not written exactly as above. */
export function decodeEntry(bytes: Uint8Array): LogEntry | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length !== 7) return undefined
  const [version, kind, slot, iat, exp, subject, digest] = decoded.value
  const isRight =
    version === VERSION &&
    typeof kind === 'string' &&
    KIND.test(kind) &&
    (slot === null || isCount(slot)) &&
    isCount(iat) &&
    (exp === null || isCount(exp)) &&
    (subject === null || isDigest(subject)) &&
    isDigest(digest)
  return isRight ? { kind, slot, iat, exp, subject, digest } : undefined
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isDigest(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32
}
