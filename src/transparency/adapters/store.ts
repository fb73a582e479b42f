import type { Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodeEntry, type LogEntry } from '../entry.ts'

/** A statement's entry for its author's log, to be written with the statement itself. */
export function pendingEntryWrite(participant: PartyCode, entry: LogEntry): Write {
  return {
    sql: `insert into transparency.pending_entry (participant, statement_digest, kind, slot, entry)
     values ($1, $2, $3, $4, $5)`,
    values: [participant, entry.digest, entry.kind, entry.slot, encodeEntry(entry)],
  }
}
