import { sameBytes, toHex } from '../crypto/bytes.ts'
import { decodeEntry } from './entry.ts'
import { type Edge, EMPTY_EDGE, grow, rootOf } from './grow.ts'
import {
  entriesPath,
  readEntries,
  TILE_WIDTH,
  type Tile,
  tileAt,
  tilePath,
  tilesOf,
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
    slots: new Set<string>(),
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
  /** By kind and slot: a number has one certificate, and a block begins at one slot. */
  readonly slots: Set<string>
}

/** The tree over the entries; undefined where they cannot be read and there is nothing to build. */
async function replay(size: number, read: ReadLogFile, seen: Seen): Promise<Edge | undefined> {
  let edge = EMPTY_EDGE
  for (const place of tilesOf(size).filter(({ level }) => level === 0)) {
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
  const path = entriesPath(place)
  const bundle = (await read(path)) ?? (await read(entriesPath({ ...place, width: TILE_WIDTH })))
  if (bundle === undefined) {
    faults.push({ code: 'LOG_FILE_MISSING', path })
    return undefined
  }
  const entries = readEntries(bundle)
  if (entries === undefined) faults.push({ code: 'LOG_ENTRIES_MALFORMED', path })
  else if (entries.length < place.width) faults.push({ code: 'LOG_ENTRIES_COUNT', path })
  else return entries.slice(0, place.width)
  return undefined
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
    const slot = entry.kind === 'certificate' && entry.slot !== null ? String(entry.slot) : null
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
  const path = tilePath(tile)
  const served =
    (await read(path)) ??
    (tile.width === TILE_WIDTH ? undefined : await read(tilePath({ ...tile, width: TILE_WIDTH })))
  if (served === undefined) faults.push({ code: 'LOG_FILE_MISSING', path })
  else if (toHex(served.subarray(0, hashes.length)) !== toHex(hashes)) {
    faults.push({ code: 'LOG_TILE_DIFFERS', path })
  }
}
