import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ReadSubtree } from '../../crypto/merkle.ts'
import { readIfThere, syncFolder, writeWhole } from '../../platform/durable-file.ts'
import type { GrownTile } from '../grow.ts'
import {
  entriesPath,
  readEntries,
  subtreesFrom,
  TILE_WIDTH,
  type Tile,
  tileAt,
  tilePath,
  tilesOf,
  writeEntries,
} from '../tile.ts'

/** Anybody may read a log. */
const MODE = 0o644

/** The static files of one log, in a folder that any web server can serve. */
export type LogFiles = {
  /** Tiles, and the entries under those of level 0; on the disk before it returns. */
  readonly writeTiles: (
    tiles: readonly GrownTile[],
    entriesOf: (tile: Tile) => readonly Uint8Array[],
  ) => Promise<void>
  /** Last of all: whoever sees the head finds every file under it. */
  readonly writeCheckpoint: (checkpoint: Uint8Array) => Promise<void>
  readonly checkpoint: () => Promise<Uint8Array | undefined>
  /** Hashes of subtrees out of the tiles of a tree of `size`; throws for a tile that is not there. */
  readonly subtrees: (size: number) => ReadSubtree
  /** Whether every file of a tree of `size` is there, by its name alone. */
  readonly areThere: (size: number) => boolean
  /** The entries from `from` to before `to`; undefined where a file of them is missing or cut. */
  readonly entries: (from: number, to: number) => Promise<readonly Uint8Array[] | undefined>
}

export function logFilesIn(folder: string): LogFiles {
  const put = async (path: string, bytes: Uint8Array) => {
    const whole = join(folder, path)
    await writeWhole(whole, bytes, MODE)
    return dirname(whole)
  }
  const bundleAt = async (place: Tile) => {
    const bytes = await readIfThere(join(folder, entriesPath(place)))
    return bytes && readEntries(new Uint8Array(bytes))
  }
  return {
    async writeTiles(tiles, entriesOf) {
      const folders = new Set<string>()
      for (const tile of tiles) {
        folders.add(await put(tilePath(tile), tile.hashes))
        if (tile.level === 0)
          folders.add(await put(entriesPath(tile), writeEntries(entriesOf(tile))))
      }
      for (const each of folders) await syncFolder(each)
      // The full ones are there for good now, and what they were before is of no use to anybody.
      for (const tile of tiles.filter(({ width }) => width === TILE_WIDTH)) {
        await rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true })
        if (tile.level > 0) continue
        await rm(join(folder, `${entriesPath(tile)}.p`), { recursive: true, force: true })
      }
    },
    async writeCheckpoint(checkpoint) {
      await syncFolder(await put('checkpoint', checkpoint))
    },
    async checkpoint() {
      const bytes = await readIfThere(join(folder, 'checkpoint'))
      return bytes && new Uint8Array(bytes)
    },
    subtrees: (size) => subtreesFrom((place) => readTile(folder, tileAt(place, size))),
    areThere(size) {
      const isThere = (path: string) => existsSync(join(folder, path))
      return tilesOf(size).every((tile) =>
        [tile, { ...tile, width: TILE_WIDTH }].some(
          (each) => isThere(tilePath(each)) && (each.level > 0 || isThere(entriesPath(each))),
        ),
      )
    },
    async entries(from, to) {
      const found: Uint8Array[] = []
      for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
        const place = tileAt({ level: 0, index }, to)
        const entries = (await bundleAt(place)) ?? (await bundleAt({ ...place, width: TILE_WIDTH }))
        if (entries === undefined || entries.length < place.width) return undefined
        found.push(...entries.slice(0, place.width))
      }
      return found.slice(from % TILE_WIDTH)
    },
  }
}

/** A tile as it was, or the full one that has taken its place since and begins with the same hashes. */
function readTile(folder: string, tile: Tile): Uint8Array {
  const path = join(folder, tilePath(tile))
  if (tile.width === TILE_WIDTH || existsSync(path)) return readFileSync(path)
  return readFileSync(join(folder, tilePath({ ...tile, width: TILE_WIDTH })))
}
