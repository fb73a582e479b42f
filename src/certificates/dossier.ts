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
 * A name that no file of `taken` has: telephones call every photograph `image.jpg`. The number stands
 * before the ending, and the whole is at most `max` characters.
 */
export function freeName(name: string, taken: readonly string[], max: number): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? []
  for (let copy = 2, free = name; ; copy += 1) {
    if (!taken.includes(free)) return free
    const mark = ` ${copy}${ending}`
    free = `${cut(stem, max - mark.length)}${mark}`
  }
}

/** At most `max` UTF-16 code units, never half a character. */
function cut(text: string, max: number): string {
  const points = [...text]
  while (points.join('').length > max) points.pop()
  return points.join('').trimEnd()
}

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
