import { sha256 } from '@noble/hashes/sha2.js'
import { encodeCbor } from '../crypto/cbor.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  member,
  sha256Hex,
} from './canonical-json.ts'
import type { Environment } from './kinds.ts'
import { type Publication, parsePublication, publicationJson } from './publication.ts'
import { isVersion, MAX_KEYS_OF_A_ROLE, parseSignatures } from './tuf-metadata.ts'

/** The keys that sign the list of a party, as TUF writes them, and how many of them have to. */
export type DelegatedKeys = { readonly keys: readonly JsonObject[]; readonly threshold: number }

/** Why a party's list is signed by other keys than before, as `targets.json` tells its readers. */
export type DelegationChange = ChangeFacts & {
  /** Signatures of the previous keys, lower-case hex by key id. */
  readonly agreed: ReadonlyMap<string, string>
  /** Where it was announced to everybody, for a party that cannot sign any more. */
  readonly published: Publication | null
}

/** What the party agrees to, or what is announced in its place. */
export type ChangeFacts = {
  readonly name: PartyCode
  /** Agreed: the version of `targets.json` that makes it. Announced: the first that could. */
  readonly version: number
  readonly previous: DelegatedKeys
  readonly next: DelegatedKeys
}

/** As many as there may be delegations; a writer keeps a hundred. */
const MAX_CHANGES = 500

/**
 * The canonical JSON that the previous keys sign, and whose SHA-256 is announced. `_type` keeps it apart
 * from the metadata that the same keys sign.
 */
export function changeBytes(
  { name, version, previous, next }: ChangeFacts,
  environment: Environment,
): Uint8Array {
  const statement = { _type: TYPE, environment, name, version, previous, next }
  const bytes = canonicalJson(statement)
  if (bytes === undefined) throw new Error('a change without a canonical form')
  return bytes
}

const TYPE = 'openkp-delegation-change'

/**
 * The log entry that announces it: it names the party, so that whoever watches a log sees whose keys are
 * about to change while the seven days run (docs/formats/log.md).
 */
export function changeEntry(
  change: ChangeFacts,
  environment: Environment,
  iat: number,
): Uint8Array {
  const digest = sha256(changeBytes(change, environment))
  return encodeCbor([1, announcedKind(change.name), null, iat, null, null, digest])
}

/** The kind of the entry that announces new keys of a party: `key-state/za`. */
function announcedKind(party: PartyCode): string {
  return `key-state/${party.toLowerCase()}`
}

/** TUF's name of a key: the SHA-256 of its canonical JSON. */
export function tufKeyId(key: JsonObject): string {
  return sha256Hex(canonicalJson(key) ?? new Uint8Array())
}

/** Equal for the same keys, in any order, under the same threshold. */
export function delegationDigest({ keys, threshold }: DelegatedKeys): string {
  const ids = keys.map(tufKeyId).sort()
  return sha256Hex(canonicalJson({ keys: ids, threshold }) ?? new Uint8Array())
}

/** `changes` of `targets.json` by its form; undefined for anything else. None where the member is absent. */
export function parseChanges(value: unknown): readonly DelegationChange[] | undefined {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > MAX_CHANGES) return undefined
  const parsed = (value as unknown[]).map(parseChange).filter((each) => each !== undefined)
  return parsed.length === value.length ? parsed : undefined
}

/** One item of `changes`. */
function parseChange(value: unknown): DelegationChange | undefined {
  if (!isJsonObject(value)) return undefined
  const [name, version] = [member(value, 'name'), member(value, 'version')]
  const previous = parseKeys(member(value, 'previous'))
  const next = parseKeys(member(value, 'next'))
  const agreed = parseSignatures(member(value, 'agreed'))
  const published = parsePublication(member(value, 'published'))
  if (!isPartyCode(name) || !isVersion(version) || published === undefined) return undefined
  if (previous === undefined || next === undefined || agreed === undefined) return undefined
  return { name, version, previous, next, agreed, published }
}

function parseKeys(value: unknown): DelegatedKeys | undefined {
  const [keys, threshold] = isJsonObject(value)
    ? [member(value, 'keys'), member(value, 'threshold')]
    : []
  if (!Array.isArray(keys) || keys.length > MAX_KEYS_OF_A_ROLE) return undefined
  if (!isVersion(threshold) || Object.keys(value as object).length !== 2) return undefined
  return keys.every(isJsonObject) ? { keys, threshold } : undefined
}

/** A change as it stands in `targets.json`. */
export function changeJson({ agreed, published, ...facts }: DelegationChange): JsonObject {
  return {
    ...facts,
    agreed: [...agreed].map(([keyid, sig]) => ({ keyid, sig })),
    published: published && publicationJson(published),
  }
}
