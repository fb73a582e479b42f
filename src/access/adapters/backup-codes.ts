import { randomBytes } from 'node:crypto'
import { hashPassword } from './password.ts'

/** RFC 9106 3.1 recommends 16 bytes. */
const SALT_BYTES = 16
/** How argon2id begins in PHC form: what is hashed already is kept when another one is struck out. */
const IS_HASHED = /^\$argon2id\$/

/**
 * Backup codes as they are kept: each by argon2id, with one salt for the ten of a person, so that a typed one is
 * hashed once and not ten times. better-auth calls this encrypting.
 * @param json the codes as they were drawn, or what is left of those that were kept.
 */
export async function hashBackupCodes(json: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const codes = JSON.parse(json) as readonly string[]
  return JSON.stringify(
    await Promise.all(
      codes.map((code) => (IS_HASHED.test(code) ? code : hashPassword(code, salt))),
    ),
  )
}

/** What of the kept ones this code is; undefined when it is none of them. */
export async function keptBackupCode(stored: string, code: string): Promise<string | undefined> {
  const kept = JSON.parse(stored) as readonly string[]
  const [, salt] = /^\$argon2id\$v=\d+\$[^$]+\$([^$]+)\$/.exec(kept[0] ?? '') ?? []
  if (salt === undefined) return undefined
  const hashed = await hashPassword(code, Buffer.from(salt, 'base64'))
  return kept.find((each) => each === hashed)
}
