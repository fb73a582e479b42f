import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../platform/database.ts'
import { migrateJobs } from '../platform/jobs.ts'
import { migrate } from '../platform/migrate.ts'
import { PACKAGE_ROOT } from './cli-files.ts'

/** The same tables as a node's, on the server at `url`, in a database of their own; gives its address. */
export async function benchDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${client.escapeIdentifier(name)}`)
  await client.end()
  const own = Object.assign(new URL(url), { pathname: `/${name}` }).href
  const database = openDatabase(own)
  const migrated = await migrate(database, join(PACKAGE_ROOT, 'migrations'))
  if (!migrated.ok) throw new Error(migrated.refusals[0].code)
  await migrateJobs(database)
  await database.end()
  return own
}
