import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { fromBase64Url } from '../../crypto/base64.ts'
import type { Signer } from '../../crypto/signature.ts'
import { createDurably, readIfThere } from '../../platform/durable-file.ts'

/**
 * The Ed25519 key of a witness in a file of its own (PKCS #8, PEM, its user's alone), made when there
 * is none. An observer has no signer process; what a thief of this file can do is in SECURITY.md.
 */
export async function noteKeyIn(path: string): Promise<Signer> {
  const there = await readIfThere(path)
  if (there === undefined) {
    const { privateKey } = generateKeyPairSync('ed25519')
    await createDurably(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    return noteKeyIn(path)
  }
  const key = createPrivateKey(there)
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  const coordinate = x === undefined ? undefined : fromBase64Url(x)
  if (key.asymmetricKeyType !== 'ed25519' || coordinate === undefined) {
    throw new Error(`${path} holds no Ed25519 key`)
  }
  return {
    key: { alg: 'Ed25519', x: coordinate },
    sign: async (message) => new Uint8Array(sign(null, message, key)),
  }
}
