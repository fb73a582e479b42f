import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import { logFilesIn } from '../src/transparency/adapters/log-files.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { EMPTY_EDGE, grow } from '../src/transparency/grow.ts'
import { asOwner, callerAt } from './at-a-node.ts'
import { INVARIANTS } from './invariants.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { stepsOf } from './shipment.ts'
import { logged } from './whole-logs.ts'

/** A whole node whose files come to an end in the middle, as on a full disk, while it publishes its log. */

const WAIT = { timeout: 40_000, interval: 200 }
const [FAILS, WAITS] = ['a log was not published', 'a log waits for its next head'] as const

/** Bytes that a file may have: for nothing, for the entries, for what a witness keeps; and what is told of each. */
const ROUNDS = [
  { room: 0, said: FAILS },
  { room: 300, said: WAITS },
  { room: 600, said: FAILS },
] as const

let node: NodeUnderTest
/** The root of each size that anybody has seen, the witnesses too. */
const seen = new Map<number, string>()

beforeAll(async () => {
  node = await startBegunNode()
})
afterAll(() => node?.dispose())

/** As in log-disk-full.test.ts: the kernel cuts off whatever this process writes beyond. The database is another one. */
const limitFiles = (bytes: number | 'unlimited') =>
  promisify(execFile)('prlimit', [`--pid=${node.pid}`, `--fsize=${bytes}:`])

const told = (words: string) =>
  node
    .output()
    .split('\n')
    .filter((line) => line.includes('"party":"CD"') && line.includes(words)).length

const source = () => openLogSource(join(node.dataFolder, 'log', 'CD'))

/** Notes a head; one size has one root, whoever saw it. */
function remember(bytes: Uint8Array) {
  const head = readCheckpoint(bytes)
  if (!head.ok) throw new Error(head.refusals[0].code)
  const { origin, size, root } = head.value
  if (origin.endsWith('/CD')) {
    expect([size, seen.get(size) ?? toHex(root)]).toEqual([size, toHex(root)])
    seen.set(size, toHex(root))
  }
  return head.value
}

/** What is published is there, and what the witnesses remember is noted. */
async function headNow(): Promise<number> {
  const head = remember((await source()('checkpoint')) ?? new Uint8Array())
  expect((await checkLog(head, source())).faults).toEqual([])
  for (const each of await filesIn('witnesses')) {
    if (each.includes('heads')) remember(new Uint8Array(await readFile(each)))
  }
  return head.size
}

async function entriesNow(): Promise<number> {
  const query = `select 1 from transparency.entry where participant = 'CD'`
  return asOwner(node, async (database) => (await database.query(query)).rows.length)
}

async function filesIn(name: string): Promise<readonly string[]> {
  const folder = join(node.dataFolder, name)
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
}

test('what was answered waits, it is told once, and with room the log goes on as one history', async () => {
  const steps = stepsOf(callerAt(node))
  await steps.validated()
  await logged(node)
  // A head stands in the database before its files are written.
  await expect.poll(headNow, WAIT).toBe(await entriesNow())
  for (const { room, said } of ROUNDS) {
    const [size, before] = [await headNow(), told(said)]
    await limitFiles(room)
    expect((await steps.validated()).qr).not.toBe('')
    await expect.poll(() => told(said), WAIT).toBe(before + 1)
    // Whoever asks for the lists meanwhile gets those of before.
    expect((await fetch(`${node.baseUrl}/api/participants/trust-bundle`)).status).toBe(200)
    expect([await headNow(), told(said)]).toEqual([size, before + 1])
    await limitFiles('unlimited')
    await expect.poll(headNow, WAIT).toBe(size + 1)
    await logged(node)
  }
})

test('nothing is lost or doubled, and nothing half written is left', async () => {
  await asOwner(node, async (database) => {
    for (const [name, query] of Object.entries(INVARIANTS)) {
      expect({ name, broken: (await database.query(query)).rows }).toEqual({ name, broken: [] })
    }
  })
  const files = [...(await filesIn('log')), ...(await filesIn('witnesses'))]
  expect(files.filter((each) => each.endsWith('.draft'))).toEqual([])
  const size = await headNow()
  const entries = (await logFilesIn(join(node.dataFolder, 'log', 'CD')).entries(0, size)) ?? []
  const roots = [...seen.keys()].map((each) => [each, rootAt(entries.slice(0, each))])
  expect([...seen]).toEqual(roots)
})

function rootAt(entries: readonly Uint8Array[]): string {
  return toHex(grow(EMPTY_EDGE, entries).root)
}
