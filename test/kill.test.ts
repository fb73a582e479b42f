import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import { decodeEntry } from '../src/access/journal.ts'
import { readDocument } from '../src/certificates/document.ts'
import { openDatabase, rowsOf } from '../src/platform/database.ts'
import { runningUrl } from '../src/platform/embedded-postgres/running.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/start.ts'
import { accountsAt, callerAt, listsOf, verdictBy } from './at-a-node.ts'
import type { Answered, Caller } from './caller.ts'
import { INVARIANTS, WHEN_DELIVERED } from './invariants.ts'
import { type NodeUnderTest, startBegunNode, startNodeAfterKills } from './node-under-test.ts'
import { FOUND, nextGoods, SEALS, VALIDATION } from './shipment.ts'
import { logged, logsAreWhole } from './whole-logs.ts'

const CLI = join(import.meta.dirname, '..', 'dist', 'main', 'cli.js')
const execute = promisify(execFile)
const ROUNDS = 8
const CLIENTS = 4
/** Answers between two kills, so that a slow machine does as much as a fast one, only later. */
const ANSWERS = { least: 8, most: 40 }
/** About as long as an act takes: the kill comes somewhere in one, not just after an answer. */
const WITHIN_MS = 60
const SEED = 20_261_121

/** Mulberry32: the same seed kills at the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Click = {
  readonly who: string
  readonly path: string
  readonly body: unknown
  readonly key: string
}
type World = {
  /** Who answers now; its address changes with every start. */
  caller: Caller
  isOver: boolean
  failure?: unknown
  readonly answers: { readonly click: Click; readonly answer: Answered }[]
  readonly codes: string[]
}

function send({ caller }: World, { who, path, body, key }: Click): Promise<Answered> {
  const headers = { 'idempotency-key': key }
  return caller.call(who, 'POST', `/api/certificates${path}`, body, headers)
}

/** Presses a button until there is an answer, as a page does when the line breaks. */
async function press(world: World, who: string, path: string, body: unknown = {}) {
  const click = { who, path, body, key: randomUUID() }
  for (;;) {
    const answer = await send(world, click).catch(() => undefined)
    if (answer !== undefined) {
      if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      world.answers.push({ click, answer })
      return answer.body
    }
    await sleep(30)
  }
}

/** The main job again and again, whatever happens to the server. */
async function client(world: World): Promise<void> {
  while (!world.isOver) {
    const start = { content: nextGoods(), submit: true }
    const { id } = await press(world, 'exporter@cd', '/applications', start)
    const { number } = await press(world, 'issuing@cd', `/applications/${String(id)}/issue`)
    const path = `/${String(number)}`
    const { qr } = await press(world, 'validating@cd', `${path}/validate`, VALIDATION)
    world.codes.push(String(qr))
    await press(world, 'issuing@cd', `${path}/export`)
    const shown = { document: qr, place: 'Antwerp', office: 'authority' }
    await press(world, 'importing@eu', '/presentations', shown)
    const arrival = `/arrivals/CD/${String(number)}`
    const found = SEALS.map((seal) => ({ seal, intact: true }))
    await press(world, 'importing@eu', `${arrival}/seals`, { found })
    await press(world, 'importing@eu', `${arrival}/weighing`, FOUND)
    await press(world, 'importing@eu', `${arrival}/confirm`)
  }
}

/** Waits for so many more answers. Clients that have failed give none, so their error ends the wait. */
async function answered(world: World, count: number): Promise<void> {
  const enough = world.answers.length + count
  while (world.answers.length < enough) {
    if (world.failure !== undefined) throw world.failure
    await sleep(5)
  }
}

/** Every answer that was given stays the answer, across any number of kills. */
async function replay(world: World, last: number): Promise<void> {
  for (const { click, answer } of world.answers.slice(-last)) {
    const again = await send(world, click)
    expect([again.status, again.body]).toEqual([answer.status, answer.body])
  }
}

async function bundleOpens({ caller }: World, codes: readonly string[]): Promise<void> {
  const lists = await listsOf(caller)
  for (const text of codes) {
    expect(readDocument({ text }).ok).toBe(true)
    // Confirmed goods are used goods; nothing else is wrong with any of them.
    expect(await verdictBy(lists, text)).toMatch(/^(INVALID USED|VALID SPECIMEN) /)
  }
}

/** The database of a node that was stopped. */
async function withDatabase(
  { databaseUrl, dataFolder }: NodeUnderTest,
  work: (find: (sql: string) => Promise<readonly unknown[]>) => Promise<void>,
): Promise<void> {
  const started =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataFolder, notice: () => undefined })
      : undefined
  if (started?.ok === false) throw new Error(started.refusals[0].code)
  const url = databaseUrl ?? started?.value.url ?? ''
  const database = openDatabase(url)
  await work((sql) => rowsOf(database, sql))
  await database.end()
  await started?.value.stop()
}

/** Lets every act on an account be done, and none of their entries be completed, until it is taken away. */
const HOLD_ENTRIES = `create function public.wait_here() returns trigger language plpgsql as
    $$ begin perform pg_sleep(3600); return new; end $$;
  create trigger wait_here before update on access.journal_pending
    for each row execute function public.wait_here()`
const LET_GO = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep';
  drop function public.wait_here cascade`
const IS_HELD = `select 1 from pg_stat_activity where wait_event = 'PgSleep'`

async function holds(node: NodeUnderTest, all: Readonly<Record<string, string>>): Promise<void> {
  await withDatabase(node, async (find) => {
    for (const [name, sql] of Object.entries(all)) {
      expect([name, await find(sql)]).toEqual([name, []])
    }
  })
}

/** Waits until the exporting side knows of every confirmation: then nothing is on its way. */
async function delivered({ caller }: World): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const { counts } = await caller.ask('issuing@cd', 'GET', '/work')
    if (counts?.certificates?.exported === undefined) return
    await sleep(100)
  }
  throw new Error('confirmations did not arrive')
}

/** Half a minute on a quiet machine; a busy one starts a server in ten seconds instead of two. */
const PATIENCE_MS = 300_000

test(
  `killed ${ROUNDS} times while ${CLIENTS} clients work: nothing lost, doubled or half done`,
  async () => {
    const random = randomFrom(SEED)
    let node = await startBegunNode({ OPENKP_LOGS: 'on' })
    try {
      const world: World = { caller: callerAt(node), isOver: false, answers: [], codes: [] }
      const clients = Promise.all(Array.from({ length: CLIENTS }, () => client(world)))
      clients.catch((error: unknown) => {
        world.failure = error
      })
      for (let round = 0; round < ROUNDS; round += 1) {
        await answered(world, ANSWERS.least + random() * (ANSWERS.most - ANSWERS.least))
        await sleep(random() * WITHIN_MS)
        await node.kill9()
        node = await node.startAgain({ OPENKP_LOGS: 'on' })
        world.caller = callerAt(node)
        await replay(world, 2)
      }
      world.isOver = true
      await clients
      expect(world.codes.length).toBeGreaterThan(CLIENTS)
      await replay(world, 200)
      await delivered(world)
      await logged(node)
      await bundleOpens(world, world.codes)
      expect(node.output()).not.toContain('"level":50')
      await logsAreWhole(node)
      await node.stop()
      await holds(node, { ...INVARIANTS, ...WHEN_DELIVERED })
    } finally {
      await node.dispose()
    }
  },
  PATIENCE_MS,
)

test(
  'killed four times during the first start: the next start is whole',
  async () => {
    const random = randomFrom(SEED + 1)
    const node = await startNodeAfterKills([300, 900, 1600, 2600].map((ms) => ms + random() * 600))
    try {
      const world: World = { caller: callerAt(node), isOver: true, answers: [], codes: [] }
      const { id } = await press(world, 'exporter@cd', '/applications', {
        content: nextGoods(),
        submit: true,
      })
      const { number } = await press(world, 'issuing@cd', `/applications/${String(id)}/issue`)
      const { qr } = await press(world, 'validating@cd', `/${String(number)}/validate`, VALIDATION)
      expect(String(number)).toBe('CD000001')
      await bundleOpens(world, [String(qr)])
      await node.stop()
      await holds(node, INVARIANTS)
    } finally {
      await node.dispose()
    }
  },
  PATIENCE_MS,
)

test(
  'killed between an act on an account and its entry: the journal says that the outcome is not known',
  async () => {
    const node = await startBegunNode()
    try {
      const { email, password } = accountsAt(node).get('issuing@cd') ?? {}
      const url = node.databaseUrl ?? (await runningUrl(node.dataFolder)) ?? ''
      const database = openDatabase(url, { max: 2 })
      await database.query(HOLD_ENTRIES)
      const answer = fetch(`${node.baseUrl}/api/access/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }).catch(() => 'no answer')
      await expect.poll(() => rowsOf(database, IS_HELD), { timeout: 20_000 }).toHaveLength(1)
      await node.kill9()
      expect(await answer).toBe('no answer')
      await database.query(LET_GO)
      // The session is there: the act was done, and nobody was told.
      expect(await rowsOf(database, 'select 1 from access.session')).toHaveLength(1)
      await sealJournal(database, new Date(Date.now() + 61_000))
      const rows = await rowsOf<{ entry: Buffer }>(
        database,
        `select entry from access.journal where act = 'access:sign-in'`,
      )
      await database.end()
      const told = rows.map(({ entry }) => decodeEntry(new Uint8Array(entry)))
      expect(told).toMatchObject([{ thing: 'sign-in', outcome: 'unknown', from: '127.0.0.1' }])
      const env = { ...process.env, OPENKP_DATA: node.dataFolder, DATABASE_URL: url }
      const { stdout } = await execute(process.execPath, [CLI, 'audit', 'check'], { env })
      expect(stdout).toContain('entry 1: it is not known whether this was done')
    } finally {
      await node.dispose()
    }
  },
  PATIENCE_MS,
)
