import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Database, rowsOf } from './database.ts'
import type { MigrationRefusal } from './refusals.ts'

type Migration = { readonly name: string; readonly sql: string; readonly sha256: string }
type Applied = { readonly name: string; readonly sha256: string }

/** Of this program, in the space of advisory locks that the whole database shares: `OPENKP` in ASCII. */
const LOCK = 0x4f_50_45_4e_4b_50
/** PostgreSQL 15, as `server_version_num` counts. */
const OLDEST_SERVER = 150_000
/** A migration may rebuild an index over every certificate. */
const NO_LIMIT = 'set statement_timeout = 0'

/**
 * Applies the plain SQL files `NNN-name.sql` of `folder` that this database has not seen, in the
 * order of their numbers, each in a transaction of its own. Programs that start together wait for
 * each other. Returns the names that were applied now. An applied file that has changed since, or
 * one that this program does not have, is refused: the database is not what the program thinks.
 */
export async function migrate(
  database: Database,
  folder: string,
): Promise<Outcome<readonly string[], MigrationRefusal>> {
  const found = await readMigrations(folder)
  if (!found.ok) return found
  const client = await database.connect()
  try {
    await client.query(NO_LIMIT)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    return await applyNew(client, found.value)
  } finally {
    // Closed, not reused: that frees the lock and the session's settings whatever has happened.
    client.release(true)
  }
}

async function applyNew(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<Outcome<readonly string[], MigrationRefusal>> {
  const [server] = await rowsOf<{ version: string }>(
    client,
    `select current_setting('server_version_num') as version`,
  )
  if (Number(server?.version) < OLDEST_SERVER) return refuse('PLATFORM_POSTGRES_TOO_OLD')
  await client.query(`create schema if not exists platform`)
  await client.query(
    `create table if not exists platform.migration (
      name text collate "C" primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  )
  const applied = await rowsOf<Applied>(
    client,
    'select name, sha256 from platform.migration order by name',
  )
  const known = compare(migrations, applied)
  if (!known.ok) return known
  for (const migration of known.value) await apply(client, migration)
  return accept(known.value.map((each) => each.name))
}

/** The migrations still to apply. A lower number may arrive later: modules count in their own tens. */
function compare(
  migrations: readonly Migration[],
  applied: readonly Applied[],
): Outcome<readonly Migration[], MigrationRefusal> {
  for (const { name, sha256 } of applied) {
    const file = migrations.find((each) => each.name === name)
    if (file === undefined) return refuse('PLATFORM_MIGRATION_UNKNOWN', undefined, { name })
    if (file.sha256 !== sha256) return refuse('PLATFORM_MIGRATION_CHANGED', undefined, { name })
  }
  const done = new Set(applied.map((each) => each.name))
  return accept(migrations.filter((each) => !done.has(each.name)))
}

async function apply(client: pg.PoolClient, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into platform.migration (name, sha256) values ($1, $2)', [
      name,
      sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}

async function readMigrations(
  folder: string,
): Promise<Outcome<readonly Migration[], MigrationRefusal>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const misnamed = names.find((name) => !/^\d{3}-[a-z0-9-]+\.sql$/.test(name))
  if (misnamed !== undefined)
    return refuse('PLATFORM_MIGRATION_NAME', undefined, { name: misnamed })
  const twice = names.find((name, at) => names[at - 1]?.slice(0, 3) === name.slice(0, 3))
  if (twice !== undefined)
    return refuse('PLATFORM_MIGRATION_NUMBER_TWICE', undefined, { name: twice })
  return accept(await Promise.all(names.map((name) => readMigration(folder, name))))
}

/** Digested with line feeds only, since git may give a file other line ends on Windows. */
async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}
