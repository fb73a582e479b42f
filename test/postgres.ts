import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { migrateJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'

/** A database of this test's own, on the one server of the run. */
export type FreshDatabase = {
  readonly url: string
  readonly database: Database
  /** Closes the pool and drops the database. */
  readonly drop: () => Promise<void>
}

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/**
 * A new database on the embedded server, or on the one of DATABASE_URL, with all migrations and the
 * job queue. Call it in `beforeAll` and `drop` in `afterAll`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const fresh = await emptyDatabase()
  const migrated = await migrate(fresh.database, MIGRATIONS)
  if (!migrated.ok) throw new Error(JSON.stringify(migrated.refusals))
  await migrateJobs(fresh.database)
  return fresh
}

/** The same without any migration. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const server = await serverUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const database = openDatabase(url)
  const drop = async () => {
    await database.end()
    await onServer(server, `drop database ${name} with (force)`)
  }
  return { url, database, drop }
}

async function serverUrl(): Promise<string> {
  const answer = await fetch(inject('postgresDoor'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(`no database for the tests: ${text}`)
  return text
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
