import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WITNESSES } from '../participants/adapters/demonstration.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import type { Keys } from '../participants/adapters/remote-keys.ts'
import type { RegisterCopy } from '../participants/bundle.ts'
import { authoritiesIn } from '../participants/keys.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import { logIdentityOf, witnessNameOf } from '../participants/trusted-logs.ts'
import type { Database } from '../platform/database.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import { RefusedError } from '../platform/refused-error.ts'
import { compareLog, type LogStanding } from '../transparency/adapters/compare-log.ts'
import { logBook } from '../transparency/adapters/log-book.ts'
import { type LogParts, logKeeper } from '../transparency/adapters/log-keeper.ts'
import { logsBehind } from '../transparency/adapters/log-store.ts'
import { registerOf } from '../transparency/adapters/register-keeper.ts'
import { type WitnessClient, witnessHere } from '../transparency/adapters/witness-client.ts'
import { openWitnessMemory } from '../transparency/adapters/witness-memory.ts'
import { witnessService } from '../transparency/adapters/witness-service.ts'
import type { PartyCode } from '../values/codes.ts'
import { refusal } from '../values/outcome.ts'
import { epochSeconds } from './cli-verb.ts'

export type LogsOptions = {
  readonly database: Database
  readonly dataFolder: string
  readonly keys: Pick<Keys, 'signerOf'>
  readonly trust: () => Trust
  readonly logger: Logger
}

/** The logs of every author on this node. */
export type Logs = {
  /** Throws the refusal while the log of `party` is not known to be the one that witnesses have seen. */
  readonly mustBeWhole: (party: PartyCode) => void
  /** A head of every log, with cosignatures of now: how old they are is how old a verdict's register is. */
  readonly refresh: () => Promise<void>
  /** The newest register page of every party that has one, after whatever waits was published. */
  readonly registers: () => Promise<ReadonlyMap<PartyCode, RegisterCopy>>
  /** Where the static files lie. */
  readonly folder: string
  /** Ends when what is being published is published. */
  readonly stop: () => Promise<void>
}

/**
 * A demonstration publishes at once, so that whoever looks sees it. In earnest it is once an hour: when
 * goods are on the road is nobody's business before they have left (design, 3).
 */
const PUBLISH_MS = 1_000
/** How often those who did not answer are asked again. */
const ASK_AGAIN_MS = 10_000

/** Opens the logs, and asks their witnesses first what they have seen; null where the scheme has none. */
export async function openLogs(options: LogsOptions): Promise<Logs | null> {
  const { database, keys, trust, logger } = options
  const rules = trust().logs
  if (rules === null) return null
  const folder = join(options.dataFolder, 'log')
  const parts: LogParts = {
    ...{ database, folder, logger, verify: nodeVerify() },
    identityOf: (party) => logIdentityOf(trust(), rules, party),
    signerOf: (party) => keys.signerOf(party, 'log'),
    witnesses: await witnessesHere(options, rules),
  }
  const complain = (error: unknown, party: PartyCode) => {
    const about = { ...describeError(error), party }
    if (error instanceof RefusedError) logger.warn(about, 'a log waits for its next head')
    else logger.error(about, 'a log was not published')
  }
  const standings = await openStandings(parts, trust, rules.quorum)
  const keeper = logKeeper(parts)
  const publish = async (party: PartyCode) => {
    if (standings.of(party) !== 'whole') return
    // What keeps one log from its next head must not keep the others; it is tried again in a second.
    await keeper.publish(party).catch((error: unknown) => complain(error, party))
  }
  const publishWaiting = async () => {
    for (const party of await logsBehind(database)) await publish(party)
  }
  const refresh = async () => {
    for (const party of authoritiesIn(trust().keys)) await publish(party)
  }
  // A log without a single entry has a head too: then it can be told from one that nobody has heard of.
  const publishing = again(inTurn(refresh, publishWaiting), PUBLISH_MS, logger)
  const register = {
    ...{ database, environment: trust().environment, now: epochSeconds },
    signerOf: (party: PartyCode) => keys.signerOf(party, 'status'),
    partyOf: (name: string) =>
      [...trust().keys.keys()].find((party) => witnessNameOf(rules, party) === name),
  }
  return {
    mustBeWhole: (party) => mustBeWhole(party, standings.of(party)),
    refresh,
    async registers() {
      await publishWaiting()
      const found = new Map<PartyCode, RegisterCopy>()
      for (const party of authoritiesIn(trust().keys)) {
        const copy = await registerOf(register, party)
        if (copy !== undefined) found.set(party, copy)
      }
      return found
    },
    folder,
    async stop() {
      standings.stop()
      await publishing.stop()
    },
  }
}

/** The first time the one, and from then on the other. */
function inTurn(first: () => Promise<void>, then: () => Promise<void>): () => Promise<void> {
  let next = first
  return async () => {
    await next()
    next = then
  }
}

/** Does `work` again and again, with a pause in between; what fails is told and tried again. */
function again(work: () => Promise<void>, pauseMs: number, logger: Logger) {
  let isOver = false
  const wake = new AbortController()
  const run = async () => {
    while (!isOver) {
      await work().catch((error) => logger.error(describeError(error), 'a log was not published'))
      await sleep(pauseMs, undefined, { signal: wake.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    stop: () => {
      isOver = true
      wake.abort()
      return running
    },
  }
}

function mustBeWhole(party: PartyCode, standing: LogStanding): void {
  if (standing === 'whole') return
  const code = (
    {
      behind: 'TRANSPARENCY_LOG_BEHIND',
      forked: 'TRANSPARENCY_LOG_FORKED',
      unknown: 'TRANSPARENCY_LOG_UNKNOWN',
    } as const
  )[standing]
  throw new RefusedError(refusal(code, undefined, { party }), logBook)
}

/** How each log stands beside what its witnesses remember: asked at the start, and until they answer. */
async function openStandings(parts: LogParts, trust: () => Trust, needed: number) {
  const found = new Map<PartyCode, LogStanding>()
  const ask = async () => {
    for (const party of authoritiesIn(trust().keys)) {
      if ((found.get(party) ?? 'unknown') !== 'unknown') continue
      const standing = await compareLog(parts, party, needed)
      found.set(party, standing)
      if (standing !== 'whole') parts.logger.error({ party, standing }, 'a log is not whole')
    }
  }
  await ask()
  const complain = (error: unknown) =>
    parts.logger.error(describeError(error), 'witnesses were not asked about a log')
  const timer = setInterval(() => void ask().catch(complain), ASK_AGAIN_MS).unref()
  return {
    of: (party: PartyCode) => found.get(party) ?? 'unknown',
    stop: () => clearInterval(timer),
  }
}

/** The witnesses of a demonstration: one machine plays all of them, each with a memory of its own. */
function witnessesHere(
  { dataFolder, keys, trust }: LogsOptions,
  rules: LogRules,
): Promise<readonly WitnessClient[]> {
  return Promise.all(
    WITNESSES.filter((party) => trust().keys.has(party)).map(async (party) => {
      const name = witnessNameOf(rules, party)
      const memory = await openWitnessMemory(join(dataFolder, 'witnesses', party))
      const service = witnessService({
        ...{ name, memory, verify: nodeVerify(), now: epochSeconds },
        get signer() {
          return keys.signerOf(party, 'witness')
        },
        get logs() {
          return authoritiesIn(trust().keys).map((each) => logIdentityOf(trust(), rules, each))
        },
      })
      return witnessHere(name, service, memory)
    }),
  )
}
