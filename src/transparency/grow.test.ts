import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex } from '../crypto/bytes.ts'
import {
  consistencyRanges,
  EMPTY_ROOT,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  nodeHash,
  type Range,
  rangeHash,
} from '../crypto/merkle.ts'
import { type Edge, EMPTY_EDGE, grow, MAX_GROWTH, rootOf } from './grow.ts'
import { HASH_BYTES, subtreesFrom, tileAt, tilePath, tilesOf } from './tile.ts'

const entryAt = (index: number): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`entry ${index}`).digest())

const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => entryAt(from + at))

/** Files as a web server would hold them, with every partial tile that was ever written. */
function grownThrough(sizes: readonly number[]) {
  const files = new Map<string, Uint8Array>()
  let edge: Edge = EMPTY_EDGE
  const roots = new Map<number, Uint8Array>([[0, EMPTY_ROOT]])
  for (const size of sizes) {
    const grown = grow(edge, entries(edge.size, size))
    for (const tile of grown.tiles) files.set(tilePath(tile), tile.hashes)
    roots.set(size, grown.root)
    edge = grown.edge
  }
  return { files, edge, roots }
}

/** Pairs of neighbours, hashed together until one is left: the other way to build a full tree. */
function pairwise(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array
  const half = 2 ** Math.ceil(Math.log2(hashes.length)) / 2
  return nodeHash(pairwise(hashes.slice(0, half)), pairwise(hashes.slice(half)))
}

const steps = fc
  .array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 })
  .map((all) => all.map((_, at) => all.slice(0, at + 1).reduce((sum, each) => sum + each, 0)))

test('however the entries came, the root is that of the tree over them', () => {
  fc.assert(
    fc.property(steps, (sizes) => {
      const { edge, roots } = grownThrough(sizes)
      const size = sizes.at(-1) as number
      const expected =
        size === 0 ? EMPTY_ROOT : pairwise(entries(0, size).map((entry) => leafHash(entry)))
      expect(toHex(roots.get(size) as Uint8Array)).toBe(toHex(expected))
      expect(rootOf(edge)).toEqual(expected)
    }),
    { numRuns: 25 },
  )
})

test('the files of every size that was reached hold each proof for it', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (sizes, at) => {
      const { files, roots } = grownThrough(sizes)
      for (const size of sizes.filter((each) => each > 0)) {
        const read = subtreesFrom((place) => {
          const file = files.get(tilePath(tileAt(place, size)))
          if (file === undefined) throw new Error(`no tile ${JSON.stringify(place)} of ${size}`)
          return file
        })
        const hashes = (ranges: readonly Range[]) => ranges.map((each) => rangeHash(each, read))
        const index = at % size
        const oldSize = sizes.find((each) => each <= size) as number
        const [root, oldRoot] = [roots.get(size), roots.get(oldSize)] as [Uint8Array, Uint8Array]
        const leaf = leafHash(entryAt(index))
        const inclusion = hashes(inclusionRanges(index, size))
        const consistency = hashes(consistencyRanges(oldSize, size))
        expect(isIncluded({ index, size, leaf, root, proof: inclusion })).toBe(true)
        expect(isConsistent({ oldSize, oldRoot, size, root, proof: consistency })).toBe(true)
      }
    }),
    { numRuns: 25 },
  )
})

test('seventy thousand entries have the tiles that the specification counts', () => {
  const places = tilesOf(70_000)
  const full = (level: number) => places.filter((t) => t.level === level && t.width === 256).length
  const partial = places.filter((tile) => tile.width < 256)
  expect([full(0), full(1), full(2)]).toEqual([273, 1, 0])
  expect(partial).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  const { files } = grownThrough([10_000, 20_000, 36_000, 50_000, 60_000, 70_000])
  for (const tile of places) {
    expect(files.get(tilePath(tile))?.length, tilePath(tile)).toBe(tile.width * HASH_BYTES)
  }
})

test('a tree of 256 has one full tile and one hash above it', () => {
  expect(grow(EMPTY_EDGE, entries(0, 256)).tiles.map(tilePath)).toEqual([
    'tile/0/000',
    'tile/1/000.p/1',
  ])
})

test('nothing grows by nothing, and no step is larger than its limit', () => {
  const { edge } = grownThrough([300])
  expect(grow(edge, [])).toEqual({ edge, root: rootOf(edge), tiles: [] })
  const tooMany = Array.from({ length: MAX_GROWTH + 1 }, () => Uint8Array.of(1))
  expect(() => grow(edge, tooMany)).toThrow('more entries than one step takes')
})
