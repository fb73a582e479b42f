import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../src/platform/database.ts'
import { openLogSource } from '../src/transparency/adapters/log-source.ts'
import { checkLog } from '../src/transparency/check-log.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { asOwner, callerAt, heldUpAt, verdictAt } from './at-a-node.ts'
import { shared } from './door.ts'
import { newDatabase, onServer } from './new-database.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'
import { type Shipment, stepsOf } from './shipment.ts'
import { logged } from './whole-logs.ts'

/** A whole node over a database of its own, with copies of its parts that are put back one by one. */

const PARTS = ['log', 'witnesses'] as const

export type Restored = {
  /** Of which backup the database is, by its name. */
  readonly database: string
  /** Of which backup the files of the logs are; none where they are lost. */
  readonly log: string | undefined
  readonly witnesses: string
}

export async function restoredScene() {
  const server = await shared('database')
  const kept = await mkdtemp(join(tmpdir(), 'openkp-kept-'))
  const live = await newDatabase(server, { prefix: 'restored' })
  let node: NodeUnderTest = await startNode({ DATABASE_URL: live.url, OPENKP_LOGS: 'on' })
  const copyOf = (name: string) => `${live.name}_${name}`
  const made: string[] = []

  const asked = <T>(ask: (database: Database) => Promise<T>): Promise<T> =>
    asOwner({ dataFolder: node.dataFolder, databaseUrl: live.url }, ask)
  const everythingLogged = () => logged({ dataFolder: node.dataFolder, databaseUrl: live.url })
  const putFolder = async (name: (typeof PARTS)[number], from: string | undefined) => {
    const folder = join(node.dataFolder, name)
    await rm(folder, { recursive: true, force: true })
    if (from !== undefined) await cp(join(kept, from, name), folder, { recursive: true })
  }
  return {
    node: () => node,
    caller: () => callerAt(node),
    steps: () => stepsOf(callerAt(node)),
    asked,
    logged: everythingLogged,
    /** After everything is in its log, as a person does it: stop, copy. The node stays off. */
    async backUp(name: string): Promise<void> {
      await everythingLogged()
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
    heldUp: () => heldUpAt(node),
    served: (party = 'CD') => servedIn(node, party),
    verdictOf: (shipment: Shipment) => verdictAt(node, shipment.qr),
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

/** A log as everybody gets it: how many entries, and what is wrong with them. */
async function servedIn({ dataFolder }: NodeUnderTest, party: string) {
  const read = openLogSource(join(dataFolder, 'log', party))
  const head = readCheckpoint((await read('checkpoint')) ?? new Uint8Array())
  if (!head.ok) throw new Error(head.refusals[0].code)
  return { size: head.value.size, ...(await checkLog(head.value, read)) }
}
