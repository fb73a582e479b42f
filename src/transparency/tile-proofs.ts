import { concatBytes } from '../crypto/bytes.ts'
import {
  consistencyRanges,
  inclusionRanges,
  isConsistent,
  isIncluded,
  type Range,
  rangeHash,
} from '../crypto/merkle.ts'
import { HASH_BYTES, subtreesFrom, TILE_WIDTH, type Tile, tileAt, tilePath } from './tile.ts'
import type { ReadLogFile } from './walk-log.ts'

/** A tree by its head: what its tiles have to fit. */
type Tree = { readonly size: number; readonly root: Uint8Array }

/**
 * The root that the first `oldSize` entries of a tree have, out of the tiles that are served, with the
 * proof that they are those of this very tree (RFC 9162, 2.1.4). Undefined where the tiles do not show it.
 */
export async function earlierRoot(
  oldSize: number,
  tree: Tree,
  read: ReadLogFile,
): Promise<{ readonly root: Uint8Array; readonly proof: readonly Uint8Array[] } | undefined> {
  if (oldSize > tree.size) return undefined
  const ranges = [{ from: 0, to: oldSize }, ...consistencyRanges(oldSize, tree.size)]
  const [root, ...proof] = (await hashesOver(ranges, tree.size, read)) ?? []
  if (root === undefined) return undefined
  const isShown = isConsistent({ oldSize, oldRoot: root, ...tree, proof })
  return isShown ? { root, proof } : undefined
}

/** What shows that `leaf` stands at `index`; undefined where the tiles do not show it. */
export async function inclusionFrom(
  { index, leaf }: { readonly index: number; readonly leaf: Uint8Array },
  { size, root }: Tree,
  read: ReadLogFile,
): Promise<readonly Uint8Array[] | undefined> {
  const proof = await hashesOver(inclusionRanges(index, size), size, read)
  return proof && isIncluded({ index, size, leaf, root, proof }) ? proof : undefined
}

async function hashesOver(
  ranges: readonly Range[],
  size: number,
  read: ReadLogFile,
): Promise<Uint8Array[] | undefined> {
  const tiles = new Map<string, Uint8Array>()
  for (const tile of tilesUnder(ranges)) {
    const bytes = await tileOf(tileAt(tile, size), read)
    if (bytes === undefined) return undefined
    tiles.set(`${tile.level} ${tile.index}`, bytes)
  }
  const hashesOf = ({ level, index }: Omit<Tile, 'width'>) =>
    tiles.get(`${level} ${index}`) ?? NO_HASHES
  return ranges.map((range) => rangeHash(range, subtreesFrom(hashesOf)))
}

const NO_HASHES = new Uint8Array(TILE_WIDTH * HASH_BYTES)

/** Which tiles are needed is what the walk over ranges asks for, so it is made once without them. */
function tilesUnder(ranges: readonly Range[]): Omit<Tile, 'width'>[] {
  const asked = new Map<string, Omit<Tile, 'width'>>()
  const note = (tile: Omit<Tile, 'width'>) => {
    asked.set(`${tile.level} ${tile.index}`, tile)
    return NO_HASHES
  }
  for (const range of ranges) rangeHash(range, subtreesFrom(note))
  return [...asked.values()]
}

/** A tile as wide as a full one, with nothing behind what is served, so that it can be cut anywhere. */
async function tileOf(tile: Tile, read: ReadLogFile): Promise<Uint8Array | undefined> {
  const partial = await read(tilePath(tile))
  const bytes = partial ?? (await read(tilePath({ ...tile, width: TILE_WIDTH })))
  const wanted = tile.width * HASH_BYTES
  if (bytes === undefined || bytes.length < wanted) return undefined
  return concatBytes(bytes.subarray(0, wanted), NO_HASHES.subarray(wanted))
}
