import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCharacter } from '../../test/any-text.ts'
import { fromHex, toHex } from './bytes.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** First and last points of each length, around the surrogates and at the end (RFC 3629, 3). */
const BOUNDARIES: readonly [number, string][] = [
  [0x00, '00'],
  [0x7f, '7f'],
  [0x80, 'c280'],
  [0x7ff, 'dfbf'],
  [0x800, 'e0a080'],
  [0xfff, 'e0bfbf'],
  [0x1000, 'e18080'],
  [0xd7ff, 'ed9fbf'],
  [0xe000, 'ee8080'],
  [0xfeff, 'efbbbf'],
  [0xffff, 'efbfbf'],
  [0x10000, 'f0908080'],
  [0x3ffff, 'f0bfbfbf'],
  [0x40000, 'f1808080'],
  [0x10ffff, 'f48fbfbf'],
]

describe('boundaries', () => {
  test.each(BOUNDARIES)('U+%s', (point, hex) => {
    const text = String.fromCodePoint(point)
    expect(toHex(encodeUtf8(text))).toBe(hex)
    expect(decodeUtf8(fromHex(hex) as Uint8Array)).toBe(text)
  })
})

describe('what is not UTF-8', () => {
  test.each([
    ['80', 'a continuation byte alone'],
    ['bf', 'a continuation byte alone'],
    ['c0 80', 'overlong, two bytes'],
    ['c1 bf', 'overlong, two bytes'],
    ['e0 9f bf', 'overlong, three bytes'],
    ['f0 8f bf bf', 'overlong, four bytes'],
    ['ed a0 80', 'the first surrogate'],
    ['ed bf bf', 'the last surrogate'],
    ['f4 90 80 80', 'U+110000'],
    ['f5 80 80 80', 'beyond every point'],
    ['f8 88 80 80 80', 'five bytes'],
    ['ff', 'no byte of UTF-8'],
    ['c2', 'ends too early'],
    ['e6 b0', 'ends too early'],
    ['f0 90 85', 'ends too early'],
    ['c2 41', 'no continuation'],
    ['e6 b0 41', 'no continuation'],
    ['f0 90 41 91', 'no continuation'],
  ])('%s: %s', (hex) => {
    expect(decodeUtf8(fromHex(hex.replaceAll(' ', '')) as Uint8Array)).toBeUndefined()
  })
})

test('reads no further than it is asked to', () => {
  const bytes = encodeUtf8('aéz')
  expect(decodeUtf8(bytes, 1, 3)).toBe('é')
  expect(decodeUtf8(bytes, 1, 2)).toBeUndefined()
})

test('half a surrogate pair is a bug and throws', () => {
  expect(() => encodeUtf8('\udc00')).toThrow('lone surrogate')
  expect(() => encodeUtf8('\ud83dx')).toThrow('lone surrogate')
})

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function byThePlatform(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    // The platform refuses by throwing.
    return undefined
  }
}

test('agrees with the platform on every input of two bytes and on random ones', () => {
  for (let both = 0; both < 65_536; both += 1) {
    const bytes = Uint8Array.of(both >> 8, both & 0xff)
    // Compared by hand: so many calls of `expect` take longer than all the reading.
    if (decodeUtf8(bytes) !== byThePlatform(bytes)) {
      expect(decodeUtf8(bytes)).toBe(byThePlatform(bytes))
    }
  }
  const nearMultibyte = fc.array(
    fc.oneof(
      fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4),
      fc.nat(255),
    ),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(nearMultibyte, (values) => {
      const bytes = Uint8Array.from(values)
      expect(decodeUtf8(bytes)).toBe(byThePlatform(bytes))
    }),
    { numRuns: 5000 },
  )
})

test('writes what the platform writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(encodeUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
      expect(decodeUtf8(encodeUtf8(text))).toBe(text)
    }),
  )
})
