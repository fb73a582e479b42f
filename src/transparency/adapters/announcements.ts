import { journalWrite } from '../../access/adapters/journal-store.ts'
import { toHex } from '../../crypto/bytes.ts'
import { inclusionRanges, rangeHash } from '../../crypto/merkle.ts'
import { type Database, rowsOf, transaction } from '../../platform/database.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Checkpoint, readCheckpoint } from '../checkpoint.ts'
import { decodeEntry, type LogEntry } from '../entry.ts'
import type { LogFiles } from './log-files.ts'
import { holdLog, placeOf, readLog } from './log-store.ts'
import { pendingEntryWrite } from './store.ts'

/** `no-log`: this node has never published that log. `known`: it was queued or logged before. */
export type Announcing = 'queued' | 'known' | 'no-log'

/**
 * Queues an entry that announces something, for the sequencer of the node. Twice is once: an entry that is
 * queued again after it has its place would hold up everything behind it. Whoever is at the console has done
 * it, and the journal of the Participant whose log it is says so in the same transaction.
 */
export async function announce(
  database: Database,
  log: PartyCode,
  entry: LogEntry,
): Promise<Announcing> {
  return transaction(database, async (tx): Promise<Announcing> => {
    if ((await readLog(tx, log)).checkpoint === undefined) return 'no-log'
    await holdLog(tx, log)
    const known = await rowsOf(
      tx,
      `select from transparency.entry where participant = $1 and statement_digest = $2
       union all
       select from transparency.pending_entry where participant = $1 and statement_digest = $2`,
      [log, Buffer.from(entry.digest)],
    )
    if (known.length > 0) return 'known'
    const { sql, values } = pendingEntryWrite(log, entry)
    await rowsOf(tx, sql, values)
    leaveWritten(tx, [journalWrite(log, journalEntry(entry))])
    return 'queued'
  })
}

function journalEntry({ kind, digest, iat }: LogEntry): Parameters<typeof journalWrite>[1] {
  const after = { digest: toHex(digest) }
  return {
    ...{ at: iat * 1000, act: 'transparency:announce-keys', officerId: null, roles: [] },
    ...{ by: 'console', from: '', thing: kind, refusals: [] },
    changes: [{ thing: 'log entry', key: kind, before: null, after }],
  }
}

/** An entry under the newest head of its log. */
export type Standing = {
  /** Epoch seconds, as in the entry. */
  readonly iat: number
  readonly index: number
  /** The inclusion proof in `head`. */
  readonly hashes: readonly Uint8Array[]
  readonly head: Checkpoint
  /** The same as bytes, with its cosignatures. */
  readonly checkpoint: Uint8Array
}

/** Where the entry of `digest` stands now; undefined while it stands under no head. */
export async function standingOf(
  database: Database,
  files: Pick<LogFiles, 'subtrees'>,
  log: PartyCode,
  digest: Uint8Array,
): Promise<Standing | undefined> {
  const place = await placeOf(database, log, digest)
  if (place === undefined) return undefined
  const { index, size } = place
  const [entry, head] = [decodeEntry(place.entry), readCheckpoint(place.checkpoint)]
  if (entry === undefined || !head.ok) throw new Error(`the log of ${log} cannot be read`)
  const read = files.subtrees(size)
  const hashes = inclusionRanges(index, size).map((range) => rangeHash(range, read))
  return { iat: entry.iat, index, hashes, head: head.value, checkpoint: place.checkpoint }
}
