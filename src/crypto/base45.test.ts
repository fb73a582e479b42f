import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { encodeUtf8 } from './utf8.ts'

describe('examples of RFC 9285', () => {
  test.each([
    ['', ''],
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('%s', (plain, text) => {
    const bytes = encodeUtf8(plain)
    expect(encodeBase45(bytes)).toBe(text)
    expect(decodeBase45(text)).toEqual({ ok: true, value: bytes })
  })
})

describe('refusals', () => {
  test.each([
    ['BB8a', 'BASE45_LENGTH'],
    ['B', 'BASE45_LENGTH'],
    ['BB8B', 'BASE45_LENGTH'],
    ['bb8', 'BASE45_CHARACTER'],
    ['B\u0000', 'BASE45_CHARACTER'],
    ['B\n8', 'BASE45_CHARACTER'],
    ['é00', 'BASE45_CHARACTER'],
    ['０00', 'BASE45_CHARACTER'],
    ['BB8B,', 'BASE45_CHARACTER'],
    ['GGW', 'BASE45_OVERFLOW'],
    [':::', 'BASE45_OVERFLOW'],
    ['::', 'BASE45_OVERFLOW'],
    ['V5', 'BASE45_OVERFLOW'],
  ])('%j: %s', (text, code) => {
    expect(decodeBase45(text)).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  test('the largest values are still read', () => {
    expect(decodeBase45('FGW')).toEqual({ ok: true, value: Uint8Array.of(0xff, 0xff) })
    expect(decodeBase45('U5')).toEqual({ ok: true, value: Uint8Array.of(0xff) })
  })
})

test('what is encoded is read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual({ ok: true, value: bytes })
    }),
  )
})

test('whatever is accepted has one spelling', () => {
  const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 30 }), (characters) => {
      const text = characters.join('')
      const decoded = decodeBase45(text)
      if (decoded.ok) expect(encodeBase45(decoded.value)).toBe(text)
    }),
    { numRuns: 2000 },
  )
})
