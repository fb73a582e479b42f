import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EmbeddedRefusal } from '../refusals.ts'
import { readPostmaster } from './left-over.ts'
import { isRoot } from './run-as.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start.ts'

let folder: string
let dataFolder: string
let notices: string[]
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-embedded-'))
  await chmod(folder, 0o755)
  dataFolder = join(folder, 'data')
  notices = []
})

afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
  const elsewhere = await homeElsewhere()
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedPostgres | EmbeddedRefusal> {
  const outcome = await startEmbeddedPostgres({ dataFolder, notice: (line) => notices.push(line) })
  if (!outcome.ok) return outcome.refusals[0].code
  started.push(outcome.value)
  return outcome.value
}

async function ask(
  server: EmbeddedPostgres | EmbeddedRefusal,
  sql: string,
): Promise<string | undefined> {
  if (typeof server === 'string') return server
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0] as string | undefined
  } finally {
    await client.end()
  }
}

async function stop(server: EmbeddedPostgres | EmbeddedRefusal): Promise<void> {
  if (typeof server === 'string') throw new Error(server)
  await server.stop()
}

async function homeElsewhere(): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, 'postgres.location'), 'utf8').catch(() => undefined)
  return text?.trim()
}

test('keeps its rows over a stop, syncs to disk, and opens to its password alone', async () => {
  const first = await start()
  await ask(first, 'create table kept as select 42::text as value')
  expect(await ask(first, 'show fsync')).toBe('on')
  expect(await ask(first, 'show listen_addresses')).toBe('127.0.0.1')
  expect((await stat(join(dataFolder, 'postgres.password'))).mode & 0o777).toBe(0o600)
  const url = Object.assign(new URL((first as EmbeddedPostgres).url), { password: 'guess' })
  const stranger = new pg.Client({ connectionString: url.href })
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' })
  await stop(first)
  expect(await ask(await start(), 'select value from kept')).toBe('42')
  expect(notices).toEqual([])
})

test('a second program on the folder is refused, and the first goes on', async () => {
  const first = await start()
  expect(await start()).toBe('PLATFORM_DATA_FOLDER_IN_USE')
  expect(await ask(first, `select 'on'`)).toBe('on')
})

test('the lock of a program that no longer runs does not matter, even when its number runs again', async () => {
  await mkdir(dataFolder)
  await writeFile(join(dataFolder, 'lock'), `${process.ppid} another start\n`)
  expect(await ask(await start(), `select 'on'`)).toBe('on')
})

test('a server that was left running is stopped, and nothing committed is lost', async () => {
  const first = await start()
  await ask(first, 'create table kept as select 42::text as value')
  const left = await readPostmaster(join(dataFolder, 'postgres', 'cluster'))
  // As after a SIGKILL of the program: its lock stays, its holder is gone.
  await writeFile(join(dataFolder, 'lock'), '999999999 gone\n')
  const again = await start()
  expect(notices).toEqual(['stopped the database that an earlier, killed program left running'])
  expect(await ask(again, 'select value from kept')).toBe('42')
  expect((await readPostmaster(join(dataFolder, 'postgres', 'cluster')))?.pid).not.toBe(left?.pid)
})

test('a postmaster.pid whose number another program has by now is no obstacle', async () => {
  await stop(await start())
  const file = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid')
  await writeFile(file, `${process.pid}\n${file}\n0\n5432\n`)
  expect(await ask(await start(), `select 'on'`)).toBe('on')
})

test('a first start that was killed in the middle begins again', async () => {
  await mkdir(join(dataFolder, 'postgres', 'cluster.partial', 'base'), { recursive: true })
  await writeFile(join(dataFolder, 'postgres', 'cluster.partial', 'PG_VERSION'), '18\n')
  expect(await ask(await start(), `select 'on'`)).toBe('on')
})

test('a lost password and a cluster of another version are refused', async () => {
  await stop(await start())
  await rm(join(dataFolder, 'postgres.password'))
  expect(await start()).toBe('PLATFORM_POSTGRES_PASSWORD')
  await writeFile(join(dataFolder, 'postgres.password'), 'wrong')
  expect(await start()).toBe('PLATFORM_POSTGRES_PASSWORD')
  await writeFile(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), '17\n')
  expect(await start()).toBe('PLATFORM_POSTGRES_VERSION')
})

test('a data folder that is a file is refused', async () => {
  await writeFile(dataFolder, '')
  expect(await start()).toBe('PLATFORM_DATA_FOLDER_DENIED')
})

/** Root alone has these troubles; an ordinary user's runs are told by the tests above. */
const ROOT_CASES = isRoot() ? ['with user namespaces', 'without them'] : []

test.each(ROOT_CASES)('root starts it from a home that nobody else can read, %s', async (how) => {
  await chmod(folder, 0o700)
  const path = process.env.PATH
  if (how === 'without them') process.env.PATH = folder
  try {
    const first = await start()
    expect(await ask(first, 'select session_user::text')).toBe('openkp')
    await ask(first, 'create table kept as select 42::text as value')
    await stop(first)
    // The folder can be entered now, but the database stays where it was put.
    await chmod(folder, 0o755)
    expect(await ask(await start(), 'select value from kept')).toBe('42')
  } finally {
    process.env.PATH = path
  }
  const elsewhere = await homeElsewhere()
  if (how === 'with user namespaces') expect(elsewhere).toBeUndefined()
  else expect(notices).toEqual([expect.stringContaining(elsewhere ?? 'no other folder')])
})

test('only its own folder changes hands', async () => {
  await start()
  for (const name of ['.', 'lock', 'postgres.password']) {
    expect((await lstat(join(dataFolder, name))).uid).toBe(process.getuid?.())
  }
})
