import { hash, verify } from '@node-rs/argon2'

/**
 * OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. About 20 ms.
 * The number 2 is argon2id; the package exports it as a const enum, which isolated modules cannot read.
 */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/**
 * @param salt drawn without one.
 * @returns a PHC string, salt and parameters included.
 */
export function hashPassword(password: string, salt?: Uint8Array): Promise<string> {
  return hash(password.normalize('NFC'), { ...ARGON2ID, ...(salt !== undefined && { salt }) })
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password.normalize('NFC'))
}
