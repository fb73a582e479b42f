import { createCipheriv, createDecipheriv } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { Head, Kdf } from './key-store-format.ts'

/** The number by which the package knows argon2id: its enum is one that isolated modules cannot read. */
const ARGON2ID = 2
/** RFC 9106, 4, second choice: 64 MiB, three passes. A tenth of a second at each start. */
export const KDF: Kdf = { memoryKib: 65_536, passes: 3, lanes: 4 }
export const [SALT_BYTES, NONCE_BYTES] = [16, 12]
const TAG_BYTES = 16

/** The key that a passphrase opens. A tenth of a second. */
export function derive(
  passphrase: Uint8Array,
  { kdf, salt }: Pick<Head, 'kdf' | 'salt'>,
): Promise<Buffer> {
  return hashRaw(passphrase, {
    algorithm: ARGON2ID,
    memoryCost: kdf.memoryKib,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt,
  })
}

/** @param head what stands in clear in front, every byte of it authenticated. */
export function seal(
  secret: Buffer,
  head: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(head)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined where the passphrase is another one or a bit was changed: the two look the same. */
export function unseal(
  secret: Buffer,
  head: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const tagAt = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce).setAAD(head)
  decipher.setAuthTag(sealed.subarray(tagAt))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()])
  } catch {
    // OpenSSL has no other way to say that the tag does not fit.
    return undefined
  }
}
