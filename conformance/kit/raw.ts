import { claimsOf } from '../../src/certificates/certificate.ts'
import { compareBytes, concatBytes } from '../../src/crypto/bytes.ts'
import { type CborKey, type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { keyId, type PublicKey } from '../../src/crypto/signature.ts'
import { encodeClaims } from '../../src/crypto/statement.ts'
import { decodeCbor } from '../../src/crypto/strict-cbor.ts'
import { certificateOfFields, type Fields } from './fields.ts'
import { publicKey, signerOf } from './keys.ts'

/** Bytes that our encoder would never write, part by part. */

export const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)

/** Key and value of a map, already encoded. */
export type Entry = readonly [Uint8Array, Uint8Array]

export const BODY = -65_537

export function entry(key: CborKey, value: CborValue): Entry {
  return [encodeCbor(key), encodeCbor(value)]
}

/** A map of up to 23 entries, in the order given. */
export function rawMap(entries: readonly Entry[]): Uint8Array {
  return concatBytes(bytes(0xa0 | entries.length), ...entries.flat())
}

export function sorted(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort(([a], [b]) => compareBytes(a, b))
}

function entriesOf(map: Uint8Array): readonly Entry[] {
  const decoded = decodeCbor(map)
  if (!decoded.ok || !(decoded.value instanceof Map)) throw new Error('no map to take apart')
  return sorted([...decoded.value].map(([key, value]) => entry(key, value)))
}

export function claimEntries(fields: Fields): readonly Entry[] {
  return entriesOf(encodeClaims(claimsOf(certificateOfFields(fields))))
}

export function bodyEntries(fields: Fields): readonly Entry[] {
  return entriesOf(encodeCbor(claimsOf(certificateOfFields(fields)).body))
}

/** Claims with one of them changed: `undefined` takes it away. */
export function claimsWith(fields: Fields, key: CborKey, value: CborValue | undefined): Uint8Array {
  const changed = entry(key, value ?? null)
  const others = claimEntries(fields).filter(([each]) => compareBytes(each, changed[0]) !== 0)
  return rawMap(sorted(value === undefined ? others : [...others, changed]))
}

/** Claims whose body is these bytes. */
export function claimsAround(fields: Fields, body: Uint8Array): Uint8Array {
  const key = encodeCbor(BODY)
  const others = claimEntries(fields).filter(([each]) => compareBytes(each, key) !== 0)
  return rawMap(sorted([...others, [key, body]]))
}

/** Claims whose body has one member changed, added, or taken away. */
export function bodyWith(fields: Fields, key: CborKey, value: CborValue | undefined): Uint8Array {
  const changed = entry(key, value ?? null)
  const others = bodyEntries(fields).filter(([each]) => compareBytes(each, changed[0]) !== 0)
  return claimsAround(fields, rawMap(sorted(value === undefined ? others : [...others, changed])))
}

export function header(
  key: PublicKey,
  changes: { readonly alg?: number; readonly kid?: Uint8Array; readonly typ?: CborValue } = {},
): Map<CborKey, CborValue> {
  const { alg = -9, kid = keyId(key), typ = 'application/kpc+cwt' } = changes
  return new Map<CborKey, CborValue>([
    [1, alg],
    [4, kid],
    [16, typ],
  ])
}

type Parts = {
  readonly payload: Uint8Array
  readonly header?: Uint8Array
  readonly key?: string
  readonly unprotected?: CborValue
  readonly tag?: number
  readonly signature?: (signature: Uint8Array) => CborValue
}

/** A COSE_Sign1 with a good signature over whatever its parts are, but for what is said. */
export async function cose(parts: Parts): Promise<Uint8Array> {
  const { payload, key = 'CD certificate', unprotected = new Map(), tag = 18 } = parts
  const protectedHeader = parts.header ?? encodeCbor(header(publicKey(key)))
  const toSign = encodeCbor(['Signature1', protectedHeader, new Uint8Array(), payload])
  const signature = await signerOf(key).sign(toSign)
  const last = parts.signature === undefined ? signature : parts.signature(signature)
  return encodeCbor({ tag, value: [protectedHeader, unprotected, payload, last] })
}

/** `whole` with the one place of `from` replaced by `to`, which may be longer. */
export function replaceOnce(whole: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const found: number[] = []
  for (let at = 0; at + from.length <= whole.length; at += 1) {
    if (compareBytes(whole.subarray(at, at + from.length), from) === 0) found.push(at)
  }
  const [at] = found
  if (at === undefined || found.length > 1) throw new Error(`${found.length} places to replace`)
  return concatBytes(whole.subarray(0, at), to, whole.subarray(at + from.length))
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The other spelling of an ESP256 signature. */
export function otherS(signature: Uint8Array): Uint8Array {
  let s = 0n
  for (const byte of signature.subarray(32)) s = s * 256n + BigInt(byte)
  let rest = ORDER - s
  const turned = signature.slice()
  for (let at = 63; at >= 32; at -= 1) {
    turned[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return turned
}
