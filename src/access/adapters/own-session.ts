import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { Officer } from '../officer.ts'
import { IS_LIVE } from './idle-session.ts'
import { IS_ACTIVE, OFFICER_COLUMNS, type OfficerRow, officerOf } from './officers.ts'

/**
 * How long after signing in somebody may change how they sign in. A machine left open must not give
 * away the account (OWASP ASVS 5, 7.5.1).
 */
const FRESH_MINUTES = 15

/** Who is signed in with a cookie, and by which session. */
export type OwnSession = {
  readonly officer: Officer
  readonly personId: string
  readonly id: string
  readonly token: string
  /** Whether this person has signed in a short time ago. */
  readonly isFresh: boolean
}

type Row = OfficerRow & {
  readonly user_id: string
  readonly session_id: string
  readonly is_fresh: boolean
}

/** The session of `token`, asked of the database and not of the memory of `whoIs`. */
export async function ownSession(on: Queryable, token: string): Promise<OwnSession | null> {
  const [row] = await rowsOf<Row>(
    on,
    `select ${OFFICER_COLUMNS}, officer.user_id, session.id as session_id,
       session.created_at > now() - make_interval(mins => $2) as is_fresh
     from access.session join access.officer on officer.user_id = session.user_id
     where session.token = $1 and ${IS_LIVE} and ${IS_ACTIVE}`,
    [token, FRESH_MINUTES],
  )
  if (row === undefined) return null
  const { user_id: personId, session_id: id, is_fresh: isFresh } = row
  return { officer: officerOf(row), personId, id, token, isFresh }
}

/** That more than a password stood behind a session. */
export async function noteFactor(on: Queryable, token: string): Promise<void> {
  await on.query('update access.session set with_factor = true where token = $1', [token])
}

/** After a password or a factor has changed: whoever got in with the old one is out. */
export async function endOtherSessions(
  on: Queryable | Tx,
  personId: string,
  kept: string,
): Promise<number> {
  const { rowCount } = await on.query(
    'delete from access.session where user_id = $1 and token <> $2',
    [personId, kept],
  )
  return rowCount ?? 0
}
