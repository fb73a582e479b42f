import { join } from 'node:path'
import { inclusionRanges, type ReadSubtree, rangeHash } from '../../crypto/merkle.ts'
import type { Signer, VerifySignature } from '../../crypto/signature.ts'
import { type Database, type Tx, transaction } from '../../platform/database.ts'
import type { Logger } from '../../platform/logger.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type LogIdentity, readCheckpoint, signCheckpoint, writeCheckpoint } from '../checkpoint.ts'
import { decodeEntry } from '../entry.ts'
import { type Grown, grow, MAX_GROWTH } from '../grow.ts'
import { writeLogProof } from '../log-proof.ts'
import { TILE_WIDTH } from '../tile.ts'
import { gatherCosignatures } from './gather.ts'
import { type LogFiles, logFilesIn } from './log-files.ts'
import {
  entriesBetween,
  holdLog,
  keepHead,
  type LogRow,
  placeEntries,
  placeOf,
} from './log-store.ts'
import type { WitnessClient } from './witness-client.ts'

export type LogParts = {
  /** As the owner: a log is nobody's act. */
  readonly database: Database
  /** One folder a log, under the code of its party. */
  readonly folder: string
  readonly identityOf: (party: PartyCode) => LogIdentity
  readonly signerOf: (party: PartyCode) => Signer
  readonly witnesses: readonly WitnessClient[]
  readonly verify: VerifySignature
  readonly logger: Logger
}

/** The one sequencer of the logs of this node. */
export type LogKeeper = {
  /** Gives waiting entries their places, and publishes a head over all of them with its cosignatures. */
  readonly publish: (party: PartyCode) => Promise<void>
  /** The C2SP proof that a statement is logged, with the cosignatures of the newest head. */
  readonly proofOf: (party: PartyCode, digest: Uint8Array) => Promise<Uint8Array | undefined>
  readonly filesOf: (party: PartyCode) => LogFiles
}

export function logKeeper(parts: LogParts): LogKeeper {
  const filesOf = (party: PartyCode) => logFilesIn(join(parts.folder, party))
  const publish = async (party: PartyCode) => {
    await transaction(parts.database, (tx) => placeEntries(tx, party))
    // More than one step takes is done in several, each of which ends with a head of its own.
    for (let isWhole = false; !isWhole; ) {
      const head = await transaction(parts.database, (tx) => publishHead(parts, tx, party))
      // After the commit, so that nobody sees a head which this node does not know.
      await filesOf(party).writeCheckpoint(head.checkpoint)
      isWhole = head.isWhole
    }
  }
  const trees = new Map<PartyCode, { readonly size: number; readonly read: ReadSubtree }>()
  const treeOf = (party: PartyCode, size: number): ReadSubtree => {
    const known = trees.get(party)
    if (known?.size === size) return known.read
    const read = remembering(filesOf(party).subtrees(size))
    trees.set(party, { size, read })
    return read
  }
  return {
    publish,
    async proofOf(party, digest) {
      const place = await placeOf(parts.database, party, digest)
      if (place === undefined) return undefined
      const { index, size, entry, checkpoint } = place
      const extra = decodeEntry(entry)?.subject ?? null
      const read = treeOf(party, size)
      const hashes = inclusionRanges(index, size).map((range) => rangeHash(range, read))
      return writeLogProof({ index, hashes, extra, checkpoint })
    },
    filesOf,
  }
}

/** Two megabytes a log. */
const MAX_REMEMBERED = 16_384

/** Those who ask for proofs ask for the same upper half of the tree. */
function remembering(read: ReadSubtree): ReadSubtree {
  const known = new Map<string, Uint8Array>()
  return (subtree) => {
    const name = `${subtree.level}/${subtree.index}`
    const found = known.get(name) ?? read(subtree)
    if (known.size < MAX_REMEMBERED) known.set(name, found)
    return found
  }
}

/** The head over the next entries: files first, then who agrees with it, and then it is kept. */
async function publishHead(parts: LogParts, tx: Tx, party: PartyCode) {
  const log = await holdLog(tx, party)
  const files = logFilesIn(join(parts.folder, party))
  const to = Math.min(log.size, log.edge.size + MAX_GROWTH)
  const { edge, root } = await growFiles(tx, party, log, { files, to })
  const { origin } = parts.identityOf(party)
  const signed = await signCheckpoint({ origin, size: to, root }, parts.signerOf(party))
  const before = log.checkpoint && readCheckpoint(log.checkpoint)
  const cosigned = await gatherCosignatures(signed, {
    witnesses: parts.witnesses,
    before: before?.ok ? before.value : undefined,
    subtrees: files.subtrees(to),
    logger: parts.logger,
  })
  const checkpoint = writeCheckpoint(cosigned)
  await keepHead(tx, party, edge, checkpoint)
  return { checkpoint, isWhole: to === log.size }
}

/** Writes the tiles that change between the newest head and `to` entries. */
async function growFiles(
  tx: Tx,
  party: PartyCode,
  { edge }: LogRow,
  { files, to }: { readonly files: LogFiles; readonly to: number },
): Promise<Grown> {
  // A bundle of entries is written whole: from the first entry of the tile that is not full yet.
  const from = edge.size - (edge.size % TILE_WIDTH)
  const entries = (await entriesBetween(tx, party, { from, to })).map(({ bytes }) => bytes)
  const grown = grow(edge, entries.slice(edge.size - from))
  await files.writeTiles(grown.tiles, ({ index, width }) => {
    const first = index * TILE_WIDTH - from
    return entries.slice(first, first + width)
  })
  return grown
}
