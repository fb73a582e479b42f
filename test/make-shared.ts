import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { homeOf } from '../src/platform/embedded-postgres/place.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/start.ts'
import type { Shared } from './door.ts'
import { newDatabase, onServer } from './new-database.ts'
import { spawnServer } from './server-process.ts'

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/** How each thing that a run shares is made: at the first question, and once. */
export type Making = {
  readonly all: { readonly [Name in keyof Shared]: () => Promise<Shared[Name]> }
  /** Whatever was made, the last first. */
  readonly remove: () => Promise<void>
}

type Later = (remove: () => Promise<void>) => void

export function makingOf(): Making {
  const removals: (() => Promise<void>)[] = []
  const later: Later = (remove) => void removals.unshift(remove)
  const database = once(() => startPostgres(later))
  const migrated = once(async () => makeMigrated(await database(), later))
  const office = once(async () => makeOffice(await database(), await migrated(), later))
  const begun = once(() => makeBegun(later))
  const remove = async () => {
    for (const each of removals) await each()
  }
  return { all: { database, migrated, office, begun }, remove }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function startPostgres(later: Later): Promise<string> {
  const given = process.env.DATABASE_URL
  if (given) return given
  const dataFolder = await folderOf('test', later)
  const started = await startEmbeddedPostgres({ dataFolder, notice: () => undefined })
  if (!started.ok) throw new Error(JSON.stringify(started.refusals))
  later(started.value.stop)
  return started.value.url
}

/** What a migration or an account needs is read only when a test asks for it: most runs are of one file. */
async function makeMigrated(server: string, later: Later): Promise<string> {
  const { openDatabase } = await import('../src/platform/database.ts')
  const { migrate } = await import('../src/platform/migrate.ts')
  const { migrateJobs } = await import('../src/platform/jobs.ts')
  const { name, url } = await databaseOf('migrated', { server, later })
  const database = openDatabase(url)
  const done = await migrate(database, MIGRATIONS)
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  await migrateJobs(database)
  await database.end()
  return name
}

async function makeOffice(
  server: string,
  template: string,
  later: Later,
): Promise<Shared['office']> {
  const { openDatabase } = await import('../src/platform/database.ts')
  const accounts = await import('../src/access/adapters/demonstration-accounts.ts')
  const { name, url } = await databaseOf('office', { server, template, later })
  const folder = await folderOf('office', later)
  const database = openDatabase(url)
  await accounts.ensureDemonstrationAccounts(database, folder, { baseUrl: 'http://x' })
  await database.end()
  return { database: name, folder }
}

/** A given server has databases of its own, and a cluster that root keeps elsewhere is not in the folder. */
async function makeBegun(later: Later): Promise<Shared['begun']> {
  if (process.env.DATABASE_URL) return null
  const folder = await folderOf('begun', later)
  const server = spawnServer({ OPENKP_DATA: folder, DATABASE_URL: '' })
  try {
    await server.untilHealthy()
  } finally {
    await server.end('SIGTERM')
  }
  const home = await homeOf(folder)
  if (home === join(folder, 'postgres')) return folder
  await rm(home, { recursive: true, force: true })
  return null
}

async function folderOf(name: string, later: Later): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `openkp-${name}-`))
  later(() => rm(folder, { recursive: true, force: true }))
  return folder
}

type Wanted = { readonly server: string; readonly template?: string; readonly later: Later }

/** A new database of this run, which on a given server is not alone. */
async function databaseOf(prefix: string, { server, template, later }: Wanted) {
  const made = await newDatabase(server, { prefix, template })
  later(() => onServer(server, `drop database ${made.name} with (force)`))
  return made
}
