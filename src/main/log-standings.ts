import { authoritiesIn } from '../participants/keys.ts'
import type { Trust } from '../participants/trust.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import { RefusedError } from '../platform/refused-error.ts'
import { compareLog, type LogStanding } from '../transparency/adapters/compare-log.ts'
import { logBook } from '../transparency/adapters/log-book.ts'
import type { LogParts } from '../transparency/adapters/log-keeper.ts'
import type { PartyCode } from '../values/codes.ts'
import { refusal } from '../values/outcome.ts'

/** How each log of this node stands beside what its witnesses remember. */
export type LogStandings = {
  readonly isWhole: (party: PartyCode) => boolean
  /** Throws the refusal while the log of `party` is not known to be the one that witnesses have seen. */
  readonly mustBeWhole: (party: PartyCode) => void
  /** A witness has shown what speaks against the log: nothing is signed until all were asked again. */
  readonly doubt: (party: PartyCode) => void
  readonly stop: () => void
}

/** How often those who did not answer are asked again. */
const ASK_AGAIN_MS = 10_000

/** Asks about every log at the start, and until enough witnesses have answered. */
export async function openStandings(
  parts: LogParts,
  trust: () => Trust,
  logger: Logger,
): Promise<LogStandings> {
  const found = new Map<PartyCode, LogStanding>()
  const standingOf = (party: PartyCode) => found.get(party) ?? 'unknown'
  const doubted = new Set<PartyCode>()
  // It was whole, and every head of ours stands in the database before it is signed: a larger one was signed elsewhere.
  const inDoubt = (party: PartyCode, standing: LogStanding) =>
    standing === 'behind' && doubted.has(party) ? 'forked' : standing
  const ask = async () => {
    for (const party of authoritiesIn(trust().keys)) {
      if (standingOf(party) !== 'unknown') continue
      const standing = inDoubt(party, await compareLog(parts, party))
      found.set(party, standing)
      if (standing !== 'whole') logger.error({ party, standing }, 'a log is not whole')
    }
  }
  await ask()
  let isAsking = false
  const askAgain = async () => {
    if (isAsking) return
    isAsking = true
    await ask().catch((error) =>
      logger.error(describeError(error), 'witnesses were not asked about a log'),
    )
    isAsking = false
  }
  const timer = setInterval(() => void askAgain(), ASK_AGAIN_MS).unref()
  return {
    isWhole: (party) => standingOf(party) === 'whole',
    mustBeWhole: (party) => mustBeWhole(party, standingOf(party)),
    doubt(party) {
      found.set(party, 'unknown')
      doubted.add(party)
      void askAgain()
    },
    stop: () => clearInterval(timer),
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
