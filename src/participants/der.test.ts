import { Buffer } from 'node:buffer'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from '../crypto/bytes.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { decodePem, decodeSpki, encodePem, encodeSpki, rawSignature } from './der.ts'

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

test('a high s is accepted in TUF', () => {
  const high = new Uint8Array(64).fill(0xff)
  expect(rawSignature(derSignature(high))).toEqual(high)
})

test.each(['P-256', 'Ed25519'] as const)('%s keys read and write as OpenSSL does', (curve) => {
  const { publicKey } =
    curve === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
  const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const key = decodeSpki(der)
  if (key === undefined) throw new Error('not read')
  expect(encodeSpki(key)).toEqual(der)
  expect(encodePem(key)).toBe(pem)
  expect(decodePem(pem)).toEqual(key)
  expect(decodePem(pem.replaceAll('\n', '\r\n'))).toEqual(key)
  expect(createPublicKey(encodePem(key)).equals(publicKey)).toBe(true)
})

const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const good = encodePem({ alg: 'ESP256', x: new Uint8Array(32), y: new Uint8Array(32) })

test.each([
  ['of another curve', p384.export({ format: 'pem', type: 'spki' }).toString()],
  ['cut short', good.slice(0, 80)],
  ['followed by another', good + good],
  ['that is private', good.replaceAll('PUBLIC', 'PRIVATE')],
  ['with a header', good.replace('\n', '\nProc-Type: 4,ENCRYPTED\n')],
  ['of a megabyte', good + ' '.repeat(1_000_000)],
])('a PEM block %s is refused', (_, pem) => {
  expect(decodePem(pem)).toBeUndefined()
})
