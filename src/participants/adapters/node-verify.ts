import { Buffer } from 'node:buffer'
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { PublicKey, VerifySignature } from '../../crypto/signature.ts'
import { encodeSpki } from '../der.ts'

/** Sixty parties with four keys, several times over; beyond it the oldest is forgotten. */
const MAX_CACHED = 2048

/**
 * `VerifySignature` by node:crypto. A key is taken apart once and kept, because that costs as much
 * as a check. A key that is no point of its curve is remembered as such and answers false.
 */
export function nodeVerify(maxCached = MAX_CACHED): VerifySignature {
  const cache = new Map<string, KeyObject | null>()
  return (key, message, signature) => {
    if (signature.length !== 64) return false
    const id = cacheId(key)
    let object = cache.get(id)
    if (object === undefined) {
      object = importKey(key)
      if (cache.size >= maxCached) cache.delete(cache.keys().next().value as string)
      cache.set(id, object)
    }
    if (object === null) return false
    return key.alg === 'ESP256'
      ? verify('sha256', message, { key: object, dsaEncoding: 'ieee-p1363' }, signature)
      : verify(null, message, object, signature)
  }
}

function cacheId(key: PublicKey): string {
  const x = latin1(key.x)
  return key.alg === 'ESP256' ? `P${x}${latin1(key.y)}` : `E${x}`
}

function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1')
}

function importKey(key: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(encodeSpki(key)), format: 'der', type: 'spki' })
  } catch {
    // OpenSSL has no other way to say that the coordinates are no key. No such key signs anything.
    return null
  }
}
