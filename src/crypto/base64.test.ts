import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts'

test('base64 is what the platform says it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (each) => {
      expect(toBase64(each)).toBe(Buffer.from(each).toString('base64'))
      expect(fromBase64(toBase64(each))).toEqual(each)
    }),
  )
})

test.each([
  ['no padding', 'QQ'],
  ['bits left over', 'QR=='],
  ['a line break', 'QUJD\nQUJD'],
  ['the alphabet for addresses', '_-__'],
  ['padding inside', 'QQ==QUJD'],
])('base64 with %s is refused', (_, text) => {
  expect(fromBase64(text)).toBeUndefined()
})

test('base64url is what the platform says it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (each) => {
      expect(toBase64Url(each)).toBe(Buffer.from(each).toString('base64url'))
      expect(fromBase64Url(toBase64Url(each))).toEqual(each)
    }),
  )
})

test.each([
  ['padding', 'QQ=='],
  ['bits left over', 'QR'],
  ['one character of a byte', 'Q'],
  ['the alphabet of mail', '+/++'],
])('base64url with %s is refused', (_, text) => {
  expect(fromBase64Url(text)).toBeUndefined()
})
