import { join } from 'node:path'
import { MAX_NOTE_BYTES } from '../../crypto/note.ts'
import { readIfThere } from '../../platform/durable-file.ts'
import { awayCause, fetchAtMost } from '../../platform/fetch-at-most.ts'
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
    const limits = { bytes: limitOf(path), milliseconds: TIMEOUT_MS }
    const { status, bytes } = await fetchAtMost(`${address}/${path}`, limits).catch(away)
    if (status === 200 || ABSENT.has(status)) return bytes
    throw new LogAway(`it answered ${status}`)
  }
}

/** Whether a file is there is told by these alone; anything else is a server in trouble. */
const ABSENT: ReadonlySet<number> = new Set([404, 410])

function away(error: unknown): never {
  const cause = awayCause(error)
  throw cause === undefined ? error : new LogAway(cause)
}

function limitOf(path: string): number {
  if (path === 'checkpoint') return MAX_NOTE_BYTES
  return path.startsWith('tile/entries/') ? MAX_BUNDLE_BYTES : TILE_WIDTH * HASH_BYTES
}
