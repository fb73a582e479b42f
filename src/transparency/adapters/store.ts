import { rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodeEntry, type LogEntry } from '../entry.ts'

/** Queues a statement's entry for its author's log, in the transaction that made the statement. */
export async function addPendingEntry(
  tx: Tx,
  participant: PartyCode,
  entry: LogEntry,
): Promise<void> {
  await rowsOf(
    tx,
    `insert into transparency.pending_entry (participant, statement_digest, kind, slot, entry)
     values ($1, $2, $3, $4, $5)`,
    [participant, entry.digest, entry.kind, entry.slot, encodeEntry(entry)],
  )
}
