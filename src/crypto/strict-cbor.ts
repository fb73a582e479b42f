import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type CborKey, type CborTag, type CborValue, MAJOR } from './cbor.ts'
import { decodeUtf8 } from './utf8.ts'

export type CborRefusal =
  | 'CBOR_TRUNCATED'
  | 'CBOR_TRAILING_BYTES'
  | 'CBOR_INDEFINITE'
  | 'CBOR_NOT_SHORTEST'
  | 'CBOR_DUPLICATE_KEY'
  | 'CBOR_UNSORTED_KEYS'
  | 'CBOR_KEY_TYPE'
  | 'CBOR_UTF8'
  | 'CBOR_TOO_DEEP'
  | 'CBOR_TYPE'
  | 'CBOR_INTEGER_RANGE'

/** Arrays, maps and tags inside each other. A certificate needs five. */
export const MAX_DEPTH = 8

/**
 * Reads core-deterministic CBOR and nothing else, in one pass. A second spelling of the same
 * certificate would escape a list of its digests, as re-encoded health certificates did.
 */
export function decodeCbor(bytes: Uint8Array): Outcome<CborValue, CborRefusal> {
  const cursor = { bytes, at: 0 }
  try {
    const value = readValue(cursor, 0)
    return cursor.at === bytes.length ? accept(value) : refuse('CBOR_TRAILING_BYTES')
  } catch (error) {
    if (error instanceof Fault) return refuse(error.code)
    throw error
  }
}

/** Leaves the recursion; it never leaves this file. */
class Fault extends Error {
  readonly code: CborRefusal
  constructor(code: CborRefusal) {
    super(code)
    this.code = code
  }
}

type Cursor = { readonly bytes: Uint8Array; at: number }

function readValue(cursor: Cursor, depth: number): CborValue {
  if (depth > MAX_DEPTH) throw new Fault('CBOR_TOO_DEEP')
  const initial = take(cursor, 1)
  const major = (cursor.bytes[initial] as number) >> 5
  const argument = readArgument(cursor, (cursor.bytes[initial] as number) & 0x1f, major)
  switch (major) {
    case MAJOR.unsigned:
      return argument
    case MAJOR.negative:
      return negative(argument)
    case MAJOR.bytes:
      return slice(cursor, argument)
    case MAJOR.text:
      return readText(cursor, argument)
    case MAJOR.array:
      return readArray(cursor, argument, depth)
    case MAJOR.map:
      return readMap(cursor, argument, depth)
    case MAJOR.tag:
      return { tag: argument, value: readValue(cursor, depth + 1) } satisfies CborTag
    default:
      return simple(argument)
  }
}

function readArgument(cursor: Cursor, short: number, major: number): number {
  if (short < 24) return short
  if (short === 31) throw new Fault('CBOR_INDEFINITE')
  if (short > 27) throw new Fault('CBOR_TYPE')
  // Floats, and simple values that need a second byte, have no place in a statement.
  if (major === MAJOR.simple) throw new Fault('CBOR_TYPE')
  const width = 1 << (short - 24)
  const from = take(cursor, width)
  let argument = 0
  for (let index = 0; index < width; index += 1) {
    argument = argument * 256 + (cursor.bytes[from + index] as number)
  }
  const floor = width === 1 ? 24 : 256 ** (width / 2)
  if (argument < floor) throw new Fault('CBOR_NOT_SHORTEST')
  if (!Number.isSafeInteger(argument)) throw new Fault('CBOR_INTEGER_RANGE')
  return argument
}

function negative(argument: number): number {
  const value = -1 - argument
  if (!Number.isSafeInteger(value)) throw new Fault('CBOR_INTEGER_RANGE')
  return value
}

function simple(argument: number): boolean | null {
  if (argument === 20) return false
  if (argument === 21) return true
  if (argument === 22) return null
  throw new Fault('CBOR_TYPE')
}

function take(cursor: Cursor, length: number): number {
  const from = cursor.at
  if (length > cursor.bytes.length - from) throw new Fault('CBOR_TRUNCATED')
  cursor.at = from + length
  return from
}

function slice(cursor: Cursor, length: number): Uint8Array {
  const from = take(cursor, length)
  return cursor.bytes.subarray(from, from + length)
}

function readText(cursor: Cursor, length: number): string {
  const from = take(cursor, length)
  const text = decodeUtf8(cursor.bytes, from, from + length)
  if (text === undefined) throw new Fault('CBOR_UTF8')
  return text
}

function readArray(cursor: Cursor, length: number, depth: number): CborValue[] {
  // Each item is a byte or more: a length beyond the rest is refused before anything is built.
  if (length > cursor.bytes.length - cursor.at) throw new Fault('CBOR_TRUNCATED')
  const items: CborValue[] = []
  for (let index = 0; index < length; index += 1) items.push(readValue(cursor, depth + 1))
  return items
}

function readMap(cursor: Cursor, length: number, depth: number): Map<CborKey, CborValue> {
  if (2 * length > cursor.bytes.length - cursor.at) throw new Fault('CBOR_TRUNCATED')
  const map = new Map<CborKey, CborValue>()
  let previous = { from: 0, to: 0 }
  for (let index = 0; index < length; index += 1) {
    const from = cursor.at
    const key = readValue(cursor, depth + 1)
    if (typeof key !== 'number' && typeof key !== 'string') throw new Fault('CBOR_KEY_TYPE')
    const here = { from, to: cursor.at }
    if (index > 0) requireAscending(cursor.bytes, previous, here)
    previous = here
    map.set(key, readValue(cursor, depth + 1))
  }
  return map
}

type Range = { readonly from: number; readonly to: number }

function requireAscending(bytes: Uint8Array, previous: Range, next: Range): void {
  const length = Math.min(previous.to - previous.from, next.to - next.from)
  for (let index = 0; index < length; index += 1) {
    const difference =
      (bytes[next.from + index] as number) - (bytes[previous.from + index] as number)
    if (difference > 0) return
    if (difference < 0) throw new Fault('CBOR_UNSORTED_KEYS')
  }
  // Neither encoding of a key is a prefix of another one's, so equal here means the same key.
  throw new Fault('CBOR_DUPLICATE_KEY')
}
