import { join } from 'node:path'
import { inclusionRanges, type ReadSubtree, rangeHash } from '../../crypto/merkle.ts'
import type { Signer, VerifySignature } from '../../crypto/signature.ts'
import { type Database, type Tx, transaction } from '../../platform/database.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { refusal } from '../../values/outcome.ts'
import { type LogIdentity, readCheckpoint, signCheckpoint, writeCheckpoint } from '../checkpoint.ts'
import { decodeEntry } from '../entry.ts'
import { type Grown, grow, MAX_GROWTH } from '../grow.ts'
import { writeLogProof } from '../log-proof.ts'
import type { LogRefusal } from '../log-refusals.ts'
import type { QuorumRules } from '../quorum.ts'
import { TILE_WIDTH } from '../tile.ts'
import { gatherCosignatures } from './gather.ts'
import { noteHead } from './heads-file.ts'
import { logBook } from './log-book.ts'
import { type LogFiles, logFilesIn } from './log-files.ts'
import {
  entriesBetween,
  holdLog,
  keepHead,
  type LogRow,
  placeEntries,
  placeOf,
  type Waiting,
} from './log-store.ts'
import type { WitnessClient } from './witness-client.ts'
import type { WitnessNotes } from './witness-faults.ts'
import { keepEvidenceIn } from './witness-memory.ts'

export type LogParts = {
  /** As the owner: a log is nobody's act. */
  readonly database: Database
  /** One folder a log, under the code of its party. */
  readonly folder: string
  readonly identityOf: (party: PartyCode) => LogIdentity
  readonly signerOf: (party: PartyCode) => Signer
  readonly witnesses: readonly WitnessClient[]
  /** Who of them counts for the log of a party, and how many have to agree. */
  readonly quorumOf: (party: PartyCode) => Quorum
  readonly notes: WitnessNotes
  readonly verify: VerifySignature
  /** Where heads are kept that a key of a log has signed and that are no part of it; nowhere when left out. */
  readonly evidence?: string
}

export type Quorum = {
  readonly rules: QuorumRules
  /** The operator of the log, who does not count. */
  readonly host: string
}

/** The one sequencer of the logs of this node. */
export type LogKeeper = {
  /**
   * Gives waiting entries their places, and publishes a head over all of them with its cosignatures. Throws
   * the refusal where too few witnesses agree: then the head before stays, and the entries keep their places.
   * @param which `urgent` places those alone that cannot wait (log-store.ts)
   */
  readonly publish: (party: PartyCode, which?: Waiting) => Promise<void>
  /** The C2SP proof that a statement is logged, with the cosignatures of the newest head. */
  readonly proofOf: (party: PartyCode, digest: Uint8Array) => Promise<Uint8Array | undefined>
  readonly filesOf: (party: PartyCode) => LogFiles
}

export function logKeeper(parts: LogParts): LogKeeper {
  const filesOf = (party: PartyCode) => logFilesIn(join(parts.folder, party))
  const publish = async (party: PartyCode, which: Waiting = 'all') => {
    await transaction(parts.database, (tx) => placeEntries(tx, party, which))
    // More than one step takes is done in several, each of which ends with a head of its own.
    for (let isWhole = false; !isWhole; ) {
      const head = await transaction(parts.database, (tx) => publishHead(parts, tx, party))
      // After the commit, so that nobody sees a head which this node does not know.
      await filesOf(party).writeCheckpoint(head.checkpoint)
      await noteHead(join(parts.folder, party), head)
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

/** The head over the next entries: files first, then who agrees with it, and only then it is kept. */
async function publishHead(parts: LogParts, tx: Tx, party: PartyCode) {
  const log = await holdLog(tx, party)
  const files = logFilesIn(join(parts.folder, party))
  const to = Math.min(log.size, log.edge.size + MAX_GROWTH)
  const { edge, root } = await growFiles(tx, party, log, { files, to })
  const identity = parts.identityOf(party)
  const signed = await signCheckpoint(
    { origin: identity.origin, size: to, root },
    parts.signerOf(party),
  )
  const before = log.checkpoint && readCheckpoint(log.checkpoint)
  const { witnesses, verify, notes } = parts
  const gathered = await gatherCosignatures(signed, {
    ...{ log: identity, witnesses, verify, notes, ...parts.quorumOf(party) },
    before: before?.ok ? before.value : undefined,
    subtrees: files.subtrees(to),
  })
  // What is signed waits: a reader who was given this head could not tell it from one that nobody saw.
  if (gathered.against !== undefined) {
    if (parts.evidence !== undefined) {
      await keepEvidenceIn(parts.evidence, [signed, gathered.against])
    }
    throw refused('TRANSPARENCY_LOG_FORKED', party)
  }
  const at = gathered.witnessedAt
  if (at === undefined) throw refused('TRANSPARENCY_NOT_WITNESSED', party)
  const checkpoint = writeCheckpoint(gathered.checkpoint)
  await keepHead(tx, party, edge, checkpoint)
  return { checkpoint, size: to, at, isWhole: to === log.size }
}

function refused(code: LogRefusal, party: PartyCode): RefusedError {
  return new RefusedError(refusal(code, undefined, { party }), logBook)
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
