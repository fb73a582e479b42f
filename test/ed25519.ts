import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { fromBase64Url } from '../src/crypto/base64.ts'
import type { PublicKey, Signer } from '../src/crypto/signature.ts'

/** Ed25519 by Node, with keys that are the same in every run. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export function ed25519Signer(seed: number): Signer {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, seed)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return {
    key: { alg: 'Ed25519', x: fromBase64Url(x) as Uint8Array },
    sign: async (message) => new Uint8Array(sign(null, message, key)),
  }
}

export function verifyEd25519(
  { x }: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(x).toString('base64url') }
  return verify(null, message, createPublicKey({ format: 'jwk', key: jwk }), signature)
}
