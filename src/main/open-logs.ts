import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import type { Keys } from '../participants/adapters/remote-keys.ts'
import type { RegisterCopy } from '../participants/bundle.ts'
import { goodBelowIn } from '../participants/compromised-keys.ts'
import { authoritiesIn } from '../participants/keys.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import {
  logIdentityOf,
  operatorOf,
  quorumRulesOf,
  witnessNameOf,
} from '../participants/trusted-logs.ts'
import type { Database } from '../platform/database.ts'
import { describeError } from '../platform/describe-error.ts'
import type { HeldUp } from '../platform/http/health.ts'
import type { Http } from '../platform/http/http.ts'
import type { Logger } from '../platform/logger.ts'
import { serveLogs } from '../transparency/adapters/log-http.ts'
import { type LogKeeper, type LogParts, logKeeper } from '../transparency/adapters/log-keeper.ts'
import { logsBehind } from '../transparency/adapters/log-store.ts'
import type { NodeClock } from '../transparency/adapters/node-clock.ts'
import { type RegisterKeeper, registerKeeper } from '../transparency/adapters/register-keeper.ts'
import type { WitnessClient } from '../transparency/adapters/witness-client.ts'
import { openWitnessNotes, type WitnessNotes } from '../transparency/adapters/witness-faults.ts'
import type { PartyCode } from '../values/codes.ts'
import { epochSeconds } from './cli-verb.ts'
import { type LogStandings, openStandings } from './log-standings.ts'
import { openWitnesses, type RemoteWitness } from './open-witnesses.ts'
import { publishLogs } from './publish-logs.ts'

export type LogsOptions = {
  readonly database: Database
  readonly dataFolder: string
  readonly keys: Pick<Keys, 'signerOf' | 'held'>
  readonly trust: () => Trust
  readonly logger: Logger
  /** Witnesses elsewhere. */
  readonly witnesses: readonly RemoteWitness[]
  /** Seconds between two publications; as the scheme has it where nobody said. */
  readonly publishEvery: number | undefined
  readonly clock: Pick<NodeClock, 'mustBeRight' | 'heard'>
}

/** The logs of every author on this node. */
export type Logs = {
  /** Throws the refusal while the log of `party` is not known to be the one that witnesses have seen. */
  readonly mustBeWhole: (party: PartyCode) => void
  /** The parties of whom that is so. */
  readonly heldUp: () => readonly HeldUp[]
  /** Publishes what is due now, and what cannot wait. */
  readonly publish: () => Promise<void>
  /** The newest register page of every party that has one, after whatever is due was published. */
  readonly registers: () => Promise<ReadonlyMap<PartyCode, RegisterCopy>>
  /** The proof that a statement is logged, by what was published last: nothing is published for it. */
  readonly proofOf: LogKeeper['proofOf']
  /** Where the static files lie. */
  readonly folder: string
  /** The witnesses that the logs are shown to. */
  readonly asked: readonly WitnessClient[]
  /** The static files of the logs, and the witnesses that this node is. */
  readonly routes: (app: Http) => Promise<void>
  /** Ends when what is being published is published. */
  readonly stop: () => Promise<void>
}

/**
 * A demonstration publishes at once, so that whoever looks sees it. In earnest it is once an hour: when
 * goods are on the road is nobody's business before they have left (design, 3).
 */
const PUBLISH_EVERY = { demonstration: 1, production: 3_600 } as const

const PATIENCE_MS = 2_000

/** Opens the logs, and asks their witnesses first what they have seen; null where the scheme has none. */
export async function openLogs(options: LogsOptions): Promise<Logs | null> {
  const { database, keys, trust, logger } = options
  const rules = trust().logs
  if (rules === null) return null
  const folder = join(options.dataFolder, 'log')
  const witnesses = await openWitnesses({ ...options, rules, remote: options.witnesses })
  const parts: LogParts = {
    ...{ database, folder, verify: nodeVerify() },
    identityOf: (party) => logIdentityOf(trust(), rules, party),
    signerOf: (party) => keys.signerOf(party, 'log'),
    witnesses: witnesses.asked,
    quorumOf: (party) => ({ rules: quorumRulesOf(trust(), rules), host: operatorOf(rules, party) }),
    notes: notesFor(options, rules),
    evidence: join(options.dataFolder, 'log-evidence'),
  }
  const standings = await openStandings(parts, trust, logger)
  const keeper = logKeeper(parts)
  const { registersOf } = pagesOf(options, rules, standings)
  const publish: LogKeeper['publish'] = async (party, which) => {
    await keeper.publish(party, which)
    // With its head, not only when somebody asks: an older copy of this database signs none, and shows this one.
    await registersOf([party])
  }
  const publishing = publishLogs({
    ...{ standings, logger },
    keeper: { publish },
    parties: () => authoritiesIn(trust().keys),
    behind: (which) => logsBehind(database, which),
    every: options.publishEvery ?? PUBLISH_EVERY[trust().environment],
  })
  const complain = (error: unknown) => logger.error(describeError(error), 'a log was not published')
  // Who asks for a register gets the newest that there is, and waits for no witness that sleeps.
  const publishWaiting = async () => {
    await Promise.race([publishing.due().catch(complain), sleep(PATIENCE_MS, null, { ref: false })])
  }
  return {
    mustBeWhole: standings.mustBeWhole,
    heldUp: standings.heldUp,
    publish: publishing.due,
    async registers() {
      await publishWaiting()
      return registersOf(authoritiesIn(trust().keys))
    },
    proofOf: keeper.proofOf,
    folder,
    asked: witnesses.asked,
    async routes(app) {
      await serveLogs(app, folder)
      witnesses.routes(app)
    },
    async stop() {
      standings.stop()
      await publishing.stop()
    },
  }
}

/** What is wrong with which witness; those elsewhere say with each cosignature what their time is. */
function notesFor({ logger, witnesses, clock }: LogsOptions, rules: LogRules): WitnessNotes {
  const notes = openWitnessNotes(logger, Date.now, () => performance.now())
  const operators = new Map(
    witnesses.map(({ party }) => [witnessNameOf(rules, party), operatorOf(rules, party)]),
  )
  return {
    ...notes,
    cosigned(name, time) {
      const operator = operators.get(name)
      if (operator !== undefined) clock.heard(operator, time)
      notes.cosigned(name, time)
    },
  }
}

/** The register pages of this node's logs. */
function pagesOf(
  { database, keys, trust, clock }: LogsOptions,
  rules: LogRules,
  standings: LogStandings,
): RegisterKeeper {
  return registerKeeper({
    ...{ database, environment: trust().environment, now: epochSeconds },
    signerOf(party) {
      // The page is a word about the log too: while that is not the one that was seen, the last page stays.
      standings.mustBeWhole(party)
      clock.mustBeRight()
      return keys.signerOf(party, 'status')
    },
    boundsOf: (party) => goodBelowIn(trust().keys.get(party) ?? []),
    partyOf: (name) =>
      [...trust().keys.keys()].find((party) => witnessNameOf(rules, party) === name),
  })
}
