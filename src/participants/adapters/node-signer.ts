import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import { type PublicKey, type Signer, withLowS } from '../../crypto/signature.ts'
import { decodeSpki } from '../der.ts'

/** Signs statements with a private key of this process, by node:crypto. */
export function nodeSigner(privateKey: KeyObject): Signer {
  const key = publicKeyOf(privateKey)
  return {
    key,
    sign: async (message) =>
      key.alg === 'ESP256'
        ? withLowS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
        : new Uint8Array(sign(null, message, privateKey)),
  }
}

/** The public half of a P-256 or Ed25519 key; throws for any other, which nothing here creates. */
export function publicKeyOf(privateKey: KeyObject): PublicKey {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const key = decodeSpki(new Uint8Array(der))
  if (key === undefined) throw new Error('a private key that is neither P-256 nor Ed25519')
  return key
}
