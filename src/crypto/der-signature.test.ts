import { Buffer } from 'node:buffer'
import { generateKeyPairSync, sign } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import { rawSignature } from './der-signature.ts'

/** The DER form of a signature of 64 bytes, r || s. */
function derSignature(raw: Uint8Array): Uint8Array {
  const body = concatBytes(integer(raw.subarray(0, 32)), integer(raw.subarray(32)))
  return concatBytes(Uint8Array.of(0x30, body.length), body)
}

function integer(value: Uint8Array): Uint8Array {
  let from = 0
  while (from < 31 && value[from] === 0) from += 1
  const magnitude = value.subarray(from)
  const sign = (magnitude[0] as number) >= 0x80 ? [0] : []
  return Uint8Array.of(0x02, sign.length + magnitude.length, ...sign, ...magnitude)
}

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

test('a signature survives DER, and noble writes the same DER', () => {
  fc.assert(
    fc.property(bytes(64), (raw) => {
      const der = derSignature(raw)
      expect(rawSignature(der)).toEqual(raw)
      const [r, s] = [BigInt(`0x${toHex(raw.slice(0, 32))}`), BigInt(`0x${toHex(raw.slice(32))}`)]
      fc.pre(r > 0n && s > 0n && r < p256.Point.Fn.ORDER && s < p256.Point.Fn.ORDER)
      expect(toHex(der)).toBe(new p256.Signature(r, s).toHex('der'))
    }),
  )
})

test.each([
  ['nothing', ''],
  ['only a head', '3000'],
  ['a length beyond the end', '300702010102010100'],
  ['bytes after the end', '300602010102010100'],
  ['a length that is not its own', '3007020101020101'],
  ['a negative number', '3006020181020101'],
  ['a zero too many', '300702020001020101'],
  ['a long form of a length', '308106020101020101'],
  ['a number of no bytes', '30050200020101'],
  ['a third number', '3009020101020101020101'],
  ['33 bytes of r', `30260221${'01'.repeat(33)}020101`],
  ['a cut number', '300602010102'],
])('DER with %s is refused', (_, hex) => {
  expect(rawSignature(fromHex(hex) as Uint8Array)).toBeUndefined()
})

test('no bytes make the reader of DER throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (each) => void rawSignature(each)))
  const der = new Uint8Array(
    sign('sha256', Buffer.from('x'), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  )
  for (let length = 0; length < der.length; length += 1) {
    expect(rawSignature(der.slice(0, length))).toBeUndefined()
  }
})

test('a high s is accepted', () => {
  const high = new Uint8Array(64).fill(0xff)
  expect(rawSignature(derSignature(high))).toEqual(high)
})
