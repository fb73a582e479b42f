import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { authoritiesIn } from '../src/participants/keys.ts'
import { logIdentityOf, witnessNameOf } from '../src/participants/trusted-logs.ts'
import { createHttp } from '../src/platform/http/create.ts'
import { createLogger } from '../src/platform/logger.ts'
import { witnessRoutes } from '../src/transparency/adapters/witness-http.ts'
import { openWitnessMemory } from '../src/transparency/adapters/witness-memory.ts'
import {
  type WitnessService,
  witnessService,
} from '../src/transparency/adapters/witness-service.ts'
import {
  type Checkpoint,
  type LogIdentity,
  readCheckpoint,
} from '../src/transparency/checkpoint.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { refuse } from '../src/values/outcome.ts'
import { listsOf } from './at-a-node.ts'
import type { NodeUnderTest } from './node-under-test.ts'

/**
 * Witnesses at an address of their own, whose clocks a test sets, and who follow every log, that of their own
 * operator too: what a host does who runs several, with a program that he has changed.
 */
export type WitnessesApart = {
  /** As OPENKP_WITNESSES names them. */
  readonly setting: string
  /** Gives them the keys that the list of a node names, out of its signer; before that they know no log. */
  readonly follow: (node: NodeUnderTest) => Promise<void>
  /** Seconds that their clocks are ahead, and who of them hears of nothing. */
  readonly mood: { ahead: number; deaf: readonly string[] }
  /** The largest head of a log that each of some has cosigned, with all of their words. */
  readonly seen: (log: PartyCode, by: readonly string[]) => Promise<Checkpoint>
  readonly close: () => Promise<void>
}

type Following = { readonly origin: string; readonly logs: readonly LogIdentity[] }

export async function witnessesApart(parties: readonly string[]): Promise<WitnessesApart> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-witnesses-'))
  const app = await createHttp({ logger: createLogger('silent'), version: 'test' })
  const mood: WitnessesApart['mood'] = { ahead: 0, deaf: [] }
  const services = new Map<string, WitnessService>()
  let following: Following | undefined
  const memories = new Map(
    await Promise.all(
      parties.map(async (each) => [each, await openWitnessMemory(join(folder, each))] as const),
    ),
  )
  for (const [party, memory] of memories) {
    const addCheckpoint: WitnessService['addCheckpoint'] = async (body) =>
      services.get(party)?.addCheckpoint(body) ?? refuse('WITNESS_UNKNOWN_LOG')
    const isDeaf = () => mood.deaf.includes(party)
    const service = {
      addCheckpoint: (body: Uint8Array) =>
        isDeaf() ? Promise.resolve(refuse('WITNESS_UNKNOWN_LOG')) : addCheckpoint(body),
    }
    const logs = () => (isDeaf() ? [] : (following?.logs ?? []))
    witnessRoutes(app, { service, logs, memory, prefix: `/witness/${party}` })
  }
  await app.listen({ host: '127.0.0.1', port: 0 })
  if (!app.server.listening) await once(app.server, 'listening')
  const { port } = app.server.address() as AddressInfo
  return {
    setting: parties.map((party) => `${party}=http://127.0.0.1:${port}/witness/${party}`).join(','),
    mood,
    async follow(node) {
      const { trust } = await listsOf(node)
      const rules = trust.logs
      if (rules === null) throw new Error('a scheme without logs')
      const { signerOf } = await openStoreKeys(join(node.dataFolder, 'signer'))
      const logs = authoritiesIn(trust.keys).map((party) => logIdentityOf(trust, rules, party))
      following = { origin: rules.origin, logs }
      for (const [party, memory] of memories) {
        const isListed = trust.keys
          .get(party as PartyCode)
          ?.some(({ usage }) => usage === 'witness')
        if (isListed !== true) continue
        const name = witnessNameOf(rules, party as PartyCode)
        const signer = signerOf(party as PartyCode, 'witness')
        const now = () => Math.floor(Date.now() / 1000) + mood.ahead
        services.set(
          party,
          witnessService({ name, signer, memory, logs, now, verify: nodeVerify() }),
        )
      }
    },
    async seen(log, by) {
      const heads = await Promise.all(
        by.map((party) => memories.get(party)?.last(`${following?.origin}/${log}`)),
      )
      const [first] = heads
      if (first === undefined || heads.some((each) => each?.note.text !== first.note.text)) {
        throw new Error('they have not all seen one head')
      }
      const words = heads.flatMap((each) => each?.note.signatures ?? [])
      const signatures = [...new Map(words.map((each) => [each.name, each])).values()]
      return { ...first, note: { ...first.note, signatures } }
    },
    async close() {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The size of the head of CD's log, as the node serves it to everybody. */
export async function servedSize({ baseUrl }: NodeUnderTest): Promise<number> {
  const answer = await fetch(`${baseUrl}/log/CD/checkpoint`)
  const head = readCheckpoint(new Uint8Array(await answer.arrayBuffer()))
  if (!head.ok) throw new Error(head.refusals[0].code)
  return head.value.size
}
