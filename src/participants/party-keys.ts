import { fromHex, sameBytes, toHex } from '../crypto/bytes.ts'
import { MAX_TREE_SIZE } from '../crypto/merkle.ts'
import type { PublicKey } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  member,
  parseJson,
} from './canonical-json.ts'
import { type DelegatedKey, delegatedKey } from './keys.ts'
import { KEY_USAGES, type KeyUsage } from './kinds.ts'

/** Seven usages, one key rotated every year: nine years before retired keys need a second thought. */
export const MAX_KEYS_LISTED = 64
const FORMAT = 'openkp-keys'

/** Members of the file, and of one key in it; nothing else may stand there. */
const STATES = ['active', 'retired', 'compromised'] as const

/** The bytes of `<party>/keys.json`: canonical JSON, the same for the same keys. */
export function encodePartyKeys(party: PartyCode, keys: readonly DelegatedKey[]): Uint8Array {
  const bytes = canonicalJson({ format: FORMAT, version: 1, party, keys: keys.map(entryOf) })
  if (bytes === undefined) throw new Error(`keys of ${party} have times that are no integers`)
  return bytes
}

function entryOf(each: DelegatedKey): JsonObject {
  const { key, usage, notBefore, notAfter, state, since, goodBelow } = each
  return {
    key: coordinates(key),
    usage,
    notBefore,
    notAfter,
    state,
    ...(since !== null && { since }),
    ...(goodBelow !== undefined && { goodBelow: { log: goodBelow } }),
  }
}

function coordinates(key: PublicKey): JsonObject {
  const x = toHex(key.x)
  return key.alg === 'ESP256' ? { alg: key.alg, x, y: toHex(key.y) } : { alg: key.alg, x }
}

/**
 * Reads `<party>/keys.json`. An entry of a usage or algorithm that this version does not know is
 * passed over: it opens nothing here, and a newer party must not blind an older reader.
 */
export function parsePartyKeys(
  party: PartyCode,
  bytes: Uint8Array,
): Outcome<readonly DelegatedKey[], 'TRUST_KEYS' | 'TRUST_DELEGATION'> {
  const path = `${party}/keys.json`
  const json = parseJson(bytes)
  const canonical = isJsonObject(json) ? canonicalJson(json) : undefined
  if (!isJsonObject(json) || canonical === undefined || !sameBytes(canonical, bytes)) {
    return bad(path, 'canonical form')
  }
  if (member(json, 'format') !== FORMAT || member(json, 'version') !== 1) return bad(path, 'format')
  if (member(json, 'party') !== party) return refuse('TRUST_DELEGATION', path, { path })
  const entries = member(json, 'keys')
  if (!Array.isArray(entries) || entries.length > MAX_KEYS_LISTED) return bad(path, 'keys')
  const keys: DelegatedKey[] = []
  for (const [index, entry] of (entries as unknown[]).entries()) {
    const key = parseEntry(party, entry)
    if (key === undefined) return bad(path, `keys.${index}`)
    if (key !== 'unknown') keys.push(key)
  }
  return accept(keys)
}

function parseEntry(party: PartyCode, entry: unknown): DelegatedKey | 'unknown' | undefined {
  if (!isJsonObject(entry)) return undefined
  const key = parseKey(member(entry, 'key'))
  const usage = member(entry, 'usage')
  if (typeof usage !== 'string' || key === undefined) return undefined
  const times = parseTimes(entry)
  if (times === undefined) return undefined
  if (key === 'unknown' || !isKeyUsage(usage)) return 'unknown'
  return delegatedKey({ party, key, usage, ...times })
}

function parseTimes(
  entry: JsonObject,
): Pick<DelegatedKey, 'notBefore' | 'notAfter' | 'state' | 'since' | 'goodBelow'> | undefined {
  const notBefore = member(entry, 'notBefore')
  const notAfter = member(entry, 'notAfter')
  const since = member(entry, 'since') ?? null
  const state = STATES.find((each) => each === member(entry, 'state'))
  if (!isTime(notBefore) || !isTime(notAfter) || notBefore >= notAfter) return undefined
  if (state === undefined || (state === 'active') !== (since === null)) return undefined
  if (since !== null && !isTime(since)) return undefined
  const times = { notBefore, notAfter, state, since }
  const said = member(entry, 'goodBelow')
  if (said === undefined) return times
  const goodBelow = isJsonObject(said) ? member(said, 'log') : undefined
  const isRight = state === 'compromised' && isLogSize(goodBelow)
  return isRight ? { ...times, goodBelow } : undefined
}

/** At least one entry: a key of which nothing stays good says nothing. */
function isLogSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) < MAX_TREE_SIZE
}

function parseKey(value: unknown): PublicKey | 'unknown' | undefined {
  if (!isJsonObject(value)) return undefined
  const alg = member(value, 'alg')
  if (typeof alg !== 'string') return undefined
  if (alg !== 'ESP256' && alg !== 'Ed25519') return 'unknown'
  const x = coordinate(member(value, 'x'))
  const y = coordinate(member(value, 'y'))
  if (x === undefined) return undefined
  if (alg === 'Ed25519') return Object.hasOwn(value, 'y') ? undefined : { alg, x }
  return y === undefined ? undefined : { alg, x, y }
}

function coordinate(value: unknown): Uint8Array | undefined {
  return typeof value === 'string' && value.length === 64 ? fromHex(value) : undefined
}

function isKeyUsage(usage: string): usage is KeyUsage {
  return (KEY_USAGES as readonly string[]).includes(usage)
}

/** Epoch seconds up to the year 9999. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 253_402_300_799
}

function bad(path: string, cause: string) {
  return refuse('TRUST_KEYS' as const, path, { path, cause })
}
