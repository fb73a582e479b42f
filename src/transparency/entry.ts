import { encodeCbor } from '../crypto/cbor.ts'

/**
 * One line of an author's log: that a statement of some kind exists, under which slot and until
 * when, and its digest. No names, carats, values or destinations, because logs are public.
 */
export type LogEntry = {
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
