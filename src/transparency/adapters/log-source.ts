import { join } from 'node:path'
import { MAX_NOTE_BYTES } from '../../crypto/note.ts'
import { readIfThere } from '../../platform/durable-file.ts'
import { HASH_BYTES, TILE_WIDTH } from '../tile.ts'
import { LogAway, type ReadLogFile } from '../walk-log.ts'

/** Entries of ours have under 150 bytes; 256 of the longest that a bundle can hold are sixteen megabytes. */
const MAX_BUNDLE_BYTES = 1_000_000
const TIMEOUT_MS = 30_000

/** Where a log is read from: a folder, or an address that any web server can serve. */
export function openLogSource(place: string): ReadLogFile {
  return /^https?:\/\//.test(place) ? fromAddress(place.replace(/\/+$/, '')) : fromFolder(place)
}

function fromFolder(folder: string): ReadLogFile {
  return async (path) => {
    const bytes = await readIfThere(join(folder, path)).catch(away)
    if (bytes === undefined || bytes.length > limitOf(path)) return undefined
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  }
}

/** A log that is being checked is believed in nothing, the size of its answers least of all. */
function fromAddress(address: string): ReadLogFile {
  return async (path) => {
    const answer = await ask(`${address}/${path}`).catch(away)
    if (ABSENT.has(answer.status)) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel()
      throw new LogAway(`it answered ${answer.status}`)
    }
    return readWhole(answer.body, limitOf(path)).catch(away)
  }
}

/** Whether a file is there is told by these alone; anything else is a server in trouble. */
const ABSENT: ReadonlySet<number> = new Set([404, 410])

/** No other address is gone to: whoever serves a log could send its readers anywhere in their own network. */
function ask(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
}

async function readWhole(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Errors of Node and of fetch have a code, their own or that of their cause. */
function away(error: unknown): never {
  const { code, cause, name } = error as NodeJS.ErrnoException & { readonly cause?: unknown }
  const inner = (cause as NodeJS.ErrnoException | undefined)?.code
  const known = (typeof code === 'string' ? code : undefined) ?? inner
  if (known !== undefined) throw new LogAway(known)
  if (name === 'TimeoutError') throw new LogAway(`no answer in ${TIMEOUT_MS / 1000} seconds`)
  if (error instanceof TypeError) throw new LogAway(error.message)
  throw error
}

function limitOf(path: string): number {
  if (path === 'checkpoint') return MAX_NOTE_BYTES
  return path.startsWith('tile/entries/') ? MAX_BUNDLE_BYTES : TILE_WIDTH * HASH_BYTES
}
