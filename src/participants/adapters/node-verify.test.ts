import { generateKeyPairSync, webcrypto } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../crypto/bytes.ts'
import { hasLowS, type PublicKey, type VerifySignature } from '../../crypto/signature.ts'
import { nodeSigner } from './node-signer.ts'
import { nodeVerify } from './node-verify.ts'
import { canVerifyEd25519, webcryptoVerify } from './webcrypto-verify.ts'

const subtle = webcrypto.subtle as unknown as SubtleCrypto
const PRIMITIVES: readonly (readonly [string, VerifySignature])[] = [
  ['node:crypto', nodeVerify()],
  ['WebCrypto', webcryptoVerify(subtle)],
]

/** The second opinion: another implementation of the same curves. */
function nobleVerify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return key.alg === 'ESP256'
    ? p256.verify(signature, message, concatBytes(Uint8Array.of(4), key.x, key.y), { lowS: false })
    : ed25519.verify(signature, message, key.x, { zip215: false })
}

const p256Signer = nodeSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const edSigner = nodeSigner(generateKeyPairSync('ed25519').privateKey)

describe.each(PRIMITIVES)('%s', (_, verify) => {
  test.each([p256Signer, edSigner])(
    'agrees with noble on what was signed and on what was bent',
    async (signer) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 100 }),
          fc.nat(63),
          fc.nat(7),
          async (message, at, bit) => {
            const signature = await signer.sign(message)
            expect(signature).toHaveLength(64)
            expect(await verify(signer.key, message, signature)).toBe(true)
            expect(nobleVerify(signer.key, message, signature)).toBe(true)
            const bent = signature.slice()
            bent[at] = (bent[at] as number) ^ (1 << bit)
            expect(await verify(signer.key, message, bent)).toBe(false)
            expect(
              await verify(signer.key, concatBytes(message, Uint8Array.of(0)), signature),
            ).toBe(false)
          },
        ),
        { numRuns: 30 },
      )
    },
  )

  const message = Uint8Array.of(1, 2, 3)
  test.each<[string, PublicKey]>([
    ['no point of P-256', { alg: 'ESP256', x: new Uint8Array(32), y: new Uint8Array(32) }],
    [
      'the field beyond its prime',
      { alg: 'ESP256', x: new Uint8Array(32).fill(255), y: new Uint8Array(32) },
    ],
    ['no point of Ed25519', { alg: 'Ed25519', x: new Uint8Array(32).fill(0xee) }],
    ['a key of another length', { alg: 'ESP256', x: new Uint8Array(31), y: new Uint8Array(33) }],
  ])('%s answers false, twice', async (_name, key) => {
    for (const signature of [await p256Signer.sign(message), new Uint8Array(64)]) {
      expect(await verify(key, message, signature)).toBe(false)
    }
  })

  test.each([0, 63, 65, 128])('a signature of %i bytes answers false', async (length) => {
    expect(await verify(p256Signer.key, message, new Uint8Array(length))).toBe(false)
  })

  test('a signature by another key answers false', async () => {
    const other = nodeSigner(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    expect(await verify(other.key, message, await p256Signer.sign(message))).toBe(false)
  })
})

test('a signer never writes a high s', async () => {
  for (let at = 0; at < 40; at += 1) {
    expect(hasLowS(await p256Signer.sign(Uint8Array.of(at)))).toBe(true)
  }
})

test('a full cache forgets the oldest key and still answers', () => {
  const verify = nodeVerify(2)
  const signers = [0, 1, 2, 3].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }))
  return Promise.all(
    [...signers, ...signers].map(async ({ privateKey }) => {
      const signer = nodeSigner(privateKey)
      const message = Uint8Array.of(7)
      expect(verify(signer.key, message, await signer.sign(message))).toBe(true)
    }),
  )
})

test('this platform says that it knows Ed25519, one without it does not', async () => {
  expect(await canVerifyEd25519(subtle)).toBe(true)
  const poor = { importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) }
  expect(await canVerifyEd25519(poor as unknown as SubtleCrypto)).toBe(false)
  const verify = webcryptoVerify(poor as unknown as SubtleCrypto)
  await expect(verify(edSigner.key, Uint8Array.of(1), new Uint8Array(64))).rejects.toThrow('no')
})
