import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import { type CborValue, encodeCbor } from './cbor.ts'
import { decodeCbor } from './strict-cbor.ts'

const map = (...entries: [number | string, CborValue][]) => new Map(entries)

/** RFC 8949, appendix A: the examples that a statement can hold. */
const EXAMPLES: readonly [string, CborValue][] = [
  ['00', 0],
  ['01', 1],
  ['0a', 10],
  ['17', 23],
  ['1818', 24],
  ['1819', 25],
  ['1864', 100],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['29', -10],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['c074323031332d30332d32315432303a30343a30305a', { tag: 0, value: '2013-03-21T20:04:00Z' }],
  ['c11a514b67b0', { tag: 1, value: 1_363_896_240 }],
  ['d74401020304', { tag: 23, value: Uint8Array.of(1, 2, 3, 4) }],
  ['d818456449455446', { tag: 24, value: Uint8Array.of(0x64, 0x49, 0x45, 0x54, 0x46) }],
  [
    'd82076687474703a2f2f7777772e6578616d706c652e636f6d',
    { tag: 32, value: 'http://www.example.com' },
  ],
  ['40', new Uint8Array()],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['60', ''],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', 'ü'],
  ['63e6b0b4', '水'],
  ['64f0908591', '𐅑'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  [
    '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
    Array.from({ length: 25 }, (_, at) => at + 1),
  ],
  ['a0', map()],
  ['a201020304', map([1, 2], [3, 4])],
  ['a26161016162820203', map(['a', 1], ['b', [2, 3]])],
  ['826161a161626163', ['a', map(['b', 'c'])]],
  [
    'a56161614161626142616361436164614461656145',
    map(['a', 'A'], ['b', 'B'], ['c', 'C'], ['d', 'D'], ['e', 'E']),
  ],
]

describe('examples of RFC 8949, appendix A', () => {
  test.each(EXAMPLES)('%s', (hex, value) => {
    expect(toHex(encodeCbor(value))).toBe(hex)
    expect(decodeCbor(fromHex(hex) as Uint8Array)).toEqual({ ok: true, value })
  })
})

/** The same appendix: what is well-formed CBOR elsewhere and refused here. */
const REFUSED: readonly [string, string][] = [
  ['1bffffffffffffffff', 'CBOR_INTEGER_RANGE'],
  ['3bffffffffffffffff', 'CBOR_INTEGER_RANGE'],
  ['f90000', 'CBOR_TYPE'],
  ['fb3ff199999999999a', 'CBOR_TYPE'],
  ['fa47c35000', 'CBOR_TYPE'],
  ['f97e00', 'CBOR_TYPE'],
  ['f7', 'CBOR_TYPE'],
  ['f0', 'CBOR_TYPE'],
  ['f8ff', 'CBOR_TYPE'],
  ['5f42010243030405ff', 'CBOR_INDEFINITE'],
  ['7f657374726561646d696e67ff', 'CBOR_INDEFINITE'],
  ['9fff', 'CBOR_INDEFINITE'],
  ['bf61610161629f0203ffff', 'CBOR_INDEFINITE'],
]

describe('examples of RFC 8949 that no statement holds', () => {
  test.each(REFUSED)('%s is %s', (hex, code) => {
    expect(decodeCbor(fromHex(hex) as Uint8Array)).toMatchObject({ refusals: [{ code }] })
  })
})

describe('heads', () => {
  test.each([
    [23, '17'],
    [24, '1818'],
    [255, '18ff'],
    [256, '190100'],
    [65_535, '19ffff'],
    [65_536, '1a00010000'],
    [4_294_967_295, '1affffffff'],
    [4_294_967_296, '1b0000000100000000'],
    [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
    [-256, '38ff'],
    [-257, '390100'],
    [Number.MIN_SAFE_INTEGER, '3b001ffffffffffffe'],
  ])('%d is %s', (value, hex) => {
    expect(toHex(encodeCbor(value))).toBe(hex)
    expect(decodeCbor(fromHex(hex) as Uint8Array)).toEqual({ ok: true, value })
  })
})

test('keys stand in the bytewise order of their encodings, whatever the order of the map', () => {
  // RFC 8949, 4.2.1: 10, 100, -1, "z", "aa" (the rest of its example has keys that we refuse).
  const sorted = 'a50a00186400200061 7a00 62616100'.replaceAll(' ', '')
  expect(toHex(encodeCbor(map(['aa', 0], ['z', 0], [-1, 0], [100, 0], [10, 0])))).toBe(sorted)
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
  '%d is a bug and throws',
  (value) => {
    expect(() => encodeCbor(value)).toThrow('not an integer')
  },
)

test('text with half a surrogate pair is a bug and throws', () => {
  expect(() => encodeCbor('\ud800')).toThrow('lone surrogate')
})

const key = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme', maxLength: 8 }))
const anyValue: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value')),
    fc.array(fc.tuple(key, tie('value'))).map((entries) => new Map(entries)),
    fc.record({ tag: fc.nat(), value: tie('value') }),
  ),
})).value

test('what is encoded is read back, and encodes to the same bytes', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const bytes = encodeCbor(value)
      const decoded = decodeCbor(bytes)
      expect(decoded).toEqual({ ok: true, value })
      if (decoded.ok) expect(encodeCbor(decoded.value)).toEqual(bytes)
    }),
  )
})
