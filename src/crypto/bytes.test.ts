import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareBytes, concatBytes, fromHex, sameBytes, toHex } from './bytes.ts'

test('hex is read back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes)
      expect(toHex(bytes)).toMatch(/^([0-9a-f]{2})*$/)
    }),
  )
})

test.each(['0', 'abc', 'AB', '0x', 'zz', ' 00', '00\n'])('%j is no hex', (hex) => {
  expect(fromHex(hex)).toBeUndefined()
})

describe('order of bytes', () => {
  test.each([
    ['', '00', -1],
    ['00', '', 1],
    ['01', '02', -1],
    ['ff', '01', 1],
    ['0100', '01ff', -1],
    ['01', '0100', -1],
    ['a1', 'a1', 0],
  ])('%s against %s', (a, b, sign) => {
    const order = compareBytes(fromHex(a) as Uint8Array, fromHex(b) as Uint8Array)
    expect(Math.sign(order)).toBe(sign)
    expect(sameBytes(fromHex(a) as Uint8Array, fromHex(b) as Uint8Array)).toBe(sign === 0)
  })
})

test('parts follow each other', () => {
  expect(concatBytes()).toEqual(new Uint8Array())
  expect(toHex(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)))).toBe('010203')
})
