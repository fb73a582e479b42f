import type { VerifySignature } from '../crypto/signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { isJsonObject, type JsonObject, member, sha256Hex } from './canonical-json.ts'
import {
  isVersion,
  type Metadata,
  type MetadataType,
  malformed,
  parseMetadata,
  type Role,
} from './tuf-metadata.ts'
import { isSignedBy } from './tuf-signatures.ts'

/** What a signed file says about another one. `version` is absent for a target. */
export type Description = {
  readonly version: number | undefined
  readonly length: number
  readonly sha256: string
}

export type PartRefusal =
  | 'TRUST_MALFORMED'
  | 'TRUST_PART_MISSING'
  | 'TRUST_SIGNATURES'
  | 'TRUST_MIXED'

/** The parts of a bundle, and the primitive that checks what is signed in them. */
export type Reader = {
  readonly parts: ReadonlyMap<string, Uint8Array>
  readonly verify: VerifySignature
}

/**
 * The description of `path` in a member such as `meta` or `targets`. TUF leaves length and digest
 * of metadata optional; here they are required, so that parts of two lists never pass as one.
 */
export function describedIn(
  signed: JsonObject,
  list: string,
  path: string,
): Description | undefined {
  const entries = member(signed, list)
  const entry = isJsonObject(entries) ? member(entries, path) : undefined
  const hashes = isJsonObject(entry) ? member(entry, 'hashes') : undefined
  if (!isJsonObject(entry) || !isJsonObject(hashes)) return undefined
  const length = member(entry, 'length')
  const sha256 = member(hashes, 'sha256')
  const version = member(entry, 'version')
  if (!Number.isSafeInteger(length) || typeof sha256 !== 'string') return undefined
  if (list === 'meta' && !isVersion(version)) return undefined
  return {
    version: list === 'meta' ? (version as number) : undefined,
    length: Number(length),
    sha256,
  }
}

/** The bytes at `path`, if they are the ones that were described. */
export function describedPart(
  { parts }: Reader,
  path: string,
  description: Description,
): Outcome<Uint8Array, PartRefusal> {
  const bytes = parts.get(path)
  if (bytes === undefined) return refuse('TRUST_PART_MISSING', path, { path })
  return bytes.length === description.length && sha256Hex(bytes) === description.sha256
    ? accept(bytes)
    : refuse('TRUST_MIXED', path, { path })
}

/** The metadata at `path` by a role: described as it is, and signed by the role's threshold. */
export async function describedMetadata(
  reader: Reader,
  path: string,
  description: Description | undefined,
  by: { readonly type: MetadataType; readonly role: Role },
): Promise<Outcome<Metadata, PartRefusal>> {
  if (description === undefined) return malformed(path, 'description')
  const bytes = describedPart(reader, path, description)
  if (!bytes.ok) return bytes
  const metadata = await signedMetadata(reader, path, bytes.value, by)
  if (!metadata.ok) return metadata
  return metadata.value.version === description.version
    ? metadata
    : refuse('TRUST_MIXED', path, { path })
}

export async function signedMetadata(
  { verify }: Reader,
  path: string,
  bytes: Uint8Array,
  by: { readonly type: MetadataType; readonly role: Role },
): Promise<Outcome<Metadata, PartRefusal>> {
  const metadata = parseMetadata(path, bytes, by.type)
  if (!metadata.ok) return metadata
  return (await isSignedBy(metadata.value, by.role, verify))
    ? metadata
    : refuse('TRUST_SIGNATURES', path, { path })
}
