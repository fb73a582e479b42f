import { type Database, openDatabase } from '../src/platform/database.ts'
import { shared } from './door.ts'
import { newDatabase, onServer } from './new-database.ts'

/** A database of this test's own, on the one server of the run. */
export type FreshDatabase = {
  readonly url: string
  readonly database: Database
  /** Closes the pool and drops the database. */
  readonly drop: () => Promise<void>
}

/**
 * A new database on the embedded server, or on the one of DATABASE_URL, with all migrations and the
 * job queue. Call it in `beforeAll` and `drop` in `afterAll`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  return databaseFrom(await shared('migrated'))
}

/** The same without any migration. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return databaseFrom(undefined)
}

/** A copy of one that the run shares. */
export async function databaseFrom(template: string | undefined): Promise<FreshDatabase> {
  const server = await shared('database')
  const { name, url } = await newDatabase(server, { prefix: 'test', template })
  const database = openDatabase(url)
  const drop = async () => {
    await database.end()
    await onServer(server, `drop database ${name} with (force)`)
  }
  return { url, database, drop }
}
