import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase, type FreshDatabase } from '../../test/postgres.ts'
import { openDatabase, rowsOf } from './database.ts'
import { migrate } from './migrate.ts'

let fresh: FreshDatabase
let folder: string
beforeEach(async () => {
  fresh = await emptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'openkp-migrations-'))
})
afterEach(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const run = async () => {
  const outcome = await migrate(fresh.database, folder)
  return outcome.ok ? outcome.value : outcome.refusals[0].code
}

test('each file once, in order, and a lower number that arrives later too', async () => {
  await write('020-b.sql', 'create table b (id int); create table b2 (id int)')
  expect(await run()).toEqual(['020-b.sql'])
  expect(await run()).toEqual([])
  await write('010-a.sql', 'create table a (id int)')
  await write('030-c.sql', 'alter table a add column more int')
  expect(await run()).toEqual(['010-a.sql', '030-c.sql'])
})

test('programs that start together apply a migration once', async () => {
  await write('010-a.sql', 'create table a (id int); select pg_sleep(0.2)')
  const all = await Promise.all([run(), run(), run()])
  expect(all.flat().sort()).toEqual(['010-a.sql'])
})

test('one that fails leaves nothing of itself', async () => {
  await write('010-a.sql', 'create table a (id int); select 1/0')
  await expect(run()).rejects.toThrow('migration 010-a.sql failed')
  expect(await rowsOf(fresh.database, `select to_regclass('a')::text as found`)).toEqual([
    { found: null },
  ])
  await write('010-a.sql', 'create table a (id int)')
  expect(await run()).toEqual(['010-a.sql'])
})

test('line ends of another system are no change; anything else is', async () => {
  await write('010-a.sql', 'create table a (\n id int)')
  await run()
  await write('010-a.sql', 'create table a (\r\n id int)')
  expect(await run()).toEqual([])
  await write('010-a.sql', 'create table a (\n id bigint)')
  expect(await run()).toBe('PLATFORM_MIGRATION_CHANGED')
})

test('a database that a newer program has changed is refused', async () => {
  await write('010-a.sql', 'create table a (id int)')
  await run()
  await rm(join(folder, '010-a.sql'))
  expect(await run()).toBe('PLATFORM_MIGRATION_UNKNOWN')
})

test.each([
  [['10-a.sql'], 'PLATFORM_MIGRATION_NAME'],
  [['010-a.sql', '010-b.sql'], 'PLATFORM_MIGRATION_NUMBER_TWICE'],
])('files %j are refused', async (names, code) => {
  for (const name of names) await write(name, 'select 1')
  expect(await run()).toBe(code)
})

test('a server older than PostgreSQL 15 is refused before anything is written', async () => {
  // This server cannot be made older, but a database can be made to answer so.
  await fresh.database.query(
    `create function public.current_setting(text) returns text language sql return '149999'`,
  )
  const { pathname } = new URL(fresh.url)
  await fresh.database.query(
    `alter database ${pathname.slice(1)} set search_path = public, pg_catalog`,
  )
  await write('010-a.sql', 'create table a (id int)')
  const older = openDatabase(fresh.url)
  const outcome = await migrate(older, folder)
  await older.end()
  expect(outcome).toMatchObject({ refusals: [{ code: 'PLATFORM_POSTGRES_TOO_OLD' }] })
  expect(await rowsOf(fresh.database, `select to_regnamespace('platform')::text as found`)).toEqual(
    [{ found: null }],
  )
})
