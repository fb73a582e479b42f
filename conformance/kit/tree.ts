import { concatBytes } from '../../src/crypto/bytes.ts'
import {
  consistencyRanges,
  inclusionRanges,
  leafHash,
  type Range,
  rangeHash,
  type Subtree,
} from '../../src/crypto/merkle.ts'
import { perfectRoot } from '../../src/transparency/tile.ts'

/** The trees over the first so many of `entries`, with the proofs that a log gives of them. */
export type Tree = {
  readonly rootOf: (size: number) => Uint8Array
  readonly inclusion: (index: number, size: number) => readonly Uint8Array[]
  readonly consistency: (oldSize: number, size: number) => readonly Uint8Array[]
}

export function treeOver(entries: readonly Uint8Array[]): Tree {
  const leaves = entries.map((entry) => leafHash(entry))
  const read = ({ level, index }: Subtree) => {
    const count = 2 ** level
    return perfectRoot(concatBytes(...leaves.slice(index * count, (index + 1) * count)), count)
  }
  const hashes = (ranges: readonly Range[]) => ranges.map((range) => rangeHash(range, read))
  return {
    rootOf: (size) => rangeHash({ from: 0, to: size }, read),
    inclusion: (index, size) => hashes(inclusionRanges(index, size)),
    consistency: (oldSize, size) => hashes(consistencyRanges(oldSize, size)),
  }
}
