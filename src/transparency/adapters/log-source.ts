import { join } from 'node:path'
import { MAX_NOTE_BYTES } from '../../crypto/note.ts'
import { readIfThere } from '../../platform/durable-file.ts'
import type { ReadLogFile } from '../check-log.ts'
import { HASH_BYTES, TILE_WIDTH } from '../tile.ts'

/** Entries of ours have under 150 bytes; 256 of the longest that a bundle can hold are sixteen megabytes. */
const MAX_BUNDLE_BYTES = 1_000_000
const TIMEOUT_MS = 30_000

/** Where a log is read from: a folder, or an address that any web server can serve. */
export function openLogSource(place: string): ReadLogFile {
  return /^https?:\/\//.test(place) ? fromAddress(place.replace(/\/+$/, '')) : fromFolder(place)
}

function fromFolder(folder: string): ReadLogFile {
  return async (path) => {
    const bytes = await readIfThere(join(folder, path))
    return bytes === undefined || bytes.length > limitOf(path) ? undefined : new Uint8Array(bytes)
  }
}

/** A log that is being checked is believed in nothing, the size of its answers least of all. */
function fromAddress(address: string): ReadLogFile {
  return async (path) => {
    const answer = await fetch(`${address}/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel()
      return undefined
    }
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of answer.body) {
      length += chunk.length
      if (length > limitOf(path)) return undefined
      chunks.push(chunk)
    }
    return new Uint8Array(Buffer.concat(chunks))
  }
}

function limitOf(path: string): number {
  if (path === 'checkpoint') return MAX_NOTE_BYTES
  return path.startsWith('tile/entries/') ? MAX_BUNDLE_BYTES : TILE_WIDTH * HASH_BYTES
}
