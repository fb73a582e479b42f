import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Database, type Queryable, rowsOf, transaction } from '../../platform/database.ts'
import { endOfDay } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { NewToken } from '../new-token.ts'
import type { Officer } from '../officer.ts'

/** One for each program that somebody runs. */
const MAX_TOKENS = 20

export type KeptToken = {
  readonly id: string
  readonly name: string
  /** Null for all that the roles grant: those of the demonstration. */
  readonly scope: readonly string[] | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

/** The answer is the only copy of the token. */
export function makeToken(
  database: Database,
  { participant, id: officerId }: Officer,
  { name, scope, until }: NewToken,
  offsetMinutes: number,
): Promise<Outcome<{ readonly id: string; readonly token: string }, 'ACCESS_TOKENS_TOO_MANY'>> {
  return transaction(database, async (tx) => {
    const known = await tokensOf(tx, { participant, id: officerId })
    if (known.length >= MAX_TOKENS)
      return refuse('ACCESS_TOKENS_TOO_MANY', undefined, { limit: MAX_TOKENS })
    const id = randomUUID()
    const token = randomBytes(32).toString('base64url')
    const sha256 = createHash('sha256').update(token).digest()
    const expiresAt = new Date(endOfDay(until, offsetMinutes) * 1000)
    await tx.query(
      `insert into access.token (participant, id, officer_id, sha256, label, scope, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [participant, id, officerId, sha256, name, [...scope], expiresAt],
    )
    return accept({ id, token })
  })
}

/** Those that are still good, the newest first. */
export function tokensOf(
  on: Queryable,
  { participant, id }: Pick<Officer, 'participant' | 'id'>,
): Promise<readonly KeptToken[]> {
  return rowsOf<KeptToken>(
    on,
    `select id, label as name, scope, created_at as "createdAt", expires_at as "expiresAt",
       last_used_at as "lastUsedAt"
     from access.token
     where participant = $1 and officer_id = $2 and (expires_at is null or expires_at > now())
     order by created_at desc, id`,
    [participant, id],
  )
}

export async function revokeToken(
  on: Queryable,
  { participant, id: officerId }: Officer,
  id: string,
): Promise<boolean> {
  const { rowCount } = await on.query(
    'delete from access.token where participant = $1 and officer_id = $2 and id = $3',
    [participant, officerId, id],
  )
  return rowCount === 1
}
