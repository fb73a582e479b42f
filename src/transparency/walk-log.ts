import { sameBytes } from '../crypto/bytes.ts'
import type { Hash } from '../crypto/merkle.ts'
import { type Edge, extend } from './grow.ts'
import {
  entriesPath,
  HASH_BYTES,
  readEntries,
  TILE_WIDTH,
  type Tile,
  tileAt,
  tilePath,
} from './tile.ts'

/** What a log shows that does not fit together. */
export type LogFault = {
  readonly code: LogFaultCode
  /** The file, where it is about one. */
  readonly path?: string
  readonly index?: number
}

export type LogFaultCode =
  | 'LOG_FILE_MISSING'
  | 'LOG_ENTRIES_MALFORMED'
  | 'LOG_ENTRIES_COUNT'
  | 'LOG_ENTRIES_REWRITTEN'
  | 'LOG_ENTRY_MALFORMED'
  | 'LOG_TILE_DIFFERS'
  | 'LOG_ROOT_DIFFERS'
  | 'LOG_SLOT_TWICE'

/**
 * Gives a file of the log, whole; undefined where there is none. A partial one may have become full.
 * It throws `LogAway` where nobody can tell, because the server does not answer.
 */
export type ReadLogFile = (path: string) => Promise<Uint8Array | undefined>

/** Nobody could be asked: no fault of the log, and no answer about it. */
export class LogAway extends Error {
  constructor(cause: string) {
    super(cause)
    this.name = 'LogAway'
  }
}

/** The entries of one file that are new, the tree after them, and what of it is served otherwise. */
export type Step = {
  readonly entries: readonly Uint8Array[]
  readonly edge: Edge
  readonly faults: readonly LogFault[]
}

/** Files that are asked for at once: the way to a server is longer than the work on its answer. */
const MAX_AHEAD = 16

/**
 * Walks the entries from the end of `edge` to `size`, file by file, builds the tree on and compares it
 * with the tiles that are served. It ends early, with a step of no entries, where there is nothing to
 * build on.
 */
export async function* walkLog(
  edge: Edge,
  size: number,
  read: ReadLogFile,
  hash?: Hash,
): AsyncGenerator<Step, void, void> {
  let now = edge
  // A head that lies about its size costs no more than the first file that is missing.
  let ahead = 1
  for (let index = Math.floor(now.size / TILE_WIDTH); index * TILE_WIDTH < size; ) {
    const left = Math.ceil(size / TILE_WIDTH) - index
    const places = Array.from({ length: Math.min(ahead, left) }, (_, at) =>
      tileAt({ level: 0, index: index + at }, size),
    )
    for (const files of await Promise.all(places.map((place) => filesAt(place, read)))) {
      const step = await stepOver(now, size, files, { read, ...(hash && { hash }) })
      yield step
      if (step.edge === now) return
      now = step.edge
    }
    index += places.length
    ahead = Math.min(2 * ahead, MAX_AHEAD)
  }
}

type Files = { readonly place: Tile; readonly entries: Served; readonly tile: Served }
type Means = { readonly read: ReadLogFile; readonly hash?: Hash }

async function filesAt(place: Tile, read: ReadLogFile): Promise<Files> {
  const [entries, tile] = await Promise.all([
    served(place, entriesPath, read),
    served(place, tilePath, read),
  ])
  return { place, entries, tile }
}

async function stepOver(edge: Edge, size: number, files: Files, means: Means): Promise<Step> {
  const { place, entries: found, tile: bottom } = files
  const entries = found.bytes && readEntries(found.bytes)
  const fault = faultOf(found, entries, place)
  const { path } = found
  if (fault !== undefined || entries === undefined) {
    return { entries: [], edge, faults: [{ code: fault ?? 'LOG_ENTRIES_MALFORMED', path }] }
  }
  const known = edge.size - place.index * TILE_WIDTH
  const added = entries.slice(known, place.width)
  const grown = extend(edge, added, means.hash)
  const faults: LogFault[] = []
  if (!beginsAsKnown(edge, entries.slice(0, known), means.hash)) {
    faults.push({ code: 'LOG_ENTRIES_REWRITTEN', path })
  }
  // Partial tiles of smaller trees come and go; those of this size and the full ones stand for ever.
  for (const tile of grown.tiles) {
    const isServed = tile.width === TILE_WIDTH || tileAt(tile, size).width === tile.width
    if (!isServed) continue
    const shown = tile.level === 0 ? bottom : await served(tile, tilePath, means.read)
    const differs = tileFault(shown, tile.hashes)
    if (differs !== undefined) faults.push({ code: differs, path: shown.path })
  }
  return { entries: added, edge: grown.edge, faults }
}

function faultOf(
  found: Served,
  entries: readonly Uint8Array[] | undefined,
  { width }: Tile,
): LogFaultCode | undefined {
  if (found.bytes === undefined) return 'LOG_FILE_MISSING'
  if (entries === undefined) return 'LOG_ENTRIES_MALFORMED'
  return isWide(entries.length, width, found) ? undefined : 'LOG_ENTRIES_COUNT'
}

/** The last file may begin with entries that are known already, by their hashes. */
function beginsAsKnown(edge: Edge, entries: readonly Uint8Array[], hash?: Hash): boolean {
  return entries.length === 0 || sameBytes(tileOver(entries, hash), edge.hashes[0] ?? NONE)
}

const NONE = new Uint8Array()

function tileOver(entries: readonly Uint8Array[], hash?: Hash): Uint8Array {
  return extend({ size: 0, hashes: [] }, entries, hash).edge.hashes[0] ?? NONE
}

type Served = {
  /** The path that was asked for first. */
  readonly path: string
  readonly bytes: Uint8Array | undefined
  /** A partial file may be gone once the full one is there, which then begins with it. */
  readonly isLonger: boolean
}

async function served(
  place: Tile,
  pathOf: (place: Tile) => string,
  read: ReadLogFile,
): Promise<Served> {
  const path = pathOf(place)
  const bytes = await read(path)
  if (bytes !== undefined || place.width === TILE_WIDTH) return { path, bytes, isLonger: false }
  return { path, bytes: await read(pathOf({ ...place, width: TILE_WIDTH })), isLonger: true }
}

function isWide(found: number, wanted: number, { isLonger }: Served): boolean {
  return isLonger ? found >= wanted : found === wanted
}

function tileFault(found: Served, hashes: Uint8Array): LogFaultCode | undefined {
  const { bytes } = found
  if (bytes === undefined) return 'LOG_FILE_MISSING'
  const isWhole =
    isWide(bytes.length, hashes.length, found) &&
    bytes.length % HASH_BYTES === 0 &&
    sameBytes(bytes.subarray(0, hashes.length), hashes)
  return isWhole ? undefined : 'LOG_TILE_DIFFERS'
}
