import { generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import { hasLowS, keyId, thumbprint, withLowS } from './signature.ts'

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const HALF = ORDER / 2n

const hex32 = (value: bigint) => value.toString(16).padStart(64, '0')
const withS = (s: bigint) => fromHex(hex32(1n) + hex32(s)) as Uint8Array
const sOf = (signature: Uint8Array) => BigInt(`0x${toHex(signature.subarray(32))}`)

describe('low s', () => {
  test.each([
    ['1', 1n, true],
    ['half the order', HALF, true],
    ['half the order and one', HALF + 1n, false],
    ['the order less one', ORDER - 1n, false],
    ['the order', ORDER, false],
    ['all ones', 2n ** 256n - 1n, false],
    ['0', 0n, true],
  ])('%s', (_, s, low) => {
    expect(hasLowS(withS(s))).toBe(low)
  })

  test('of the two spellings of a signature exactly one is low, and withLowS finds it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: ORDER - 1n }), (s) => {
        const [one, other] = [withS(s), withS(ORDER - s)]
        expect(hasLowS(one)).not.toBe(hasLowS(other))
        expect(withLowS(one)).toEqual(withLowS(other))
        expect(hasLowS(withLowS(one))).toBe(true)
        expect([s, ORDER - s]).toContain(sOf(withLowS(one)))
        expect(withLowS(one).subarray(0, 32)).toEqual(one.subarray(0, 32))
      }),
    )
  })

  test('a signature of OpenSSL stays a signature', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const dsaEncoding = 'ieee-p1363'
    let high = 0
    for (let run = 0; run < 64; run += 1) {
      const message = Uint8Array.of(run)
      const signature = new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding }))
      if (!hasLowS(signature)) high += 1
      expect(verify('sha256', message, { key: publicKey, dsaEncoding }, withLowS(signature))).toBe(
        true,
      )
    }
    // One of 2^64 runs would see none of either: then the test would prove nothing.
    expect(high).toBeGreaterThan(0)
    expect(high).toBeLessThan(64)
  })
})

describe('thumbprint', () => {
  test('the example of RFC 9679, section 6', () => {
    const key = {
      alg: 'ESP256',
      x: fromHex('65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d') as Uint8Array,
      y: fromHex('1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c') as Uint8Array,
    } as const
    const expected = '496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec'
    expect(toHex(thumbprint(key))).toBe(expected)
    expect(toHex(keyId(key))).toBe(expected.slice(0, 16))
  })

  test('an Ed25519 key is {1: 1, -1: 6, -2: x}', () => {
    const x = new Uint8Array(32).fill(9)
    // SHA-256 of a3 01 01 20 06 21 58 20 and 32 bytes 09, by another program.
    expect(toHex(thumbprint({ alg: 'Ed25519', x }))).toBe(
      'fd03cbf4645f88b6f7b73594adb73758baa1df44b6e5972b2b9f984469673a7b',
    )
  })
})
