import { type FileHandle, lstat, open, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { replaceDurably } from '../platform/durable-file.ts'
import { accept, type Outcome, type Refused, refuse } from '../values/outcome.ts'
import type { CliRefusal } from './cli-words.en.ts'

/** `dist/main` in the built program and `src/main` in development: the root is two above both. */
export const PACKAGE_ROOT = join(import.meta.dirname, '..', '..')

/** The data folder of the node on this machine, as `npm start` takes it. */
export function dataFolderOf(env: NodeJS.ProcessEnv): string {
  return resolve(PACKAGE_ROOT, env.OPENKP_DATA?.trim() || 'data')
}

/**
 * The bytes of a file, or of standard input for `-`, and never more than `limit` of them: a size on
 * disk beyond it is refused before anything is read, an endless device as soon as it is seen to be one.
 */
export async function readAtMost(
  path: string,
  limit: number,
  stdin: Readable = process.stdin,
): Promise<Outcome<Uint8Array, CliRefusal>> {
  if (path === '-') return readStream(stdin, path, limit)
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const facts = await file.stat()
    if (facts.isDirectory()) return refuse('CLI_FILE_IS_A_FOLDER', undefined, { path })
    if (facts.isFile() && facts.size > limit) return tooLarge(path, facts.size, limit)
    return await readStream(file.createReadStream({ end: limit }), path, limit)
  } catch (error) {
    return unread(path, error)
  } finally {
    await file?.close()
  }
}

async function readStream(
  stream: Readable,
  path: string,
  limit: number,
): Promise<Outcome<Uint8Array, CliRefusal>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk))
    bytes += chunk.length
    if (bytes > limit) return tooLarge(path, bytes, limit)
  }
  return accept(new Uint8Array(Buffer.concat(chunks)))
}

function tooLarge(path: string, bytes: number, limit: number) {
  return refuse('CLI_FILE_TOO_LARGE' as const, undefined, { path, bytes, limit })
}

/** A JSON file of ours that may not be there yet: undefined then. */
export async function readJsonIfThere(
  path: string,
  damaged: 'CLI_PINS_DAMAGED' | 'CLI_MEMORY_DAMAGED' | 'CLI_ACCOUNTS_DAMAGED',
): Promise<Outcome<unknown, CliRefusal>> {
  try {
    return accept(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return accept(undefined)
    return error instanceof SyntaxError ? refuse(damaged, undefined, { path }) : unread(path, error)
  }
}

/** Puts the file there whole or not at all. A device or a pipe is no place for it: it would be replaced. */
export async function writeWhole(
  path: string,
  bytes: Uint8Array | string,
): Promise<Outcome<void, CliRefusal>> {
  try {
    const there = await lstat(path).catch(() => undefined)
    if (there !== undefined && !there.isFile()) {
      return refuse('CLI_FILE_NOT_WRITTEN', undefined, { path, cause: 'not a plain file' })
    }
    return accept(await replaceDurably(resolve(path), bytes, 0o644))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return refuse('CLI_FILE_NOT_WRITTEN', undefined, { path, cause: code })
  }
}

const UNREAD: Readonly<Record<string, CliRefusal>> = {
  ENOENT: 'CLI_FILE_NOT_FOUND',
  EISDIR: 'CLI_FILE_IS_A_FOLDER',
  EACCES: 'CLI_FILE_DENIED',
  EPERM: 'CLI_FILE_DENIED',
}

function unread(path: string, error: unknown): Refused<CliRefusal> {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return refuse(UNREAD[code] ?? 'CLI_FILE_UNREADABLE', undefined, { path, cause: code })
}
