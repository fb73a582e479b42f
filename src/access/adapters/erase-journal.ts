import { type Database, rowsOf } from '../../platform/database.ts'

const YEAR_SECONDS = 366 * 86_400

/** Epoch seconds: what a head signed before covers need not be kept any more. Leap years are in favour of keeping. */
export function keptFrom(now: number, years: number): number {
  return now - years * YEAR_SECONDS
}

/**
 * Erases what is older than the profile keeps it: what was done, by whom and to what. The number, the
 * digest and the hash stay, so that the chain and every signed head still fit (journal.ts). Only what a
 * head of that age has signed is erased, because its date is the only one that nobody here can change.
 * Returns how many.
 */
export async function eraseJournal(
  database: Database,
  participant: string,
  from: number,
): Promise<number> {
  const erased = await rowsOf(
    database,
    `update access.journal set entry = null, officer_id = null, thing = ''
     where participant = $1 and entry is not null and seq <= (
       select max(seq) from access.journal_head
       where participant = $1 and day < (to_timestamp($2) at time zone 'UTC')::date)
     returning seq`,
    [participant, from],
  )
  return erased.length
}
