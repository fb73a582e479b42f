import { concatBytes } from '../crypto/bytes.ts'
import { type Hash, leafHash, MAX_TREE_SIZE, rangeHash } from '../crypto/merkle.ts'
import { HASH_BYTES, perfectRoot, subtreesFrom, TILE_WIDTH, type Tile } from './tile.ts'

/**
 * All that has to be known of a tree for it to grow: for each level of tiles the hashes of the last
 * one, as far as it is not full. Its root follows from it.
 */
export type Edge = {
  readonly size: number
  /** By level; each shorter than a full tile. */
  readonly hashes: readonly Uint8Array[]
}

/** Entries in one step; what is queued beyond them is taken in the next. */
export const MAX_GROWTH = 16_384

export const EMPTY_EDGE: Edge = { size: 0, hashes: [] }

export type Grown = {
  readonly edge: Edge
  readonly root: Uint8Array
  /** The tiles that are new or wider than before, the full ones of each level first. */
  readonly tiles: readonly GrownTile[]
}

export type GrownTile = Tile & { readonly hashes: Uint8Array }

/** The tree after `entries`, in their order. Nothing of what was before is read again. */
export function grow(edge: Edge, entries: readonly Uint8Array[]): Grown {
  const extended = extend(edge, entries)
  return { ...extended, root: rootOf(extended.edge) }
}

/** `grow` without the root, which costs hundreds of hashes, for who takes many steps. */
export function extend(
  edge: Edge,
  entries: readonly Uint8Array[],
  hash?: Hash,
): Omit<Grown, 'root'> {
  const size = edge.size + entries.length
  if (size > MAX_TREE_SIZE) throw new Error('the log is full')
  if (entries.length > MAX_GROWTH) throw new Error('more entries than one step takes')
  const tiles: GrownTile[] = []
  const hashes: Uint8Array[] = []
  let added = entries.map((entry) => leafHash(entry, hash))
  for (let level = 0; added.length > 0 || level < edge.hashes.length; level += 1) {
    const before = Math.floor(edge.size / TILE_WIDTH ** (level + 1))
    const row = concatBytes(edge.hashes[level] ?? new Uint8Array(), ...added)
    const { full, rest } = divide(row)
    for (const [at, hashes] of full.entries()) {
      tiles.push({ level, index: before + at, width: TILE_WIDTH, hashes })
    }
    const isWider = rest.length > 0 && added.length > 0
    const width = rest.length / HASH_BYTES
    if (isWider) tiles.push({ level, index: before + full.length, width, hashes: rest })
    hashes.push(rest)
    added = full.map((hashes) => perfectRoot(hashes, TILE_WIDTH, hash))
  }
  return { edge: { size, hashes }, tiles }
}

function divide(row: Uint8Array): { full: Uint8Array[]; rest: Uint8Array } {
  const bytes = TILE_WIDTH * HASH_BYTES
  const count = Math.floor(row.length / bytes)
  const full = Array.from({ length: count }, (_, at) => row.subarray(at * bytes, (at + 1) * bytes))
  return { full, rest: row.slice(count * bytes) }
}

/** The root of the tree that ends in `edge` (RFC 9162, 2.1.1). */
export function rootOf({ size, hashes }: Edge): Uint8Array {
  return rangeHash(
    { from: 0, to: size },
    subtreesFrom(({ level }) => hashes[level] ?? new Uint8Array()),
  )
}
