import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import {
  consistencyRanges,
  EMPTY_ROOT,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  MAX_PROOF_LENGTH,
  MAX_TREE_SIZE,
  nodeHash,
  type Range,
  rangeHash,
  type Subtree,
} from './merkle.ts'

/** The tree as RFC 9162 defines it, word for word and with another hash function: the second opinion. */
function byDefinition(entries: readonly Uint8Array[]): Uint8Array {
  const hash = (...parts: Uint8Array[]) =>
    new Uint8Array(
      createHash('sha256')
        .update(concatBytes(...parts))
        .digest(),
    )
  const [first] = entries
  if (first === undefined) return hash()
  if (entries.length === 1) return hash(Uint8Array.of(0), first)
  let k = 1
  while (k * 2 < entries.length) k *= 2
  const [left, right] = [byDefinition(entries.slice(0, k)), byDefinition(entries.slice(k))]
  return hash(Uint8Array.of(1), left, right)
}

const ENTRIES = Array.from({ length: 150 }, (_, at) => Uint8Array.of(at % 256, at >> 8, 7))
const known = new Map<string, Uint8Array>()
const read = ({ level, index }: Subtree): Uint8Array => {
  const name = `${level}/${index}`
  const hash =
    known.get(name) ?? byDefinition(ENTRIES.slice(index * 2 ** level, (index + 1) * 2 ** level))
  known.set(name, hash)
  return hash
}
const hashes = (ranges: readonly Range[]) => ranges.map((range) => rangeHash(range, read))
const rootOf = (size: number) => rangeHash({ from: 0, to: size }, read)

/** The tree of eight leaves that certificate transparency tests its logs with (RFC 6962 authors). */
const KNOWN = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
const KNOWN_LAST = '606162636465666768696a6b6c6d6e6f'
const KNOWN_ROOT = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'

describe('the tree', () => {
  test('has the published root over the published leaves', () => {
    const leaves = [...KNOWN, KNOWN_LAST].map((hex) => fromHex(hex) as Uint8Array)
    const read = ({ level, index }: Subtree): Uint8Array =>
      level === 0
        ? leafHash(leaves[index] as Uint8Array)
        : nodeHash(
            read({ level: level - 1, index: index * 2 }),
            read({ level: level - 1, index: index * 2 + 1 }),
          )
    expect(toHex(rangeHash({ from: 0, to: 8 }, read))).toBe(KNOWN_ROOT)
    expect(toHex(EMPTY_ROOT)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  test('is the tree of the definition at every size', () => {
    for (let size = 0; size <= ENTRIES.length; size += 1) {
      expect(toHex(rootOf(size)), String(size)).toBe(toHex(byDefinition(ENTRIES.slice(0, size))))
    }
  })
})

const sizes = fc.integer({ min: 1, max: ENTRIES.length })
const inTree = sizes.chain((size) =>
  fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }),
)
const grown = sizes.chain((size) =>
  fc.record({ size: fc.constant(size), oldSize: fc.integer({ min: 0, max: size }) }),
)

function inclusion({ index, size }: { index: number; size: number }) {
  const leaf = leafHash(ENTRIES[index] as Uint8Array)
  return { index, size, leaf, root: rootOf(size), proof: hashes(inclusionRanges(index, size)) }
}

function consistency({ oldSize, size }: { oldSize: number; size: number }) {
  const proof = hashes(consistencyRanges(oldSize, size))
  return { oldSize, oldRoot: rootOf(oldSize), size, root: rootOf(size), proof }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice()
  const at = Math.floor(bit / 8) % changed.length
  changed[at] = (changed[at] as number) ^ (1 << (bit % 8))
  return changed
}

type Fault<T> = (good: T, bit: number) => T

const PROOF_FAULTS = {
  'a part more': (proof, bit) => [...proof, flipped(proof[0] ?? EMPTY_ROOT, bit)],
  'a part fewer': (proof) => proof.slice(1),
  'a bit changed in a part': (proof, bit) =>
    proof.map((part, at) => (at === bit % proof.length ? flipped(part, bit) : part)),
} satisfies Record<string, Fault<readonly Uint8Array[]>>

function proofFaults<T extends { readonly proof: readonly Uint8Array[] }>(): Record<
  string,
  Fault<T>
> {
  const faults = Object.entries(PROOF_FAULTS).map(([name, make]): [string, Fault<T>] => [
    name,
    (good, bit) => ({ ...good, proof: make(good.proof, bit) }),
  ])
  return Object.fromEntries(faults)
}

const INCLUSION_FAULTS: Record<string, Fault<ReturnType<typeof inclusion>>> = {
  ...proofFaults(),
  'another leaf': (good, bit) => ({ ...good, leaf: flipped(good.leaf, bit) }),
  'another root': (good, bit) => ({ ...good, root: flipped(good.root, bit) }),
  'the next place': (good) => ({ ...good, index: good.index + 1 }),
  'a place outside': (good) => ({ ...good, index: good.size }),
  'a place before the first': (good) => ({ ...good, index: -1 }),
  'no tree': (good) => ({ ...good, size: 0 }),
}

const CONSISTENCY_FAULTS: Record<string, Fault<ReturnType<typeof consistency>>> = {
  ...proofFaults(),
  'another root before': (good, bit) => ({ ...good, oldRoot: flipped(good.oldRoot, bit) }),
  'another root after': (good, bit) => ({ ...good, root: flipped(good.root, bit) }),
  'the roots changed over': (good) => ({ ...good, oldRoot: good.root, root: good.oldRoot }),
  'a tree that shrank': (good) => ({ ...good, oldSize: good.size, size: good.oldSize }),
  'an empty tree before': (good) => ({ ...good, oldSize: 0 }),
  'two trees of one size': (good) => ({ ...good, oldSize: good.size }),
}

describe('proofs', () => {
  test('show every leaf of every tree', () => {
    fc.assert(fc.property(inTree, (where) => isIncluded(inclusion(where))))
  })

  test('show that every tree grew out of every smaller one', () => {
    fc.assert(fc.property(grown, (where) => isConsistent(consistency(where))))
  })

  test.each(Object.keys(INCLUSION_FAULTS))('of inclusion fail with %s', (fault) => {
    const make = INCLUSION_FAULTS[fault] as (typeof INCLUSION_FAULTS)[string]
    fc.assert(
      fc.property(inTree, fc.nat(), (where, bit) => {
        fc.pre(where.size > 1)
        return !isIncluded(make(inclusion(where), bit))
      }),
    )
  })

  test.each(Object.keys(CONSISTENCY_FAULTS))('of consistency fail with %s', (fault) => {
    const make = CONSISTENCY_FAULTS[fault] as (typeof CONSISTENCY_FAULTS)[string]
    fc.assert(
      fc.property(grown, fc.nat(), (where, bit) => {
        fc.pre(where.oldSize > 0 && where.oldSize < where.size)
        return !isConsistent(make(consistency(where), bit))
      }),
    )
  })
})

test('numbers that are no sizes show nothing, however long the proof', () => {
  const root = rootOf(4)
  for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_TREE_SIZE * 2, 2 ** 53]) {
    const proof = Array.from({ length: 60 }, () => root)
    expect(isIncluded({ index: 0, size, leaf: root, root, proof }), String(size)).toBe(false)
    expect(isConsistent({ oldSize: 1, oldRoot: root, size, root, proof }), String(size)).toBe(false)
  }
})

test('the longest proofs are as long as the limit says', () => {
  expect(inclusionRanges(0, MAX_TREE_SIZE).length).toBeLessThanOrEqual(MAX_PROOF_LENGTH)
  expect(consistencyRanges(MAX_TREE_SIZE / 2 - 1, MAX_TREE_SIZE - 1).length).toBeLessThanOrEqual(
    MAX_PROOF_LENGTH,
  )
})
