import { compareBytes, concatBytes } from './bytes.ts'
import { encodeUtf8 } from './utf8.ts'

/** An integer key is a claim or a field of a signed body; a text key occurs in containers. */
export type CborKey = number | string
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag
export type CborMap = ReadonlyMap<CborKey, CborValue>
export type CborTag = { readonly tag: number; readonly value: CborValue }

export const MAJOR = {
  unsigned: 0,
  negative: 1,
  bytes: 2,
  text: 3,
  array: 4,
  map: 5,
  tag: 6,
  simple: 7,
}

/**
 * Core-deterministic CBOR (RFC 8949, 4.2.1): shortest forms, definite lengths, keys in bytewise
 * order. Integers are the only numbers; a float or an unsafe integer is a bug and throws.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  if (typeof value === 'number') return encodeInteger(value)
  if (typeof value === 'string') {
    const bytes = encodeUtf8(value)
    return concatBytes(head(MAJOR.text, bytes.length), bytes)
  }
  if (value === null) return Uint8Array.of(0xf6)
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4)
  if (value instanceof Uint8Array) return concatBytes(head(MAJOR.bytes, value.length), value)
  if (isMap(value)) return encodeMap(value)
  if ('tag' in value) return concatBytes(head(MAJOR.tag, value.tag), encodeCbor(value.value))
  return concatBytes(head(MAJOR.array, value.length), ...value.map(encodeCbor))
}

function isMap(value: object): value is CborMap {
  return value instanceof Map
}

function encodeInteger(value: number): Uint8Array {
  if (!Number.isSafeInteger(value)) throw new Error(`not an integer that is encoded: ${value}`)
  return value >= 0 ? head(MAJOR.unsigned, value) : head(MAJOR.negative, -1 - value)
}

function encodeMap(map: CborMap): Uint8Array {
  const entries = [...map].map(([key, value]) => ({
    key: encodeCbor(key),
    value: encodeCbor(value),
  }))
  entries.sort((a, b) => compareBytes(a.key, b.key))
  return concatBytes(
    head(MAJOR.map, entries.length),
    ...entries.flatMap(({ key, value }) => [key, value]),
  )
}

function head(major: number, argument: number): Uint8Array {
  const type = major << 5
  if (argument < 24) return Uint8Array.of(type | argument)
  if (argument < 0x100) return Uint8Array.of(type | 24, argument)
  if (argument < 0x10000) return Uint8Array.of(type | 25, argument >> 8, argument & 0xff)
  const wide = argument >= 0x1_0000_0000
  const bytes = new Uint8Array(wide ? 9 : 5)
  bytes[0] = type | (wide ? 27 : 26)
  const view = new DataView(bytes.buffer)
  if (wide) view.setUint32(1, Math.floor(argument / 0x1_0000_0000))
  view.setUint32(wide ? 5 : 1, argument % 0x1_0000_0000)
  return bytes
}
