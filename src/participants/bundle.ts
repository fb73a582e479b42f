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
  /** From version 2 on. */
  register: 6,
} as const
const MAGIC = 'openkp-bundle'
/** The first has no register: the scheme of its root has none, or a reader carries none. */
const VERSIONS = { withoutRegister: 1, withRegister: 2 } as const

/** A phone on a weak line has to fetch it; the world's list takes a tenth of this. */
export const MAX_BUNDLE_BYTES = 4_000_000
/** Two parts a party and the four of the scheme: room for 500 parties. */
const MAX_BUNDLE_PARTS = 1024
/** One rotation a year and one for every second change of the chair, for decades. */
const MAX_ROOTS = 64
/** A Participant that starts a new series every month fills this in twenty years. */
export const MAX_NUMBER_BLOCKS = 256
/** A quorum is three operators; every party of the world may cosign. */
const MAX_COSIGNATURES = 128
const COSIGNATURE_BYTES = 64
const MAX_TIME = 253_402_300_799

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
  /** The newest register page of each party; absent in version 1. */
  readonly register?: ReadonlyMap<PartyCode, RegisterCopy>
}

/**
 * A register page with the words of witnesses on the head of the log that it is made of. The text
 * that they signed is made anew from the page: origin, size and root.
 */
export type RegisterCopy = {
  /** COSE bytes of the register page. */
  readonly page: Uint8Array
  readonly cosignatures: readonly PartyCosignature[]
}

export type PartyCosignature = {
  readonly witness: PartyCode
  /** Epoch seconds. */
  readonly time: number
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array
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
  const { roots, parts, numberBlocks, statusPages, register } = bundle
  const map = new Map<number, CborValue>([
    [MEMBER.magic, MAGIC],
    [MEMBER.version, register ? VERSIONS.withRegister : VERSIONS.withoutRegister],
    [MEMBER.roots, roots],
    [MEMBER.parts, parts],
    [MEMBER.numberBlocks, numberBlocks],
    [MEMBER.statusPages, statusPages],
  ])
  if (register !== undefined) {
    map.set(MEMBER.register, new Map([...register].map(([party, copy]) => [party, copyOf(copy)])))
  }
  return encodeCbor(map)
}

/** By witness and not by time: from one day to the next the order stays, and a delta says nothing of it. */
function copyOf({ page, cosignatures }: RegisterCopy): CborValue {
  const inOrder = [...cosignatures].sort((a, b) => (a.witness < b.witness ? -1 : 1))
  return [page, inOrder.map(({ witness, time, signature }) => [witness, time, signature])]
}

/** Takes a bundle apart. Says nothing about what is in it: that is `openTrust` and the verifier. */
export function parseBundle(bytes: Uint8Array): Outcome<Bundle, BundleRefusal> {
  if (bytes.length > MAX_BUNDLE_BYTES) return refuse('BUNDLE_TOO_LONG')
  const decoded = decodeCbor(bytes)
  if (!decoded.ok) return refuse('BUNDLE_MALFORMED', undefined, { cause: decoded.refusals[0].code })
  const map = decoded.value
  if (!(map instanceof Map) || map.get(MEMBER.magic) !== MAGIC) return malformed('magic')
  const version = map.get(MEMBER.version)
  const hasRegister = version === VERSIONS.withRegister
  if (!hasRegister && version !== VERSIONS.withoutRegister) return refuse('BUNDLE_VERSION')
  const members = Object.keys(MEMBER).length - (hasRegister ? 0 : 1)
  return map.size === members ? parseMembers(map, hasRegister) : malformed('members')
}

function parseMembers(map: CborMap, hasRegister: boolean): Outcome<Bundle, BundleRefusal> {
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
  const bundle = { roots, parts: parts.value, numberBlocks, statusPages }
  if (!hasRegister) return accept(bundle)
  const copies = map.get(MEMBER.register)
  if (!isByParty(copies, isCopy)) return malformed('register')
  return accept({ ...bundle, register: new Map([...copies].map(readCopy)) })
}

type WrittenCosignature = readonly [witness: PartyCode, time: number, signature: Uint8Array]
type WrittenCopy = readonly [page: Uint8Array, cosignatures: readonly WrittenCosignature[]]

function isCopy(value: unknown): value is WrittenCopy {
  if (!Array.isArray(value) || value.length !== 2 || !isBytes(value[0])) return false
  const cosignatures: unknown = value[1]
  return (
    Array.isArray(cosignatures) &&
    cosignatures.length <= MAX_COSIGNATURES &&
    cosignatures.every(isCosignature) &&
    cosignatures.every(([witness], at) => at === 0 || (cosignatures[at - 1]?.[0] ?? '') < witness)
  )
}

function isCosignature(value: unknown): value is WrittenCosignature {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [witness, time, signature] = value as readonly unknown[]
  const isTime = typeof time === 'number' && time >= 0 && time <= MAX_TIME
  return (
    isPartyCode(witness) && isTime && isBytes(signature) && signature.length === COSIGNATURE_BYTES
  )
}

function readCopy([party, [page, written]]: [PartyCode, WrittenCopy]): [PartyCode, RegisterCopy] {
  const cosignatures = written.map(([witness, time, signature]) => ({ witness, time, signature }))
  return [party, { page, cosignatures }]
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
