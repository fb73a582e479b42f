import { sha256 } from '@noble/hashes/sha2.js'
import { encodeCbor } from '../crypto/cbor.ts'

/** One file of a dossier. `sha256` is 32 bytes. */
export type DossierFile = {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: Uint8Array
}

/** The full record of the certificate: always the first file of its dossier. */
export const RECORD_NAME = 'record.json'

/**
 * The SHA-256 of the dossier's manifest: deterministic CBOR `[[name, media type, size, sha256], ...]`
 * sorted by name. It is signed in the certificate, so that the dossier cannot change behind it.
 */
export function dossierDigest(files: readonly DossierFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return sha256(
    encodeCbor(sorted.map((file) => [file.name, file.mediaType, file.size, file.sha256])),
  )
}
