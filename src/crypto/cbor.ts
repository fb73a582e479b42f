import { compareBytes } from './bytes.ts'
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
  const sink = { bytes: new Uint8Array(FIRST_BYTES), at: 0 }
  write(sink, value)
  return sink.bytes.slice(0, sink.at)
}

/** A certificate takes about 290; what is longer doubles as it grows. */
const FIRST_BYTES = 512

type Sink = { bytes: Uint8Array; at: number }

function write(sink: Sink, value: CborValue): void {
  if (typeof value === 'number') writeInteger(sink, value)
  else if (typeof value === 'string') writeBytes(sink, MAJOR.text, encodeUtf8(value))
  else if (value === null) writeHead(sink, MAJOR.simple, 22)
  else if (typeof value === 'boolean') writeHead(sink, MAJOR.simple, value ? 21 : 20)
  else if (value instanceof Uint8Array) writeBytes(sink, MAJOR.bytes, value)
  else if (isMap(value)) writeMap(sink, value)
  else if ('tag' in value) {
    writeHead(sink, MAJOR.tag, value.tag)
    write(sink, value.value)
  } else {
    writeHead(sink, MAJOR.array, value.length)
    for (const each of value) write(sink, each)
  }
}

function isMap(value: object): value is CborMap {
  return value instanceof Map
}

function writeInteger(sink: Sink, value: number): void {
  if (!Number.isSafeInteger(value)) throw new Error(`not an integer that is encoded: ${value}`)
  if (value >= 0) writeHead(sink, MAJOR.unsigned, value)
  else writeHead(sink, MAJOR.negative, -1 - value)
}

function writeMap(sink: Sink, map: CborMap): void {
  const entries = [...map].map(([key, value]) => ({ key: encodeCbor(key), value }))
  entries.sort((a, b) => compareBytes(a.key, b.key))
  writeHead(sink, MAJOR.map, entries.length)
  for (const { key, value } of entries) {
    append(sink, key)
    write(sink, value)
  }
}

function writeBytes(sink: Sink, major: number, bytes: Uint8Array): void {
  writeHead(sink, major, bytes.length)
  append(sink, bytes)
}

function append(sink: Sink, bytes: Uint8Array): void {
  reserve(sink, bytes.length)
  sink.bytes.set(bytes, sink.at)
  sink.at += bytes.length
}

function reserve(sink: Sink, length: number): void {
  const needed = sink.at + length
  if (needed <= sink.bytes.length) return
  const larger = new Uint8Array(Math.max(needed, 2 * sink.bytes.length))
  larger.set(sink.bytes)
  sink.bytes = larger
}

/** The initial byte and the shortest argument behind it: up to 23 inside, then 1, 2, 4 or 8 bytes. */
function writeHead(sink: Sink, major: number, argument: number): void {
  const width =
    argument < 24 ? 0 : argument < 0x100 ? 1 : argument < 0x1_0000 ? 2 : argument < 2 ** 32 ? 4 : 8
  reserve(sink, 1 + width)
  sink.bytes[sink.at] = (major << 5) | (width === 0 ? argument : 24 + Math.log2(width))
  let rest = argument
  for (let at = sink.at + width; at > sink.at; at -= 1) {
    sink.bytes[at] = rest % 0x100
    rest = Math.floor(rest / 0x100)
  }
  sink.at += 1 + width
}
