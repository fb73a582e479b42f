import pg from 'pg'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { OwnDatabaseRefusal } from './refusals.ts'

const CONNECT_MS = 10_000
/** invalid_password and invalid_authorization_specification, as when pg_hba.conf has no line for us. */
const SIGN_IN = ['28P01', '28000']
const NO_SUCH_DATABASE = '3D000'

/** Whether the operator's PostgreSQL can be used: it answers, lets us in and lets us make our schemas. */
export async function tryOwnDatabase(url: string): Promise<Outcome<true, OwnDatabaseRefusal>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS })
  client.on('error', () => undefined)
  const { host, port, database = '', user = '' } = client
  try {
    await client.connect()
    const found = await client.query(
      `select has_database_privilege(current_database(), 'create') as allowed`,
    )
    return found.rows[0]?.allowed === true
      ? accept(true)
      : refuse('PLATFORM_DATABASE_RIGHTS', 'DATABASE_URL', { user, database })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== undefined && SIGN_IN.includes(code))
      return refuse('PLATFORM_DATABASE_SIGN_IN', 'DATABASE_URL', { user, host, reason: code })
    if (code === NO_SUCH_DATABASE)
      return refuse('PLATFORM_DATABASE_MISSING', 'DATABASE_URL', { database, host })
    const reason = code ?? message
    return refuse('PLATFORM_DATABASE_NO_ANSWER', 'DATABASE_URL', {
      host,
      port: String(port),
      reason,
    })
  } finally {
    await client.end()
  }
}
