import { toHex } from '../../src/crypto/bytes.ts'
import { EMPTY_ROOT, leafHash, MAX_TREE_SIZE } from '../../src/crypto/merkle.ts'
import { hex } from './keys.ts'
import type { Named } from './log-case.ts'
import { treeOver } from './tree.ts'

export type TreeCase = Named & {
  /** Hex of the entries in their order. */
  readonly entries: readonly string[]
  readonly expected: { readonly root: string }
}

export type InclusionCase = Named & {
  readonly index: number
  readonly size: number
  /** Hash of the leaf, hex. */
  readonly leaf: string
  readonly root: string
  readonly proof: readonly string[]
  readonly expected: 'ok' | 'LOG_PROOF_WRONG'
}

export type ConsistencyCase = Named & {
  readonly oldSize: number
  readonly oldRoot: string
  readonly size: number
  readonly root: string
  readonly proof: readonly string[]
  /** What a witness answers that remembers the old head. */
  readonly expected: 'ok' | 'WITNESS_INCONSISTENT' | 'WITNESS_SHRUNK' | 'WITNESS_FORKED'
}

/** The leaves with which certificate transparency tests its logs (the authors of RFC 6962). */
const PUBLISHED = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
  '606162636465666768696a6b6c6d6e6f',
]
/** Roots of its first 1 to 8 leaves, as those tests publish them. */
const PUBLISHED_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const TREE = treeOver(PUBLISHED.map(hex))

export function treeCases(): readonly TreeCase[] {
  const empty = { name: 'size-0', about: 'The empty tree: SHA-256 of nothing.', entries: [] }
  return [
    { ...empty, expected: { root: toHex(EMPTY_ROOT) } },
    ...PUBLISHED_ROOTS.map((root, at) => ({
      name: `size-${at + 1}`,
      about: 'Published with the tests of certificate transparency (RFC 6962).',
      entries: PUBLISHED.slice(0, at + 1),
      expected: { root },
    })),
  ]
}

type Inclusion = Omit<InclusionCase, keyof Named | 'expected'>

function inclusion(index: number, size: number): Inclusion {
  const leaf = toHex(leafHash(hex(PUBLISHED[index] ?? '')))
  const root = toHex(TREE.rootOf(size))
  return { index, size, leaf, root, proof: TREE.inclusion(index, size).map(toHex) }
}

export function inclusionCases(): readonly InclusionCase[] {
  const good = [1, 2, 3, 5, 7, 8].flatMap((size) =>
    Array.from({ length: size }, (_, index) => ({
      name: `leaf-${index}-of-${size}`,
      about: `Entry ${index} of the first ${size} published leaves.`,
      ...inclusion(index, size),
      expected: 'ok' as const,
    })),
  )
  const of = inclusion(2, 7)
  const [first = '', second = '', ...rest] = of.proof
  const wrong = (name: string, about: string, change: Partial<Inclusion>): InclusionCase => ({
    ...{ name, about, ...of, ...change, expected: 'LOG_PROOF_WRONG' },
  })
  return [
    ...good,
    wrong('leaf-of-another-entry', 'The leaf is the next one.', { leaf: inclusion(3, 7).leaf }),
    wrong('leaf-not-hashed-as-a-leaf', 'The leaf is hashed as a node would be.', {
      leaf: inclusion(2, 7).root,
    }),
    wrong('index-of-the-next', 'The place is the next one.', { index: 3 }),
    wrong('index-at-the-end', 'A place behind the last.', { index: 7 }),
    wrong('size-smaller', 'The tree is smaller than the proof.', { size: 4 }),
    wrong('size-larger', 'The tree is larger than the proof.', { size: 16 }),
    wrong('size-zero', 'Nothing stands in an empty tree.', { index: 0, size: 0 }),
    wrong('root-of-another-size', 'The root is that of eight.', { root: inclusion(2, 8).root }),
    wrong('bit-flipped', 'A bit of the first hash is another.', {
      proof: [flipped(first), second, ...rest],
    }),
    wrong('hashes-swapped', 'Two hashes changed places.', { proof: [second, first, ...rest] }),
    wrong('hash-missing', 'The last hash is missing.', { proof: of.proof.slice(0, -1) }),
    wrong('hash-more', 'A hash more than the tree is deep.', { proof: [...of.proof, first] }),
    wrong('hash-more-in-a-tree-of-one', 'The only entry needs no proof.', {
      ...inclusion(0, 1),
      proof: [first],
    }),
    wrong('size-beyond-every-log', 'A tree of more than 2^40 entries.', {
      size: MAX_TREE_SIZE * 2,
    }),
  ]
}

type Consistency = Omit<ConsistencyCase, keyof Named | 'expected'>

function consistency(oldSize: number, size: number): Consistency {
  const [oldRoot, root] = [toHex(TREE.rootOf(oldSize)), toHex(TREE.rootOf(size))]
  return { oldSize, oldRoot, size, root, proof: TREE.consistency(oldSize, size).map(toHex) }
}

export function consistencyCases(): readonly ConsistencyCase[] {
  const good = [1, 2, 3, 4, 6, 7, 8].flatMap((size) =>
    Array.from({ length: size + 1 }, (_, oldSize) => ({
      name: `from-${oldSize}-to-${size}`,
      about: `The first ${size} published leaves begin with the first ${oldSize}.`,
      ...consistency(oldSize, size),
      expected: 'ok' as const,
    })),
  )
  const of = consistency(3, 7)
  const [first = '', second = '', ...rest] = of.proof
  const wrong = (name: string, about: string, change: Partial<Consistency>): ConsistencyCase => ({
    ...{ name, about, ...of, ...change, expected: 'WITNESS_INCONSISTENT' },
  })
  return [
    ...good,
    wrong('old-root-of-another-size', 'The old root is that of two.', {
      oldRoot: consistency(2, 7).oldRoot,
    }),
    wrong('root-of-another-size', 'The new root is that of eight.', {
      root: consistency(3, 8).root,
    }),
    wrong('old-size-of-another-root', 'The old size is two.', { oldSize: 2 }),
    {
      ...wrong('shrinks', 'The tree became smaller.', {
        ...{ oldSize: of.size, oldRoot: of.root, size: of.oldSize, root: of.oldRoot },
      }),
      expected: 'WITNESS_SHRUNK',
    },
    {
      ...wrong('same-size-other-root', 'Two roots of one size: a fork.', { size: 3, proof: [] }),
      expected: 'WITNESS_FORKED',
    },
    wrong('same-size-with-a-proof', 'One tree needs no proof.', {
      ...consistency(7, 7),
      proof: [first],
    }),
    wrong('empty-with-a-proof', 'The empty tree needs no proof.', {
      ...consistency(0, 7),
      proof: [first],
    }),
    wrong('empty-with-another-root', 'The old root is not that of the empty tree.', {
      ...consistency(0, 7),
      oldRoot: of.oldRoot,
    }),
    wrong('bit-flipped', 'A bit of the first hash is another.', {
      proof: [flipped(first), second, ...rest],
    }),
    wrong('hashes-swapped', 'Two hashes changed places.', { proof: [second, first, ...rest] }),
    wrong('hash-missing', 'The last hash is missing.', { proof: of.proof.slice(0, -1) }),
    wrong('hash-more', 'A hash more.', { proof: [...of.proof, first] }),
    wrong('no-proof', 'No hash at all.', { proof: [] }),
    wrong('old-root-told-in-the-proof', 'Of a power of two the old root is not in the proof.', {
      ...consistency(4, 7),
      proof: [consistency(4, 7).oldRoot, ...consistency(4, 7).proof],
    }),
  ]
}

export function flipped(text: string): string {
  return (Number.parseInt(text.slice(0, 1), 16) ^ 1).toString(16) + text.slice(1)
}
