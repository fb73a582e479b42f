import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceDurably } from '../../platform/durable-file.ts'

/** Encrypts what a dossier holds before it is stored: AES-256-GCM, a fresh nonce for each file. */
export type Safe = {
  /** `label` ties the bytes to their place: they cannot be moved to another record unseen. */
  readonly close: (bytes: Uint8Array, label: string) => Buffer
  /** Throws where the bytes, their place or the key are not the ones that were closed. */
  readonly open: (sealed: Uint8Array, label: string) => Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createSafe(key: Buffer): Safe {
  return {
    close(bytes, label) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label))
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, label) {
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label))
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
      return Buffer.concat([decipher.update(body), decipher.final()])
    },
  }
}

/**
 * The dossier key of this node: 32 random bytes in a file that only it can read, made at first start.
 * Where dossiers exist already a new key could open none of them, so a lost one stops the start.
 */
export async function ensureDossierKey(
  dataDir: string,
  dossiersExist: () => Promise<boolean>,
): Promise<Buffer> {
  const path = join(dataDir, 'keys', 'dossier.key')
  const known = readIfThere(path)
  if (known !== undefined) return known
  if (await dossiersExist()) {
    throw new Error(
      `CERTIFICATES_DOSSIER_KEY: ${path} is missing, and sealed dossiers exist. Restore the file from the backup of the keys.`,
    )
  }
  await replaceDurably(path, randomBytes(32))
  // Another program that started at the same time may have been first: what is there counts.
  return readFileSync(path)
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
