import { randomBytes } from 'node:crypto'
import type { Write } from '../../platform/write-together.ts'
import { type Entry, encodeEntry } from '../journal.ts'

/** An entry of a Participant's journal, to be written in the transaction of what it tells of. */
export function journalWrite(participant: string, entry: Omit<Entry, 'salt'>): Write {
  const bytes = encodeEntry({ ...entry, salt: new Uint8Array(randomBytes(SALT_BYTES)) })
  return {
    sql: 'insert into access.journal_pending (participant, entry) values ($1, $2)',
    values: [participant, Buffer.from(bytes)],
  }
}

const SALT_BYTES = 16
