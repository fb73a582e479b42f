import { type CborMap, type CborValue, encodeCbor } from '../crypto/cbor.ts'
import { decodeCbor } from '../crypto/strict-cbor.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'

/** Members of the one CBOR map that a bundle is. */
const MEMBER = {
  magic: 0,
  version: 1,
  roots: 2,
  parts: 3,
  numberBlocks: 4,
  statusPages: 5,
} as const
const MAGIC = 'openkp-bundle'
const VERSION = 1

/** A phone on a weak line has to fetch it; the world's list takes a tenth of this. */
export const MAX_BUNDLE_BYTES = 4_000_000
/** Two parts a party and the four of the scheme: room for 500 parties. */
const MAX_BUNDLE_PARTS = 1024
/** One rotation a year and one for every second change of the chair, for decades. */
const MAX_ROOTS = 64
/** A Participant that starts a new series every month fills this in twenty years. */
export const MAX_NUMBER_BLOCKS = 256

/**
 * Everything that a verdict needs, in one file. A container without authority of its own: each
 * part is checked against its own author, never because of the company that it keeps.
 */
export type Bundle = {
  /** TUF root metadata, oldest first, each one version after the other. */
  readonly roots: readonly Uint8Array[]
  /** Original TUF bytes by path: `timestamp.json`, `ZA.json`, `ZA/keys.json`. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** COSE bytes of the number-block statements of each party. */
  readonly numberBlocks: ReadonlyMap<PartyCode, readonly Uint8Array[]>
  /** COSE bytes of the newest status page of each party. */
  readonly statusPages: ReadonlyMap<PartyCode, Uint8Array>
}

export type BundleRefusal =
  | 'BUNDLE_TOO_LONG'
  | 'BUNDLE_MALFORMED'
  | 'BUNDLE_VERSION'
  | 'BUNDLE_TOO_MANY_PARTS'
  | 'BUNDLE_PATH'
  | 'BUNDLE_ROOTS'

/** The bytes of `bundle`, always the same for the same content. */
export function encodeBundle(bundle: Bundle): Uint8Array {
  return encodeCbor(
    new Map<number, CborValue>([
      [MEMBER.magic, MAGIC],
      [MEMBER.version, VERSION],
      [MEMBER.roots, bundle.roots],
      [MEMBER.parts, bundle.parts],
      [MEMBER.numberBlocks, bundle.numberBlocks],
      [MEMBER.statusPages, bundle.statusPages],
    ]),
  )
}

/** Takes a bundle apart. Says nothing about what is in it: that is `openTrust` and the verifier. */
export function parseBundle(bytes: Uint8Array): Outcome<Bundle, BundleRefusal> {
  if (bytes.length > MAX_BUNDLE_BYTES) return refuse('BUNDLE_TOO_LONG')
  const decoded = decodeCbor(bytes)
  if (!decoded.ok) return refuse('BUNDLE_MALFORMED', undefined, { cause: decoded.refusals[0].code })
  const map = decoded.value
  if (!(map instanceof Map) || map.get(MEMBER.magic) !== MAGIC) return malformed('magic')
  if (map.get(MEMBER.version) !== VERSION) return refuse('BUNDLE_VERSION')
  return map.size === Object.keys(MEMBER).length ? parseMembers(map) : malformed('members')
}

function parseMembers(map: CborMap): Outcome<Bundle, BundleRefusal> {
  const roots = map.get(MEMBER.roots)
  if (!isListOfBytes(roots) || roots.length === 0 || roots.length > MAX_ROOTS) {
    return refuse('BUNDLE_ROOTS')
  }
  const parts = parseParts(map.get(MEMBER.parts))
  if (!parts.ok) return parts
  const numberBlocks = map.get(MEMBER.numberBlocks)
  if (!isByParty(numberBlocks, isNumberBlocks)) return malformed('numberBlocks')
  const statusPages = map.get(MEMBER.statusPages)
  if (!isByParty(statusPages, isBytes)) return malformed('statusPages')
  return accept({ roots, parts: parts.value, numberBlocks, statusPages })
}

function parseParts(
  value: CborValue | undefined,
): Outcome<ReadonlyMap<string, Uint8Array>, BundleRefusal> {
  if (!(value instanceof Map)) return malformed('parts')
  if (value.size > MAX_BUNDLE_PARTS) return refuse('BUNDLE_TOO_MANY_PARTS')
  const parts = new Map<string, Uint8Array>()
  for (const [path, bytes] of value) {
    if (typeof path !== 'string' || !isPartPath(path)) return refuse('BUNDLE_PATH')
    if (!(bytes instanceof Uint8Array)) return malformed('parts')
    parts.set(path, bytes)
  }
  return accept(parts)
}

/** A name, or a name in the folder of one party: no path climbs out of where a tool unpacks it. */
function isPartPath(path: string): boolean {
  return /^(?:[A-Z][A-Z-]{0,15}\/)?[A-Za-z][A-Za-z-]{0,31}\.json$/.test(path)
}

function isByParty<T>(
  value: unknown,
  isEach: (each: unknown) => each is T,
): value is Map<PartyCode, T> {
  if (!(value instanceof Map) || value.size > MAX_BUNDLE_PARTS) return false
  return [...value].every(([party, each]) => isPartyCode(party) && isEach(each))
}

function isNumberBlocks(value: unknown): value is readonly Uint8Array[] {
  return isListOfBytes(value) && value.length <= MAX_NUMBER_BLOCKS
}

function isListOfBytes(value: unknown): value is readonly Uint8Array[] {
  return Array.isArray(value) && value.every(isBytes)
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array
}

function malformed(cause: string) {
  return refuse('BUNDLE_MALFORMED' as const, undefined, { cause })
}
