import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, sameBytes } from './bytes.ts'

/**
 * The Merkle tree of a log (RFC 9162, 2.1): SHA-256, leaves and nodes hashed under different first
 * bytes, never balanced by copies. Sizes and indices are plain numbers below `MAX_TREE_SIZE`, so no
 * bit operators, which would cut them to 32 bits.
 */

/** More statements than the scheme makes in a million years, and well inside an exact number. */
export const MAX_TREE_SIZE = 2 ** 40

/** Hashes in one proof: a tree of `MAX_TREE_SIZE` is 40 levels deep. */
export const MAX_PROOF_LENGTH = 41

/** Leaves `from` to `to`, `to` not among them. */
export type Range = { readonly from: number; readonly to: number }

/** The full subtree over the leaves from `index * 2^level` on, `2^level` of them. */
export type Subtree = { readonly level: number; readonly index: number }

/** Gives the hash of a full subtree. It throws where it has none, because the caller asked for it. */
export type ReadSubtree = (subtree: Subtree) => Uint8Array

export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array())

/** SHA-256. Whoever hashes millions hands in the platform's own, which takes a third of the time. */
export type Hash = (bytes: Uint8Array) => Uint8Array

export function leafHash(entry: Uint8Array, hash: Hash = sha256): Uint8Array {
  return hash(concatBytes(Uint8Array.of(0), entry))
}

export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash = sha256): Uint8Array {
  return hash(concatBytes(Uint8Array.of(1), left, right))
}

/** The hash over `range`, which has to begin where a subtree of its own size can begin. */
export function rangeHash({ from, to }: Range, read: ReadSubtree): Uint8Array {
  if (to === from) return EMPTY_ROOT
  const parts = subtreesOf({ from, to }).map(read)
  return parts.reduceRight((right, left) => nodeHash(left, right))
}

/** The full subtrees that make up `range`, from left to right and from large to small. */
function subtreesOf({ from, to }: Range): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to; ) {
    const level = Math.min(heightBelow(to - at), heightAt(at))
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The largest `k` with `2^k <= count`. */
function heightBelow(count: number): number {
  let height = 0
  while (2 ** (height + 1) <= count) height += 1
  return height
}

/** The largest `k` for which a subtree of `2^k` leaves can begin at `index`. */
function heightAt(index: number): number {
  if (index === 0) return Number.POSITIVE_INFINITY
  let height = 0
  while (index % 2 ** (height + 1) === 0) height += 1
  return height
}

/** What an inclusion proof consists of, from the leaf's sibling up (RFC 9162, 2.1.3.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      path.push({ from: middle, to })
      to = middle
    } else {
      path.push({ from, to: middle })
      from = middle
    }
  }
  return path.reverse()
}

/** What a consistency proof consists of (RFC 9162, 2.1.4.1); nothing for an empty or equal tree. */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  if (oldSize === 0 || oldSize === size) return []
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to !== oldSize) {
    const middle = from + splitOf(to - from)
    if (oldSize <= middle) {
      path.push({ from: middle, to })
      to = middle
    } else {
      path.push({ from, to: middle })
      from = middle
    }
  }
  // The reader knows the old root; only a part of the old tree has to be told.
  if (from !== 0) path.push({ from, to })
  return path.reverse()
}

/** The largest power of two that is smaller than `count`. */
function splitOf(count: number): number {
  return 2 ** heightBelow(count - 1)
}

type Inclusion = {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether the leaf with hash `leaf` stands at `index` in the tree (RFC 9162, 2.1.3.2). */
export function isIncluded({ index, size, leaf, root, proof }: Inclusion): boolean {
  if (!isSize(size) || !isSize(index) || index >= size) return false
  let [fn, sn, hash] = [index, size - 1, leaf]
  for (const part of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(part, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else hash = nodeHash(hash, part)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && sameBytes(hash, root)
}

type Consistency = {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether the newer tree begins with the whole of the older one (RFC 9162, 2.1.4.2). */
export function isConsistent({ oldSize, oldRoot, size, root, proof }: Consistency): boolean {
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) return false
  if (oldSize === size) return proof.length === 0 && sameBytes(oldRoot, root)
  if (oldSize === 0) return proof.length === 0 && sameBytes(oldRoot, EMPTY_ROOT)
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  if (first === undefined) return false
  let [fn, sn] = [oldSize - 1, size - 1]
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  let [old, hash] = [first, first]
  for (const part of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      old = nodeHash(part, old)
      hash = nodeHash(part, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else hash = nodeHash(hash, part)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && sameBytes(old, oldRoot) && sameBytes(hash, root)
}

function isSize(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0 && count <= MAX_TREE_SIZE
}

function isPowerOfTwo(count: number): boolean {
  return 2 ** heightBelow(count) === count
}

function half(count: number): number {
  return Math.floor(count / 2)
}
