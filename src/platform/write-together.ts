import { rowsOf, type Tx } from './database.ts'

/** One insert or update with its values, not yet done. */
export type Write = { readonly sql: string; readonly values: readonly unknown[] }

/**
 * Does several inserts and updates as one statement, and gives what the last one returns. A trip to
 * the database costs as much as the insert itself, and an act writes a handful of rows. All see the
 * rows as they were before and run in no order, so none may hang on another, nor write the same row.
 */
export function writeTogether<Row>(
  tx: Tx,
  writes: readonly [...Write[], Write],
): Promise<readonly Row[]> {
  const values: unknown[] = []
  const numbered = writes.map((write) => {
    const before = values.length
    values.push(...write.values)
    return write.sql.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`)
  })
  const last = numbered.pop() ?? ''
  const parts = numbered.map((sql, at) => `written_${at} as (${sql})`)
  return rowsOf<Row>(tx, parts.length === 0 ? last : `with ${parts.join(', ')} ${last}`, values)
}

/** The same where nobody reads the answer: they travel with what comes next, the commit at the latest. */
export function leaveWritten(tx: Tx, writes: readonly [...Write[], Write]): void {
  tx.unread(writeTogether(tx, writes))
}
