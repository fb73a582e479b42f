import { toHex } from '../../crypto/bytes.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'

/** A statement that its author signed and that neither stands in the author's log nor waits for a place in it. */
export type UnloggedStatement = {
  readonly participant: string
  readonly kind: string
  readonly number: string
  /** Hex SHA-256 of its bytes. */
  readonly digest: string
}

/** Enough to know that somebody takes entries away. */
const MAX_TOLD = 1_000

/**
 * A statement and its entry are one write, and no act takes an entry away: whoever took this one had rights
 * on the database, and readers who get its goods are told `NOT_IN_REGISTER` a day later.
 */
export async function unloggedStatements(
  on: Queryable,
  participant: string | undefined,
): Promise<readonly UnloggedStatement[]> {
  const rows = await rowsOf<Omit<UnloggedStatement, 'digest'> & { readonly digest: Buffer }>(
    on,
    `select participant, kind, number, digest from certificates.statement s
     where author = participant and ($1::text is null or participant = $1)
       and not exists (select from transparency.entry e
         where e.participant = s.participant and e.statement_digest = s.digest)
       and not exists (select from transparency.pending_entry e
         where e.participant = s.participant and e.statement_digest = s.digest)
     order by participant, stored_at, digest limit $2`,
    [participant ?? null, MAX_TOLD],
  )
  return rows.map((row) => ({ ...row, digest: toHex(new Uint8Array(row.digest)) }))
}
