import { type CborValue, encodeCbor } from '../../crypto/cbor.ts'
import { decodeCbor } from '../../crypto/strict-cbor.ts'
import { isPartyCode } from '../../values/codes.ts'
import type { KeyPlace } from '../keys.ts'
import { ENVIRONMENTS, type Environment, KEY_USAGES, type KeyUsage } from '../kinds.ts'
import { MAX_KEYS } from './key-store.ts'

/** The file of keys, as docs/operating/signer.md says it. */
const FORMAT = 'openkp-key-store'
const VERSION = 1
/** A P-256 key takes 138 bytes; there are at most 2,048. */
const MAX_FILE_BYTES = 1_000_000

/** How the passphrase becomes a key (argon2id, RFC 9106). */
export type Kdf = { readonly memoryKib: number; readonly passes: number; readonly lanes: number }

/** What stands in clear in front of the keys; every byte of it is authenticated with them. */
export type Head = {
  readonly environment: Environment
  readonly kdf: Kdf
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
}

export type SealedKey = KeyPlace & { readonly madeAt: number; readonly pkcs8: Uint8Array }

/** @param format what the file is: of the signer's keys, or of one root key. */
export function headBytes(head: Head, format = FORMAT): Uint8Array {
  return encodeCbor(headItems(head, format))
}

export function wholeFile(head: Head, sealed: Uint8Array, format = FORMAT): Uint8Array {
  return encodeCbor([...headItems(head, format), sealed])
}

function headItems({ environment, kdf, salt, nonce }: Head, format: string): readonly CborValue[] {
  const { memoryKib, passes, lanes } = kdf
  return [format, VERSION, environment, [memoryKib, passes, lanes], salt, nonce]
}

/** Undefined for anything that `wholeFile` does not write. */
export function parseFile(
  bytes: Uint8Array,
  wanted = FORMAT,
): { readonly head: Head; readonly sealed: Uint8Array } | undefined {
  const decoded = bytes.length <= MAX_FILE_BYTES ? decodeCbor(bytes) : undefined
  if (decoded?.ok !== true || !Array.isArray(decoded.value)) return undefined
  const [format, version, environment, kdf, salt, nonce, sealed, ...more] =
    decoded.value as CborValue[]
  if (format !== wanted || version !== VERSION || more.length > 0) return undefined
  const known = ENVIRONMENTS.find((each) => each === environment)
  const [memoryKib, passes, lanes] = Array.isArray(kdf) ? (kdf as CborValue[]) : []
  if (known === undefined || !isCount(memoryKib) || !isCount(passes) || !isCount(lanes))
    return undefined
  if (!isBytes(salt, 16) || !isBytes(nonce, 12) || !(sealed instanceof Uint8Array)) return undefined
  if (sealed.length < 16) return undefined
  return { head: { environment: known, kdf: { memoryKib, passes, lanes }, salt, nonce }, sealed }
}

/** At most a gibibyte, sixteen passes and sixteen lanes: more is not what this program writes. */
export function isAffordable({ memoryKib, passes, lanes }: Kdf): boolean {
  return memoryKib >= 8 * lanes && memoryKib <= 1_048_576 && passes <= 16 && lanes <= 16
}

export function keysBytes(keys: readonly SealedKey[]): Uint8Array {
  return encodeCbor(keys.map(({ party, usage, madeAt, pkcs8 }) => [party, usage, madeAt, pkcs8]))
}

export function parseKeys(bytes: Uint8Array): readonly SealedKey[] | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length > MAX_KEYS)
    return undefined
  const keys = (decoded.value as CborValue[]).map(parseKey)
  return keys.every((each) => each !== undefined) ? keys : undefined
}

function parseKey(value: CborValue): SealedKey | undefined {
  const [party, usage, madeAt, pkcs8] = Array.isArray(value) ? (value as CborValue[]) : []
  const known = KEY_USAGES.find((each): each is KeyUsage => each === usage)
  const shaped = isPartyCode(party) && known !== undefined && isCount(madeAt)
  return shaped && pkcs8 instanceof Uint8Array ? { party, usage: known, madeAt, pkcs8 } : undefined
}

function isCount(value: CborValue | undefined): value is number {
  return typeof value === 'number' && value > 0
}

function isBytes(value: CborValue | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length
}
