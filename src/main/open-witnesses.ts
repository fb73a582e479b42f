import { join } from 'node:path'
import { WITNESSES } from '../participants/adapters/demonstration.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import type { Keys } from '../participants/adapters/remote-keys.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import { logsFor, witnessNameOf } from '../participants/trusted-logs.ts'
import { type Database, rowsOf, transaction } from '../platform/database.ts'
import type { Http } from '../platform/http/http.ts'
import type { NodeClock } from '../transparency/adapters/node-clock.ts'
import {
  type WitnessClient,
  witnessAt,
  witnessHere,
} from '../transparency/adapters/witness-client.ts'
import { witnessRoutes } from '../transparency/adapters/witness-http.ts'
import { openWitnessMemory, type WitnessMemory } from '../transparency/adapters/witness-memory.ts'
import {
  type InTurn,
  type WitnessService,
  witnessService,
} from '../transparency/adapters/witness-service.ts'
import type { LogIdentity } from '../transparency/checkpoint.ts'
import type { PartyCode } from '../values/codes.ts'
import { epochSeconds } from './cli-verb.ts'

/** A witness of some party at an address, as OPENKP_WITNESSES names it. */
export type RemoteWitness = { readonly party: PartyCode; readonly address: string }

export type WitnessOptions = {
  readonly database: Database
  readonly dataFolder: string
  readonly keys: Pick<Keys, 'signerOf' | 'held'>
  readonly trust: () => Trust
  readonly rules: LogRules
  readonly remote: readonly RemoteWitness[]
  readonly clock: Pick<NodeClock, 'mustBeRight'>
}

/** The witnesses that this node asks, and those that it is itself. */
export type Witnesses = {
  readonly asked: readonly WitnessClient[]
  /** `/witness/<party>/…` of each party whose witness this node is, for anybody. */
  readonly routes: (app: Http) => void
}

type OwnWitness = {
  readonly party: PartyCode
  readonly service: WitnessService
  readonly memory: WitnessMemory
  readonly logs: () => readonly LogIdentity[]
}

/**
 * Opens the witnesses of this node: of each party that the trust list gives a witness key which is held
 * here. A party that is asked elsewhere is no witness here too: two memories under one key would be no
 * memory. The four of a demonstration are asked here unless they are named elsewhere.
 */
export async function openWitnesses(options: WitnessOptions): Promise<Witnesses> {
  const { keys, trust, rules, remote } = options
  const held = (await keys.held()).filter(({ usage }) => usage === 'witness')
  const isElsewhere = (party: PartyCode) => remote.some((each) => each.party === party)
  const own = [...trust().keys].flatMap(([party, listed]) => {
    const isListed = listed.some(({ usage }) => usage === 'witness')
    const isHeld = held.some((each) => each.party === party)
    return isListed && isHeld && !isElsewhere(party) ? [party] : []
  })
  const here = await Promise.all(own.map((party) => openWitness(options, party)))
  const away = remote.map(({ party, address }) => witnessAt(witnessNameOf(rules, party), address))
  const players = here.filter(({ party }) => WITNESSES.includes(party))
  return {
    asked: [
      ...players.map(({ party, service, memory }) =>
        witnessHere(witnessNameOf(rules, party), service, memory),
      ),
      ...away,
    ],
    routes(app) {
      for (const { party, ...door } of here) {
        witnessRoutes(app, { ...door, prefix: `/witness/${party}` })
      }
    },
  }
}

async function openWitness(
  { database, dataFolder, keys, trust, rules, clock }: WitnessOptions,
  party: PartyCode,
): Promise<OwnWitness> {
  const name = witnessNameOf(rules, party)
  const memory = await openWitnessMemory(join(dataFolder, 'witnesses', party))
  const logs = () => logsFor(trust(), rules, party)
  const service = witnessService({
    ...{ name, memory, verify: nodeVerify(), now: epochSeconds },
    inTurn: acrossPrograms(database, name),
    get signer() {
      // The time that it signs is what others take for theirs.
      clock.mustBeRight()
      return keys.signerOf(party, 'witness')
    },
    get logs() {
      return logs()
    },
  })
  return { party, service, memory, logs }
}

/** Several programs over one database share the memory: one of them at a time has a log in hand. */
function acrossPrograms(database: Database, name: string): InTurn {
  return (origin, work) =>
    transaction(database, async (tx) => {
      await rowsOf(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 77))', [
        `${name} ${origin}`,
      ])
      return work()
    })
}
