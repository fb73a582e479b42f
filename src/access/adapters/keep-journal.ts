import { sameBytes } from '../../crypto/bytes.ts'
import type { Database } from '../../platform/database.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { Logger } from '../../platform/logger.ts'
import type { ChainEnd } from '../journal.ts'
import { rememberEnds, rememberedEnds } from './journal-ends.ts'
import { type Grown, sealJournal } from './seal-journal.ts'

/** How long an entry may wait for its place in the chain, in which it could still be changed unseen. */
const SEAL_MS = 1_000

export type JournalKeeper = {
  /** Chains what waits; also when the program stops. */
  readonly seal: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Chains the journals of all Participants, once a second, and remembers their ends outside the database. */
export async function keepJournal(options: {
  readonly database: Database
  readonly dataFolder: string
  readonly logger: Logger
  readonly clock?: () => Date
}): Promise<JournalKeeper> {
  const { database, dataFolder, logger, clock = () => new Date() } = options
  const ends = new Map(await rememberedEnds(dataFolder))
  let running: Promise<void> = Promise.resolve()
  const turn = async () => {
    const grown = await sealJournal(database, clock())
    if (grown.length === 0) return
    for (const each of grown) {
      if (!continues(ends.get(each.participant), each)) {
        logger.fatal(
          { participant: each.participant },
          'the audit journal was changed: audit check',
        )
      }
      // A cut chain that grows again stays remembered as it was, until somebody has looked.
      else ends.set(each.participant, each.to)
    }
    await rememberEnds(dataFolder, ends)
  }
  const seal = () => {
    running = running.then(turn).catch((error: unknown) => {
      logger.error(describeError(error), 'the audit journal was not chained')
    })
    return running
  }
  const timer = setInterval(seal, SEAL_MS).unref()
  return {
    seal,
    stop: async () => {
      clearInterval(timer)
      await seal()
    },
  }
}

/** Whether a chain grew from where it was left. Another process of the node may have brought it further. */
function continues(left: ChainEnd | undefined, { from }: Grown): boolean {
  if (left === undefined || from.seq > left.seq) return true
  return from.seq === left.seq && sameBytes(from.hash, left.hash)
}
