import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFlushed } from '../../platform/durable-file.ts'

/** 32 bytes in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/

/**
 * The key under `keys/session.secret` that signs session cookies, made at first start, readable by
 * the program's user alone. Deleting it signs everybody out and does no other harm.
 * @returns 43 characters, 256 random bits.
 */
export async function sessionSecret(dataFolder: string): Promise<string> {
  const path = secretFile(dataFolder)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return (await readSecret(path)) ?? (await makeSecret(path))
}

/** A key for one purpose, so that what is signed for one can never pass for another. */
export function derivedKey(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(`openkp ${purpose}`).digest()
}

/** Linked, not renamed: of two programs that start at once, the first wins and both use its key. */
async function makeSecret(path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`
  await writeFlushed(draft, `${randomBytes(32).toString('base64url')}\n`)
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  const made = await readSecret(path)
  if (made === undefined) throw new Error(`${path} vanished while it was being made`)
  return made
}

/** The path of the file when it is there and holds anything else than a secret of ours. */
export async function damagedSessionSecret(dataFolder: string): Promise<string | undefined> {
  const path = secretFile(dataFolder)
  const text = await readText(path)
  return text === undefined || SECRET.test(text) ? undefined : path
}

async function readSecret(path: string): Promise<string | undefined> {
  const text = await readText(path)
  if (text === undefined || SECRET.test(text)) return text
  throw new Error(`${path} does not hold a session key`)
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function secretFile(dataFolder: string): string {
  return join(dataFolder, 'keys', 'session.secret')
}
