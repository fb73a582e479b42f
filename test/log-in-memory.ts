import { consistencyRanges, inclusionRanges, type Range, rangeHash } from '../src/crypto/merkle.ts'
import type { NoteKey } from '../src/crypto/note.ts'
import { signCheckpoint, writeCheckpoint } from '../src/transparency/checkpoint.ts'
import { type Edge, EMPTY_EDGE, grow } from '../src/transparency/grow.ts'
import {
  entriesPath,
  subtreesFrom,
  TILE_WIDTH,
  tileAt,
  tilePath,
  tilesOf,
  writeEntries,
} from '../src/transparency/tile.ts'
import { ed25519Signer } from './ed25519.ts'

/** A log of somebody else, with its key and everything that it ever published, held in memory. */
export type LogInMemory = {
  readonly origin: string
  readonly key: NoteKey
  readonly size: () => number
  readonly root: () => Uint8Array
  readonly append: (entries: readonly Uint8Array[]) => void
  /** The head of the whole log, signed. */
  readonly checkpoint: () => Promise<Uint8Array>
  readonly consistency: (oldSize: number) => readonly Uint8Array[]
  readonly inclusion: (index: number) => readonly Uint8Array[]
  /** What a web server would serve of it at its size. */
  readonly files: () => Promise<Map<string, Uint8Array>>
}

export function logInMemory(origin: string, seed: number): LogInMemory {
  const signer = ed25519Signer(seed)
  const tiles = new Map<string, Uint8Array>()
  const all: Uint8Array[] = []
  let edge: Edge = EMPTY_EDGE
  let root = grow(EMPTY_EDGE, []).root
  const hashes = (ranges: readonly Range[]) => {
    const read = subtreesFrom(
      (place) => tiles.get(tilePath(tileAt(place, edge.size))) as Uint8Array,
    )
    return ranges.map((range) => rangeHash(range, read))
  }
  const checkpoint = async () =>
    writeCheckpoint(await signCheckpoint({ origin, size: edge.size, root }, signer))
  return {
    origin,
    key: { name: origin, type: 'ed25519', x: signer.key.x },
    size: () => edge.size,
    root: () => root,
    append: (entries) => {
      const grown = grow(edge, entries)
      for (const tile of grown.tiles) tiles.set(tilePath(tile), tile.hashes)
      all.push(...entries)
      edge = grown.edge
      root = grown.root
    },
    checkpoint,
    consistency: (oldSize) => hashes(consistencyRanges(oldSize, edge.size)),
    inclusion: (index) => hashes(inclusionRanges(index, edge.size)),
    files: async () => {
      const served = new Map([['checkpoint', await checkpoint()]])
      for (const tile of tilesOf(edge.size)) {
        served.set(tilePath(tile), tiles.get(tilePath(tile)) as Uint8Array)
        const from = tile.index * TILE_WIDTH
        if (tile.level === 0) {
          served.set(entriesPath(tile), writeEntries(all.slice(from, from + tile.width)))
        }
      }
      return served
    },
  }
}
