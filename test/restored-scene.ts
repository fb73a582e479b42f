import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { DemonstrationFile } from '../src/access/adapters/demonstration-file.ts'
import { createVerifier } from '../src/certificates/verify.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { type Caller, createCaller } from './caller.ts'
import { shared } from './door.ts'
import { UNLOGGED } from './invariants.ts'
import { newDatabase, onServer } from './new-database.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'
import { shortOf } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** A whole node over a database of its own, with copies of its parts that are put back one by one. */

const PARTS = ['log', 'witnesses'] as const

export type Restored = {
  /** Of which backup the database is, by its name. */
  readonly database: string
  /** Of which backup the files of the logs are; none where they are lost. */
  readonly log: string | undefined
  readonly witnesses: string
}

export type HeldUp = { readonly party: string; readonly code: string; readonly title: string }

export async function restoredScene() {
  const server = await shared('database')
  const kept = await mkdtemp(join(tmpdir(), 'openkp-kept-'))
  const live = await newDatabase(server, { prefix: 'restored' })
  let node: NodeUnderTest = await startNode({ DATABASE_URL: live.url, OPENKP_LOGS: 'on' })
  const copyOf = (name: string) => `${live.name}_${name}`
  const made: string[] = []

  const asked = async <T>(ask: (database: Database) => Promise<T>): Promise<T> => {
    const database = openDatabase(live.url, { max: 1 })
    try {
      return await ask(database)
    } finally {
      await database.end()
    }
  }
  /** Waits until everything that was signed stands under a head. */
  const logged = () =>
    asked((database) =>
      vi.waitFor(async () => expect((await database.query(UNLOGGED)).rows).toEqual([]), {
        timeout: 20_000,
      }),
    )
  const putFolder = async (name: (typeof PARTS)[number], from: string | undefined) => {
    const folder = join(node.dataFolder, name)
    await rm(folder, { recursive: true, force: true })
    if (from !== undefined) await cp(join(kept, from, name), folder, { recursive: true })
  }
  return {
    node: () => node,
    caller: () => callerOf(node),
    steps: () => stepsOf(callerOf(node)),
    asked,
    logged,
    /** After everything is in its log, as a person does it: stop, copy. The node stays off. */
    async backUp(name: string): Promise<void> {
      await logged()
      await node.stop()
      await onServer(server, `create database ${copyOf(name)} template ${live.name}`)
      made.push(copyOf(name))
      for (const part of PARTS) {
        await cp(join(node.dataFolder, part), join(kept, name, part), { recursive: true })
      }
    },
    async startAgain(changed?: Readonly<Record<string, string>>): Promise<void> {
      await node.stop()
      node = await node.startAgain(changed)
    },
    async restore({ database, log, witnesses }: Restored): Promise<void> {
      await node.stop()
      await onServer(server, `drop database ${live.name} with (force)`)
      await onServer(server, `create database ${live.name} template ${copyOf(database)}`)
      await putFolder('log', log)
      await putFolder('witnesses', witnesses)
      node = await node.startAgain()
    },
    /** One folder of a stopped node as a backup has it. */
    async putBack(name: (typeof PARTS)[number], from: string): Promise<void> {
      await node.stop()
      await putFolder(name, from)
      node = await node.startAgain()
    },
    /** Who cannot sign, as whoever watches the node is told. */
    async heldUp(): Promise<readonly HeldUp[]> {
      const health = await fetch(`${node.baseUrl}/api/health`)
      expect(health.status).toBe(200)
      return ((await health.json()) as { heldUp: [] }).heldUp
    },
    served: (party = 'CD') => servedIn(node, party),
    verdictOf: (shipment: Shipment) => verdictBy(node, shipment),
    async dispose(): Promise<void> {
      await node.dispose()
      for (const name of [live.name, ...made]) {
        await onServer(server, `drop database if exists ${name} with (force)`)
      }
      await rm(kept, { recursive: true })
    },
  }
}

export type RestoredScene = Awaited<ReturnType<typeof restoredScene>>

export function callerOf({ baseUrl, dataFolder }: NodeUnderTest): Caller {
  const text = readFileSync(join(dataFolder, 'demo-accounts.json'), 'utf8')
  const { accounts } = JSON.parse(text) as DemonstrationFile
  return createCaller(baseUrl, new Map(accounts.map((each) => [shortOf(each.email), each.token])))
}

/** A log as everybody gets it: how many entries, and what is wrong with them. */
async function servedIn({ dataFolder }: NodeUnderTest, party: string) {
  const read = openLogSource(join(dataFolder, 'log', party))
  const head = readCheckpoint((await read('checkpoint')) ?? new Uint8Array())
  if (!head.ok) throw new Error(head.refusals[0].code)
  return { size: head.value.size, ...(await checkLog(head.value, read)) }
}

/** What an inspector's verifier says, with what this node gives it. */
async function verdictBy({ baseUrl }: NodeUnderTest, { qr }: Shipment): Promise<string> {
  const answer = await fetch(`${baseUrl}/api/participants/trust-bundle`)
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
