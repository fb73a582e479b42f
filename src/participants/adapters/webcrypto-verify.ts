import { concatBytes, toHex } from '../../crypto/bytes.ts'
import type { PublicKey, VerifySignature } from '../../crypto/signature.ts'

/** The world's list has some 250 keys; beyond this the oldest is forgotten. */
const MAX_CACHED = 1024

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const ED25519 = { name: 'Ed25519' }

/**
 * `VerifySignature` by WebCrypto, in a browser or in Node. It needs a secure context. A key that is
 * no point of its curve answers false; a browser without Ed25519 throws, because "bad signature"
 * would be a lie: ask `canVerifyEd25519` first.
 */
export function webcryptoVerify(subtle: SubtleCrypto): VerifySignature {
  const cache = new Map<string, Promise<CryptoKey | null>>()
  return async (key, message, signature) => {
    if (signature.length !== 64) return false
    const id = `${key.alg}:${toHex(rawKey(key))}`
    let imported = cache.get(id)
    if (imported === undefined) {
      imported = importKey(subtle, key)
      if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value as string)
      cache.set(id, imported)
    }
    const cryptoKey = await imported
    if (cryptoKey === null) return false
    const algorithm = key.alg === 'ESP256' ? ECDSA : ED25519
    return subtle.verify(algorithm, cryptoKey, own(signature), own(message))
  }
}

/** Whether this browser knows Ed25519: Chrome from 137, Firefox from 129, Safari from 17. */
export async function canVerifyEd25519(subtle: SubtleCrypto): Promise<boolean> {
  const basePoint = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x58 : 0x66))
  const key = await importKey(subtle, { alg: 'Ed25519', x: basePoint }).catch(() => null)
  return key !== null
}

async function importKey(subtle: SubtleCrypto, key: PublicKey): Promise<CryptoKey | null> {
  const algorithm = key.alg === 'ESP256' ? ECDSA : ED25519
  try {
    return await subtle.importKey('raw', own(rawKey(key)), algorithm, false, ['verify'])
  } catch (error) {
    if (isUnsupported(error)) throw error
    // DataError: the coordinates are no key. No such key signs anything.
    return null
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotSupportedError'
}

/** The uncompressed point, or the 32 bytes of an Ed25519 key. */
function rawKey(key: PublicKey): Uint8Array {
  return key.alg === 'ESP256' ? concatBytes(Uint8Array.of(4), key.x, key.y) : key.x
}

/** WebCrypto's types refuse a view that might be on shared memory: a copy never is. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
