import { fromHex } from '../crypto/bytes.ts'
import type { PublicKey } from '../crypto/signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  member,
  parseJson,
} from './canonical-json.ts'
import { decodePem } from './der.ts'

/** Each signature costs a check and each key a place in a count: a role of 32 is a parliament. */
const MAX_SIGNATURES = 32
export const MAX_KEYS_OF_A_ROLE = 32

export type MetadataType = 'root' | 'timestamp' | 'snapshot' | 'targets'

/** One TUF file, its form read and nothing believed yet. */
export type Metadata = {
  readonly signed: JsonObject
  /** The bytes that were signed: the canonical form of what was read, so that both are the same. */
  readonly canonical: Uint8Array
  /** Lower-case hex by key id. */
  readonly signatures: ReadonlyMap<string, string>
  readonly version: number
  /** Epoch seconds: the first second at which it has expired. */
  readonly expiresAt: number
}

/** Who may sign a kind of file. Keys that this version cannot read are absent and never count. */
export type Role = {
  readonly keys: ReadonlyMap<string, PublicKey>
  readonly threshold: number
}

/** Reads the form of a TUF 1.0 file. `path` names it in a refusal. */
export function parseMetadata(
  path: string,
  bytes: Uint8Array,
  type: MetadataType,
): Outcome<Metadata, 'TRUST_MALFORMED'> {
  const json = parseJson(bytes)
  const signed = isJsonObject(json) ? member(json, 'signed') : undefined
  if (!isJsonObject(json) || !isJsonObject(signed)) return malformed(path, 'signed')
  const canonical = canonicalJson(signed)
  if (canonical === undefined) return malformed(path, 'canonical form')
  if (member(signed, '_type') !== type) return malformed(path, '_type')
  if (!/^1\.\d+(\.\d+)?$/.test(String(member(signed, 'spec_version')))) {
    return malformed(path, 'spec_version')
  }
  const version = member(signed, 'version')
  if (!isVersion(version)) return malformed(path, 'version')
  const expiresAt = parseTime(member(signed, 'expires'))
  if (expiresAt === undefined) return malformed(path, 'expires')
  const signatures = parseSignatures(member(json, 'signatures'))
  if (signatures === undefined) return malformed(path, 'signatures')
  return accept({ signed, canonical, signatures, version, expiresAt })
}

/** Lower-case hex by key id; undefined for anything else, or for two under one id. */
export function parseSignatures(value: unknown): Map<string, string> | undefined {
  if (!Array.isArray(value) || value.length > MAX_SIGNATURES) return undefined
  const signatures = new Map<string, string>()
  for (const each of value as unknown[]) {
    if (!isJsonObject(each)) return undefined
    const keyId = member(each, 'keyid')
    const signature = member(each, 'sig')
    if (typeof keyId !== 'string' || typeof signature !== 'string') return undefined
    if (signatures.has(keyId)) return undefined
    signatures.set(keyId, signature)
  }
  return signatures
}

/** Epoch seconds of `YYYY-MM-DDTHH:MM:SSZ`, the only form that TUF writes; undefined for others. */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
  const milliseconds = Date.parse(text)
  const exact = Number.isFinite(milliseconds) && formatTime(milliseconds / 1000) === text
  return exact ? milliseconds / 1000 : undefined
}

/** `epochSeconds` as `YYYY-MM-DDTHH:MM:SSZ`. */
export function formatTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

export function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}

/** A role such as `{ keyids, threshold }`, with its keys looked up in `keys`; undefined if misshapen. */
export function parseRole(role: unknown, keys: unknown): Role | undefined {
  if (!isJsonObject(role) || !isJsonObject(keys)) return undefined
  const threshold = member(role, 'threshold')
  const keyIds = member(role, 'keyids')
  if (!isVersion(threshold) || !Array.isArray(keyIds)) return undefined
  const named = new Set<unknown>(keyIds)
  if (keyIds.length > MAX_KEYS_OF_A_ROLE || named.size !== keyIds.length) return undefined
  const found = new Map<string, PublicKey>()
  for (const keyId of named) {
    if (typeof keyId !== 'string') return undefined
    const key = parseTufKey(member(keys, keyId))
    if (key !== undefined) found.set(keyId, key)
  }
  return { keys: found, threshold }
}

/** TUF's two names of an ECDSA key type: the standard's, and the one that older tools wrote. */
const ECDSA_TYPES: readonly unknown[] = ['ecdsa', 'ecdsa-sha2-nistp256']

/**
 * A P-256 key in PEM or an Ed25519 key in hex. The key id is only a name here: keys are compared and
 * counted by value, so an id that is not the digest of its key gains nobody anything.
 */
export function parseTufKey(value: unknown): PublicKey | undefined {
  const values = isJsonObject(value) ? member(value, 'keyval') : undefined
  if (!isJsonObject(value) || !isJsonObject(values)) return undefined
  const scheme = member(value, 'scheme')
  const type = member(value, 'keytype')
  const text = member(values, 'public')
  if (typeof text !== 'string') return undefined
  if (scheme === 'ed25519' && type === 'ed25519') return ed25519Key(text)
  if (scheme !== 'ecdsa-sha2-nistp256' || !ECDSA_TYPES.includes(type)) return undefined
  const key = decodePem(text)
  return key?.alg === 'ESP256' ? key : undefined
}

function ed25519Key(hex: string): PublicKey | undefined {
  const x = hex.length === 64 ? fromHex(hex) : undefined
  return x === undefined ? undefined : { alg: 'Ed25519', x }
}

export function malformed(path: string, cause: string) {
  return refuse('TRUST_MALFORMED' as const, path, { path, cause })
}
