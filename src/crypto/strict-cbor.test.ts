import { decode as decodeByCborg } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromHex, sameBytes } from './bytes.ts'
import { type CborValue, encodeCbor } from './cbor.ts'
import { decodeCbor, MAX_DEPTH } from './strict-cbor.ts'

const bytesOf = (hex: string) => fromHex(hex.replaceAll(' ', '')) as Uint8Array
const arrays = (count: number) => concatBytes(new Uint8Array(count).fill(0x81), Uint8Array.of(0))

/** One fault each; what is around it is as it should be. */
const FAULTS: readonly [string, string][] = [
  ['', 'CBOR_TRUNCATED'],
  ['18', 'CBOR_TRUNCATED'],
  ['1900', 'CBOR_TRUNCATED'],
  ['1a000000', 'CBOR_TRUNCATED'],
  ['4401 02', 'CBOR_TRUNCATED'],
  ['62 61', 'CBOR_TRUNCATED'],
  ['82 01', 'CBOR_TRUNCATED'],
  ['a1 01', 'CBOR_TRUNCATED'],
  ['c1', 'CBOR_TRUNCATED'],
  ['9b001fffffffffffff', 'CBOR_TRUNCATED'],
  ['bb0010000000000000 00', 'CBOR_TRUNCATED'],
  ['5b001fffffffffffff', 'CBOR_TRUNCATED'],
  ['00 00', 'CBOR_TRAILING_BYTES'],
  ['a0 f6', 'CBOR_TRAILING_BYTES'],
  ['5f 4101 ff', 'CBOR_INDEFINITE'],
  ['7f 6161 ff', 'CBOR_INDEFINITE'],
  ['9f 01 ff', 'CBOR_INDEFINITE'],
  ['bf 01 02 ff', 'CBOR_INDEFINITE'],
  ['ff', 'CBOR_INDEFINITE'],
  ['1800', 'CBOR_NOT_SHORTEST'],
  ['1817', 'CBOR_NOT_SHORTEST'],
  ['1900ff', 'CBOR_NOT_SHORTEST'],
  ['1a0000ffff', 'CBOR_NOT_SHORTEST'],
  ['1b00000000ffffffff', 'CBOR_NOT_SHORTEST'],
  ['3800', 'CBOR_NOT_SHORTEST'],
  ['5801 00', 'CBOR_NOT_SHORTEST'],
  ['7801 61', 'CBOR_NOT_SHORTEST'],
  ['9801 00', 'CBOR_NOT_SHORTEST'],
  ['b801 00 00', 'CBOR_NOT_SHORTEST'],
  ['d801 00', 'CBOR_NOT_SHORTEST'],
  ['a2 01 00 01 00', 'CBOR_DUPLICATE_KEY'],
  ['a2 6161 00 6161 00', 'CBOR_DUPLICATE_KEY'],
  ['a2 02 00 01 00', 'CBOR_UNSORTED_KEYS'],
  ['a2 20 00 01 00', 'CBOR_UNSORTED_KEYS'],
  ['a2 626161 00 617a 00', 'CBOR_UNSORTED_KEYS'],
  ['a1 4101 00', 'CBOR_KEY_TYPE'],
  ['a1 80 00', 'CBOR_KEY_TYPE'],
  ['a1 a0 00', 'CBOR_KEY_TYPE'],
  ['a1 f5 00', 'CBOR_KEY_TYPE'],
  ['a1 f6 00', 'CBOR_KEY_TYPE'],
  ['a1 c100 00', 'CBOR_KEY_TYPE'],
  ['61 ff', 'CBOR_UTF8'],
  ['62 c080', 'CBOR_UTF8'],
  ['63 eda080', 'CBOR_UTF8'],
  ['f7', 'CBOR_TYPE'],
  ['e0', 'CBOR_TYPE'],
  ['f814', 'CBOR_TYPE'],
  ['f93c00', 'CBOR_TYPE'],
  ['1c', 'CBOR_TYPE'],
  ['1d', 'CBOR_TYPE'],
  ['1e', 'CBOR_TYPE'],
  ['1b0020000000000000', 'CBOR_INTEGER_RANGE'],
  ['3b001fffffffffffff', 'CBOR_INTEGER_RANGE'],
  ['1bffffffffffffffff', 'CBOR_INTEGER_RANGE'],
]

describe('one fault, one code', () => {
  test.each(FAULTS)('%s: %s', (hex, code) => {
    expect(decodeCbor(bytesOf(hex))).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  test('something may stand inside eight others and not inside nine', () => {
    expect(decodeCbor(arrays(MAX_DEPTH)).ok).toBe(true)
    expect(decodeCbor(arrays(MAX_DEPTH + 1))).toMatchObject({
      refusals: [{ code: 'CBOR_TOO_DEEP' }],
    })
  })

  test.each([100, 10_000, 1_000_000])(
    '%d arrays inside each other do not fill the stack',
    (count) => {
      expect(decodeCbor(arrays(count))).toMatchObject({ refusals: [{ code: 'CBOR_TOO_DEEP' }] })
    },
  )
})

const CBORG = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: false,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  // Tags 0 to 40: what random bytes are likely to hit.
  tags: Object.fromEntries(
    Array.from({ length: 40 }, (_, tag) => [
      tag,
      (value: () => unknown) => ({ tag, value: value() }),
    ]),
  ),
}

/**
 * What cborg reads out of these bytes and we encode to the same bytes is what we have to accept.
 * cborg leaves the order of keys, bad UTF-8, odd keys and floats open: re-encoding finds them.
 */
function cborgAgrees(bytes: Uint8Array): boolean {
  try {
    const value = decodeByCborg(bytes, CBORG) as CborValue
    return sameBytes(encodeCbor(value), bytes) && depthOf(value) <= MAX_DEPTH && hasPlainKeys(value)
  } catch {
    // cborg and our encoder refuse by throwing; the question here is only whether they do.
    return false
  }
}

function inside(value: CborValue): readonly CborValue[] {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return []
  if (value instanceof Map) return [...value].flat() as CborValue[]
  return 'tag' in value ? [value.value] : (value as readonly CborValue[])
}

function depthOf(value: CborValue): number {
  const depths = inside(value).map(depthOf)
  return depths.length === 0 ? 0 : 1 + Math.max(...depths)
}

function hasPlainKeys(value: CborValue): boolean {
  const keys = value instanceof Map ? [...value.keys()] : []
  const plain = keys.every((key) => typeof key === 'number' || typeof key === 'string')
  return plain && inside(value).every(hasPlainKeys)
}

function hasOddTag(value: CborValue): boolean {
  const tagged = value !== null && typeof value === 'object' && 'tag' in value
  return (tagged && value.tag >= 40) || inside(value).some(hasOddTag)
}

function agree(bytes: Uint8Array): void {
  const ours = decodeCbor(bytes)
  // cborg knows a tag only where it was told of it.
  if (ours.ok && hasOddTag(ours.value)) return
  // One comparison at the end: a hundred thousand calls of `expect` take longer than all the rest.
  if (ours.ok !== cborgAgrees(bytes)) expect(ours).toEqual(`accepted: ${!ours.ok}`)
  if (ours.ok) {
    expect(ours.value).toEqual(decodeByCborg(bytes, CBORG))
    expect(encodeCbor(ours.value)).toEqual(bytes)
  }
}

describe('agreement with cborg', () => {
  test('on every input of one and two bytes', () => {
    // Most are refused by an error of cborg, whose stack costs more than all the reading.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    for (let first = 0; first < 256; first += 1) {
      agree(Uint8Array.of(first))
      for (let second = 0; second < 256; second += 1) agree(Uint8Array.of(first, second))
    }
    Error.stackTraceLimit = stackTraceLimit
  })

  test('on random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 24 }), agree), { numRuns: 3000 })
  })

  test('on a statement-like value with some bytes changed, taken out or put in', () => {
    const original = encodeCbor(
      new Map<number, CborValue>([
        [0, 1],
        [1, 'EU'],
        [2, ['Mine d’or', 'Kinshasa', 'CD', [710_210, 123_456, 9_999_999]]],
        [4, [0, ['CD', 'SL']]],
        [-65_537, new Map([[9, new Uint8Array(32).fill(7)]])],
        [300, { tag: 18, value: [null, true] }],
      ]),
    )
    const change = fc.record({
      at: fc.nat(original.length - 1),
      out: fc.nat(3),
      put: fc.uint8Array({ maxLength: 3 }),
    })
    const changed = fc
      .array(change, { maxLength: 3 })
      .map((changes) =>
        changes.reduce(
          (bytes, { at, out, put }) => concatBytes(bytes.slice(0, at), put, bytes.slice(at + out)),
          original,
        ),
      )
    fc.assert(fc.property(changed, agree), { numRuns: 5000 })
  })
})
