import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import { RefusedError } from '../platform/refused-error.ts'
import type { LogKeeper } from '../transparency/adapters/log-keeper.ts'
import type { Waiting } from '../transparency/adapters/log-store.ts'
import type { PartyCode } from '../values/codes.ts'
import type { LogStandings } from './log-standings.ts'

export type PublishOptions = {
  readonly keeper: Pick<LogKeeper, 'publish'>
  readonly standings: LogStandings
  readonly logger: Logger
  readonly parties: () => readonly PartyCode[]
  /** Parties of whose entries some wait, or some that cannot wait. */
  readonly behind: (which: Waiting) => Promise<readonly PartyCode[]>
  /** Seconds between two publications, counted from the full hour. */
  readonly every: number
}

export type Publishing = {
  /** Publishes what is due now: everything after each full interval, and what cannot wait. */
  readonly due: () => Promise<void>
  readonly stop: () => Promise<void>
}

const HOUR = 3_600
const LOOK_MS = 1_000
/** A log that could not be published is tried again after so long: witnesses are asked, and somebody waits. */
const AGAIN_MS = 5_000

/** Publishes the logs of this node, for as long as it runs. */
export function publishLogs(options: PublishOptions): Publishing {
  const { behind, every, logger } = options
  const publish = publisher(options)
  const isFullHour = onceAn(HOUR)
  const isDue = every <= 1 ? () => true : onceAn(every, intervalNow(every))
  const late = new Set<PartyCode>()
  // Kept until it succeeds: a head that the database has and whose file could not be written is behind nowhere.
  const urgent = new Set<PartyCode>()
  const due = inTurn(async () => {
    if (isDue()) for (const party of await behind('all')) late.add(party)
    for (const party of late) if (await publish(party, 'all')) late.delete(party)
    for (const party of await behind('urgent')) urgent.add(party)
    for (const party of urgent) if (await publish(party, 'urgent')) urgent.delete(party)
  })
  const step = async () => {
    await due()
    // A log without a single entry has a head too: then it can be told from one that nobody has heard of.
    if (isFullHour()) for (const party of options.parties()) await publish(party, 'urgent')
  }
  return { due, ...again(step, logger) }
}

/** Publishes one log, if it can be; what keeps it from its next head keeps no other log from its own. */
function publisher({ keeper, standings, logger }: PublishOptions) {
  const waiting = new Map<PartyCode, { readonly code: string; readonly since: number }>()
  const failed = (party: PartyCode, error: unknown) => {
    const about = { ...describeError(error), party }
    const isRefused = error instanceof RefusedError
    const code = isRefused ? error.refusal.code : (about.code ?? about.message)
    // Told once: on a full disk a line for each attempt would take the rest of the room.
    const isNew = waiting.get(party)?.code !== code
    if (isNew && isRefused) logger.warn(about, 'a log waits for its next head')
    if (isNew && !isRefused) logger.error(about, 'a log was not published')
    waiting.set(party, { code, since: performance.now() })
    if (code === 'TRANSPARENCY_LOG_FORKED') standings.doubt(party)
  }
  return async (party: PartyCode, which: Waiting): Promise<boolean> => {
    const before = waiting.get(party)
    if (!standings.isWhole(party)) return false
    if (before !== undefined && performance.now() - before.since < AGAIN_MS) return false
    try {
      await keeper.publish(party, which)
      if (waiting.delete(party)) logger.info({ party }, 'a log has its next head')
      return true
    } catch (error) {
      failed(party, error)
      return false
    }
  }
}

/** One run at a time; who comes during one waits for a whole run of its own, with all who came with it. */
function inTurn(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const begin = () => {
    next = undefined
    running = run().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (running === undefined) return begin()
    next ??= running.then(begin, begin)
    return next
  }
}

function intervalNow(seconds: number): number {
  return Math.floor(Date.now() / 1000 / seconds)
}

/** True once in each interval of the clock after the one that `last` names; at once where it names none. */
function onceAn(seconds: number, last?: number): () => boolean {
  let done = last
  return () => {
    const now = intervalNow(seconds)
    if (now === done) return false
    done = now
    return true
  }
}

/** Does `work` again and again, with a pause in between; what fails is told and tried again. */
function again(work: () => Promise<void>, logger: Logger): Pick<Publishing, 'stop'> {
  let isOver = false
  const wake = new AbortController()
  const run = async () => {
    while (!isOver) {
      await work().catch((error) => logger.error(describeError(error), 'a log was not published'))
      await sleep(LOOK_MS, undefined, { signal: wake.signal, ref: false }).catch(() => undefined)
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
