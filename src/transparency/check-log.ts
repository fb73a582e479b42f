import { sameBytes } from '../crypto/bytes.ts'
import { decodeEntry } from './entry.ts'
import { type Edge, EMPTY_EDGE, grow, rootOf } from './grow.ts'
import { entriesPath, readEntries, TILE_WIDTH, type Tile, tileAt, tilePath } from './tile.ts'

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
  | 'LOG_ENTRY_MALFORMED'
  | 'LOG_TILE_DIFFERS'
  | 'LOG_ROOT_DIFFERS'
  | 'LOG_SLOT_TWICE'

export type CheckedLog = {
  readonly faults: readonly LogFault[]
  /** How many entries of each kind there are. */
  readonly kinds: Readonly<Record<string, number>>
}

/** Gives a file of the log, whole; undefined where there is none. A partial one may have become full. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | undefined>

/** A log that is wrong throughout says so often enough. */
const MAX_FAULTS = 100

/**
 * Walks a log from its first entry to the size of its checkpoint, builds the tree anew and compares it
 * with every file that is served. Whose checkpoint it is has been looked at before.
 */
export async function checkLog(
  head: { readonly size: number; readonly root: Uint8Array },
  read: ReadLogFile,
): Promise<CheckedLog> {
  const seen = {
    faults: [] as LogFault[],
    kinds: new Map<string, number>(),
    slots: new Set<number>(),
  }
  const edge = await replay(head.size, read, seen)
  if (edge !== undefined && !sameBytes(rootOf(edge), head.root)) {
    seen.faults.push({ code: 'LOG_ROOT_DIFFERS' })
  }
  return { faults: seen.faults.slice(0, MAX_FAULTS), kinds: Object.fromEntries(seen.kinds) }
}

type Seen = {
  readonly faults: LogFault[]
  readonly kinds: Map<string, number>
  /** Slots that have a certificate. */
  readonly slots: Set<number>
}

/** The tree over the entries; undefined where they cannot be read and there is nothing to build. */
async function replay(size: number, read: ReadLogFile, seen: Seen): Promise<Edge | undefined> {
  let edge = EMPTY_EDGE
  // Place by place: a head that lies about its size costs no more than the first file that is missing.
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const place = tileAt({ level: 0, index }, size)
    const entries = await entriesAt(place, read, seen)
    if (entries === undefined) return undefined
    look(entries, edge.size, seen)
    const grown = grow(edge, entries)
    // Partial tiles of smaller trees come and go; those of this size and the full ones stand for ever.
    for (const tile of grown.tiles) {
      const isServed = tile.width === TILE_WIDTH || tileAt(tile, size).width === tile.width
      if (isServed) await compare(tile, tile.hashes, read, seen)
    }
    edge = grown.edge
    if (seen.faults.length >= MAX_FAULTS) return undefined
  }
  return edge
}

async function entriesAt(
  place: Tile,
  read: ReadLogFile,
  { faults }: Seen,
): Promise<Uint8Array[] | undefined> {
  const found = await served(place, entriesPath, read)
  const { path } = found
  const entries = found.bytes && readEntries(found.bytes)
  if (found.bytes === undefined) faults.push({ code: 'LOG_FILE_MISSING', path })
  else if (entries === undefined) faults.push({ code: 'LOG_ENTRIES_MALFORMED', path })
  else if (!isWide(entries.length, place.width, found)) {
    faults.push({ code: 'LOG_ENTRIES_COUNT', path })
  } else return entries.slice(0, place.width)
  return undefined
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

function look(entries: readonly Uint8Array[], from: number, { faults, kinds, slots }: Seen): void {
  for (const [at, bytes] of entries.entries()) {
    const entry = decodeEntry(bytes)
    const index = from + at
    if (entry === undefined) {
      faults.push({ code: 'LOG_ENTRY_MALFORMED', index })
      continue
    }
    kinds.set(entry.kind, (kinds.get(entry.kind) ?? 0) + 1)
    // Two certificates of one number are a twin; what is said of one certificate may be said again.
    const slot = entry.kind === 'certificate' ? entry.slot : null
    if (slot !== null && slots.has(slot)) faults.push({ code: 'LOG_SLOT_TWICE', index })
    if (slot !== null) slots.add(slot)
  }
}

async function compare(
  tile: Tile,
  hashes: Uint8Array,
  read: ReadLogFile,
  { faults }: Seen,
): Promise<void> {
  const found = await served(tile, tilePath, read)
  const { path, bytes } = found
  if (bytes === undefined) faults.push({ code: 'LOG_FILE_MISSING', path })
  else if (
    !isWide(bytes.length, hashes.length, found) ||
    !sameBytes(bytes.subarray(0, hashes.length), hashes)
  ) {
    faults.push({ code: 'LOG_TILE_DIFFERS', path })
  }
}
