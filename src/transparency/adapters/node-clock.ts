import { performance } from 'node:perf_hooks'
import { type Database, rowsOf } from '../../platform/database.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { HeldUp } from '../../platform/http/health.ts'
import type { Logger } from '../../platform/logger.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { sentence } from '../../platform/words.ts'
import type { PartyCode } from '../../values/codes.ts'
import { refusal } from '../../values/outcome.ts'
import { type ClockOff, clockOff } from '../clock-check.ts'
import { logBook } from './log-book.ts'

/**
 * This machine's clock beside those of its database and of the witnesses elsewhere. What is signed says
 * when: under a clock that is wrong it would be taken for a thief's, or push the clocks of its readers.
 */
export type NodeClock = {
  /** False while the others show that it is wrong. It is asked at no cost, and knows of a jump at once. */
  readonly isRight: () => boolean
  /** Throws the refusal while it is not. */
  readonly mustBeRight: () => void
  readonly heldUp: (parties: readonly PartyCode[]) => readonly HeldUp[]
  /** What a witness elsewhere said its time is, epoch seconds; `who` is counted once. */
  readonly heard: (who: string, time: number) => void
  readonly stop: () => void
}

export type ClockOptions = {
  readonly database: Database
  readonly logger: Logger
  /** Addresses of witnesses elsewhere, by the party whose they are: their answers say their time. */
  readonly witnesses: readonly { readonly party: PartyCode; readonly address: string }[]
}

/** What another clock showed, and how far the steady one of this process was then. */
type Word = { readonly seconds: number; readonly steadyMs: number }

const ASK_MS = 5_000
/** Witnesses are asked each minute, and with each look while they show that the clock is wrong. */
const ASK_WITNESSES_MS = 60_000
const PATIENCE_MS = 3_000
/** Older words count no more: a machine that slept has no steady clock either. */
const FORGET_MS = 2 * 3_600_000

/** Asks all of them once before it is there, and then for as long as the node runs. */
export async function openClock({ database, logger, witnesses }: ClockOptions): Promise<NodeClock> {
  let ofDatabase: Word | undefined
  const ofWitnesses = new Map<string, Word>()
  const off = () => offNow(ofDatabase, ofWitnesses)
  const heard = (who: string, seconds: number) => {
    ofWitnesses.set(who, { seconds, steadyMs: performance.now() })
  }
  const tell = teller(logger)
  let askedAt = Number.NEGATIVE_INFINITY
  const ask = async () => {
    ofDatabase = (await timeOf(database)) ?? ofDatabase
    const isDue = performance.now() - askedAt >= ASK_WITNESSES_MS
    if (isDue || off()?.against === 'witnesses') {
      askedAt = performance.now()
      const said = witnesses.map(async ({ party, address }) => {
        const time = await timeAt(address)
        if (time !== undefined) heard(party, time)
      })
      await Promise.all(said)
    }
    tell(off())
  }
  await ask()
  const complain = (error: unknown) =>
    logger.warn(describeError(error), 'the clock was not held beside others')
  const timer = setInterval(() => void ask().catch(complain), ASK_MS).unref()
  return {
    isRight: () => off() === null,
    mustBeRight() {
      const found = off()
      if (found !== null) throw new RefusedError(refusalOf(found), logBook)
    },
    heldUp(parties) {
      const found = off()
      if (found === null) return []
      const { code, ...why } = refusalOf(found)
      const title = sentence(logBook.words, { code, ...why }, 'en')
      return parties.map((party) => ({ party, code, title }))
    },
    heard,
    stop: () => clearInterval(timer),
  }
}

function offNow(database: Word | undefined, witnesses: ReadonlyMap<string, Word>): ClockOff | null {
  const [now, steady] = [Date.now() / 1000, performance.now()]
  const ahead = ({ seconds, steadyMs }: Word) => now - seconds - (steady - steadyMs) / 1000
  const young = [...witnesses.values()].filter(({ steadyMs }) => steady - steadyMs < FORGET_MS)
  return clockOff({
    database: database === undefined ? null : ahead(database),
    witnesses: young.map(ahead),
  })
}

function refusalOf({ seconds }: ClockOff) {
  return refusal('TRANSPARENCY_CLOCK_OFF', undefined, { seconds: Math.abs(seconds) })
}

/** Once when it begins and once when it is over. */
function teller(logger: Logger): (found: ClockOff | null) => void {
  let told: ClockOff | null = null
  return (found) => {
    if (found !== null && told?.against !== found.against) {
      logger.error({ code: 'TRANSPARENCY_CLOCK_OFF', ...found }, 'the clock of this node is wrong')
    }
    if (found === null && told !== null) logger.info('the clock of this node is right again')
    told = found
  }
}

/** Undefined where it does not answer: then it says nothing new, and /api/health says that. */
async function timeOf(database: Database): Promise<Word | undefined> {
  const begun = performance.now()
  try {
    const [row] = await rowsOf<{ seconds: number }>(
      database,
      'select extract(epoch from clock_timestamp())::float8 as seconds',
    )
    return row && { seconds: row.seconds, steadyMs: (begun + performance.now()) / 2 }
  } catch {
    return undefined
  }
}

/**
 * Epoch seconds by the header that every answer has; undefined where there is none. Nobody signed it, as
 * nobody has to: who can change it on the way can keep the cosignatures away as well.
 */
async function timeAt(address: string): Promise<number | undefined> {
  try {
    const url = `${address.replace(/\/+$/, '')}/checkpoints`
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await fetch(url, { signal, redirect: 'error', cache: 'no-store' })
    await answer.body?.cancel()
    const time = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(time) ? undefined : time / 1000
  } catch {
    // Whoever is away is told of when a head is not cosigned.
    return undefined
  }
}
