import type { Database } from './database.ts'

/** Rows at a time: a portion takes milliseconds and locks little, however much has piled up. */
const PORTION = 1_000
/** Portions at a time, so that a flood does not keep the job busy for hours; the next one goes on. */
const MAX_PORTIONS = 500

/**
 * Deletes the rows of `table` that are over at `at`, in portions.
 * @param isOver SQL over the columns of `table`, with `$1` for `at`; both are written by us, never typed.
 * @returns how many rows went.
 */
export async function sweep(
  database: Database,
  table: string,
  isOver: string,
  at: Date,
): Promise<number> {
  // The second look at `isOver` spares a row that was renewed between being found and being deleted.
  const sql = `delete from ${table} where ${isOver} and ctid = any(array(
    select ctid from ${table} where ${isOver} limit ${PORTION}))`
  let swept = 0
  for (let portion = 0; portion < MAX_PORTIONS; portion += 1) {
    const { rowCount } = await database.query(sql, [at])
    swept += rowCount ?? 0
    if ((rowCount ?? 0) < PORTION) break
  }
  return swept
}
