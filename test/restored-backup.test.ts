import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DemonstrationFile } from '../src/access/adapters/demonstration-file.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { openDatabase } from '../src/platform/database.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { createCaller } from './caller.ts'
import { shared } from './door.ts'
import { UNLOGGED } from './invariants.ts'
import { newDatabase, onServer } from './new-database.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'
import { shortOf } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** A whole node whose database is of last night, or whose log files are lost, while its witnesses know more. */

type Moment = 'night' | 'morning'
const KEPT = ['log', 'witnesses'] as const

let server = ''
let kept = ''
let live = { name: '', url: '' }
let node: NodeUnderTest
let old: Shipment
let fresh: Shipment

beforeAll(async () => {
  server = await shared('database')
  kept = await mkdtemp(join(tmpdir(), 'openkp-kept-'))
  live = await newDatabase(server, { prefix: 'restored' })
  node = await startNode({ DATABASE_URL: live.url, OPENKP_LOGS: 'on' })
  old = await steps().validated()
  await backUp('night')
  node = await node.startAgain()
  fresh = await steps().validated()
  await backUp('morning')
})
afterAll(async () => {
  await node.dispose()
  for (const name of [live.name, ...MOMENTS.map(copyOf)]) {
    await onServer(server, `drop database if exists ${name} with (force)`)
  }
  await rm(kept, { recursive: true })
})

const MOMENTS: readonly Moment[] = ['night', 'morning']
const copyOf = (moment: Moment) => `${live.name}_${moment}`

function caller() {
  const text = readFileSync(join(node.dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return createCaller(
    node.baseUrl,
    new Map(accounts.map((each) => [shortOf(each.email), each.token])),
  )
}
const steps = () => stepsOf(caller())

/** After everything is in its log, as a person does it: stop, copy. */
async function backUp(moment: Moment): Promise<void> {
  await logged()
  await node.stop()
  await onServer(server, `create database ${copyOf(moment)} template ${live.name}`)
  for (const name of KEPT) {
    await cp(join(node.dataFolder, name), join(kept, moment, name), { recursive: true })
  }
}

async function logged(): Promise<void> {
  const database = openDatabase(live.url, { max: 1 })
  try {
    const isLogged = async () => expect((await database.query(UNLOGGED)).rows).toEqual([])
    await vi.waitFor(isLogged, { timeout: 20_000 })
  } finally {
    await database.end()
  }
}

type Restored = {
  readonly database: Moment
  /** Of which moment the files of the log are; none where they are lost. */
  readonly log: Moment | undefined
  readonly witnesses: Moment
}

async function restore({ database, log, witnesses }: Restored): Promise<void> {
  await node.stop()
  await onServer(server, `drop database ${live.name} with (force)`)
  await onServer(server, `create database ${live.name} template ${copyOf(database)}`)
  await putFolder('log', log)
  await putFolder('witnesses', witnesses)
  node = await node.startAgain()
}

async function putFolder(name: (typeof KEPT)[number], moment: Moment | undefined): Promise<void> {
  const folder = join(node.dataFolder, name)
  await rm(folder, { recursive: true, force: true })
  if (moment !== undefined) await cp(join(kept, moment, name), folder, { recursive: true })
}

async function heldUp(): Promise<readonly { party: string; code: string; title: string }[]> {
  const health = await fetch(`${node.baseUrl}/api/health`)
  expect(health.status).toBe(200)
  return ((await health.json()) as { heldUp: [] }).heldUp
}

/** The log of CD as everybody gets it: how many entries, and what is wrong with them. */
async function served() {
  const read = openLogSource(join(node.dataFolder, 'log', 'CD'))
  const head = readCheckpoint((await read('checkpoint')) ?? new Uint8Array())
  if (!head.ok) throw new Error(head.refusals[0].code)
  return { size: head.value.size, ...(await checkLog(head.value, read)) }
}

/** What an inspector's verifier says, with what this node gives it. */
async function verdictOf({ qr }: Shipment): Promise<string> {
  const answer = await fetch(`${node.baseUrl}/api/participants/trust-bundle`)
  const bundle = parseBundle(new Uint8Array(await answer.arrayBuffer()))
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  const now = Math.floor(Date.now() / 1000)
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() }
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) throw new Error(trust.refusals[0].code)
  const verify = createVerifier({ trust: trust.value, bundle: bundle.value }, nodeVerify())
  const { verdict, reasons } = await verify({ text: qr }, now)
  return `${verdict} ${reasons[0]?.code}`
}

test('log files that are lost alone are written anew, and the log goes on', async () => {
  await restore({ database: 'morning', log: undefined, witnesses: 'morning' })
  expect(await heldUp()).toEqual([])
  const before = await served()
  expect(before.faults).toEqual([])
  await steps().validated()
  await logged()
  expect(await served()).toMatchObject({ size: before.size + 1, faults: [] })
})

test('a database of last night is made whole out of the log files, and takes no number twice', async () => {
  await restore({ database: 'night', log: 'morning', witnesses: 'morning' })
  expect(await heldUp()).toEqual([])
  expect(await verdictOf(fresh)).toBe('VALID SPECIMEN')
  const { number } = await steps().validated()
  expect([old.number, fresh.number]).not.toContain(number)
  await logged()
  expect((await served()).faults).toEqual([])
})
