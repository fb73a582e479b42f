import { concatBytes } from '../crypto/bytes.ts'
import { type Hash, nodeHash, type ReadSubtree, type Subtree } from '../crypto/merkle.ts'

/**
 * Tiles of a log (c2sp.org/tlog-tiles): static files of up to 256 hashes that any web server can
 * serve. A tile of level 0 holds hashes of entries, one of level n + 1 the roots of full tiles of n.
 */
export type Tile = {
  readonly level: number
  readonly index: number
  /** 256 when it is full. */
  readonly width: number
}

export const TILE_WIDTH = 256
/** Levels of subtrees that one level of tiles spans. */
const TILE_HEIGHT = 8
export const HASH_BYTES = 32

/** Where the tile is served: `tile/0/x001/x234/067`, with `.p/5` for one of five hashes. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${placePath({ index, width })}`
}

/** Where the entries under a tile of level 0 are served. */
export function entriesPath(place: Omit<Tile, 'level'>): string {
  return `tile/entries/${placePath(place)}`
}

function placePath({ index, width }: Omit<Tile, 'level'>): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const name = groups.join('/x')
  const path = groups.length > 1 ? `x${name.slice(0, name.lastIndexOf('x'))}${groups.at(-1)}` : name
  return width === TILE_WIDTH ? path : `${path}.p/${width}`
}

/** The tiles of a tree of `size`, of every level and none of them empty. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = []
  let hashes = size
  for (let level = 0; hashes > 0; level += 1) {
    for (let index = 0; index * TILE_WIDTH < hashes; index += 1) {
      tiles.push(tileAt({ level, index }, size))
    }
    hashes = Math.floor(hashes / TILE_WIDTH)
  }
  return tiles
}

/** A tile as it is in a tree of `size`: the last of a level may be partial. */
export function tileAt({ level, index }: Omit<Tile, 'width'>, size: number): Tile {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) }
}

/** The tile in which the hashes of `subtree` stand. */
function tileOf({ level, index }: Subtree): Omit<Tile, 'width'> {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const first = index * 2 ** (level % TILE_HEIGHT)
  return { level: tileLevel, index: Math.floor(first / TILE_WIDTH) }
}

/** Reads subtrees out of tiles: `hashesOf` gives the bytes of a tile and throws where it has none. */
export function subtreesFrom(hashesOf: (tile: Omit<Tile, 'width'>) => Uint8Array): ReadSubtree {
  return (subtree) => {
    const tile = tileOf(subtree)
    const count = 2 ** (subtree.level % TILE_HEIGHT)
    const first = (subtree.index * count) % TILE_WIDTH
    return perfectRoot(
      hashesOf(tile).subarray(first * HASH_BYTES, (first + count) * HASH_BYTES),
      count,
    )
  }
}

/** The root over `count` hashes, a power of two of them. */
export function perfectRoot(hashes: Uint8Array, count: number, hash?: Hash): Uint8Array {
  if (hashes.length !== count * HASH_BYTES) throw new Error('a tile is narrower than its tree')
  if (count === 1) return hashes
  const middle = hashes.length / 2
  return nodeHash(
    perfectRoot(hashes.subarray(0, middle), count / 2, hash),
    perfectRoot(hashes.subarray(middle), count / 2, hash),
    hash,
  )
}

/** The entries under a tile of level 0, each behind its length in two bytes; ours have under 150. */
export function writeEntries(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]),
  )
}

/** The entries of a bundle; undefined where the lengths do not add up to its bytes. */
export function readEntries(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const length = ((bundle[at] as number) << 8) | (bundle[at + 1] ?? Number.NaN)
    const end = at + 2 + length
    if (at + 2 > bundle.length || end > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}
