import { fromHex, toHex } from '../crypto/bytes.ts'
import { rawSignature } from '../crypto/der-signature.ts'
import type { PublicKey, VerifySignature } from '../crypto/signature.ts'
import type { Metadata, Role } from './tuf-metadata.ts'

/**
 * Whether as many different keys of `role` signed `metadata` as its threshold asks. Keys are counted
 * by value: one key under two ids is one signer (a TUF library was seen to count two).
 */
export async function isSignedBy(
  metadata: Pick<Metadata, 'canonical' | 'signatures'>,
  role: Role,
  verify: VerifySignature,
): Promise<boolean> {
  const signers = new Set<string>()
  for (const [keyId, key] of role.keys) {
    const name = keyName(key)
    const signature = metadata.signatures.get(keyId)
    if (signature === undefined || signers.has(name)) continue
    const raw = signatureBytes(key, signature)
    if (raw !== undefined && (await verify(key, metadata.canonical, raw))) signers.add(name)
    if (signers.size >= role.threshold) return true
  }
  return false
}

/** The value of a key as text: equal for equal keys and for no others. */
export function keyName(key: PublicKey): string {
  return key.alg === 'ESP256'
    ? `${key.alg}:${toHex(key.x)}${toHex(key.y)}`
    : `${key.alg}:${toHex(key.x)}`
}

function signatureBytes(key: PublicKey, hex: string): Uint8Array | undefined {
  if (hex.length > 2 * 72) return undefined
  const bytes = fromHex(hex)
  if (bytes === undefined) return undefined
  if (key.alg === 'ESP256') return rawSignature(bytes)
  return bytes.length === 64 ? bytes : undefined
}
