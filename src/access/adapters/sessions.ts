import { type Queryable, rowsOf } from '../../platform/database.ts'
import { type BrowserName, browserName } from '../browser-name.ts'
import { IS_LIVE } from './idle-session.ts'
import type { OwnSession } from './own-session.ts'

export type ShownSession = BrowserName & {
  readonly id: string
  readonly address: string
  readonly since: Date
  readonly until: Date
  /** Whether it is the one that asks. */
  readonly own: boolean
}

/** Where a person is signed in, this browser first and then the newest. */
export async function sessionsOf(on: Queryable, mine: OwnSession): Promise<ShownSession[]> {
  const rows = await rowsOf<Omit<ShownSession, keyof BrowserName> & { userAgent: string }>(
    on,
    `select id, coalesce(ip_address, '') as address, coalesce(user_agent, '') as "userAgent",
       created_at as since, expires_at as until, id = $2 as own
     from access.session where user_id = $1 and ${IS_LIVE}
     order by own desc, created_at desc`,
    [mine.personId, mine.id],
  )
  return rows.map(({ userAgent, ...session }) => ({ ...session, ...browserName(userAgent) }))
}

/** Ends one of the own sessions, never somebody else's. */
export async function endOwnSession(
  on: Queryable,
  { personId }: OwnSession,
  id: string,
): Promise<boolean> {
  const { rowCount } = await on.query('delete from access.session where user_id = $1 and id = $2', [
    personId,
    id,
  ])
  return rowCount === 1
}
