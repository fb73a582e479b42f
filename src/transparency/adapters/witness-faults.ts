import { describeError } from '../../platform/describe-error.ts'
import { awayCause } from '../../platform/fetch-at-most.ts'
import type { Logger } from '../../platform/logger.ts'

/** What may be wrong with a witness, in the words of this program's log. */
const WORDS = {
  away: 'a witness does not answer',
  refused: 'a witness refuses to cosign',
  unreadable: 'a witness answers what is no answer of a witness',
  unsigned: 'a witness answers without a cosignature of its own',
  'signed-other': 'a witness answers with a signature that is not its own over this head',
  'claims-more':
    'a witness says that a log is larger than it is, and shows no head that the log signed',
  forgot:
    'a witness has forgotten what it put its name to: it works with an older copy of its memory, and may be led to sign a second history',
  clock: 'the clock of a witness is more than an hour from ours',
} as const

export type WitnessFault = keyof typeof WORDS

/** A witness answered, and not as an honest one does. */
export class WitnessAstray extends Error {
  readonly fault: WitnessFault
  constructor(fault: WitnessFault, said = '') {
    super(said)
    this.name = 'WitnessAstray'
    this.fault = fault
  }
}

/**
 * What was found at each witness, so that each fault is told once and not with every head of sixty logs,
 * and one that is away is left alone for a while: whoever waits for it holds a log.
 */
export type WitnessNotes = {
  readonly isAsked: (name: string) => boolean
  /** Tells what went wrong, unless it was told since the witness last did well. */
  readonly failed: (name: string, log: string, error: unknown) => void
  /** @param time epoch seconds, as its cosignature says */
  readonly cosigned: (name: string, time: number) => void
}

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000
const CLOCK_SECONDS = 3_600

type Noted = { readonly told: Set<WitnessFault>; pauseMs: number; until: number }

/** @param now milliseconds since 1970 */
export function openWitnessNotes(logger: Logger, now: () => number): WitnessNotes {
  const noted = new Map<string, Noted>()
  const noteOf = (name: string): Noted => {
    const known = noted.get(name) ?? { told: new Set(), pauseMs: 0, until: 0 }
    noted.set(name, known)
    return known
  }
  const tell = (name: string, fault: WitnessFault, about: object) => {
    const { told } = noteOf(name)
    if (told.has(fault)) return
    told.add(fault)
    logger.warn({ ...about, witness: name, fault }, WORDS[fault])
  }
  return {
    isAsked: (name) => noteOf(name).until <= now(),
    failed(name, log, error) {
      if (error instanceof WitnessAstray) {
        return tell(name, error.fault, {
          log,
          ...(error.message !== '' && { said: error.message }),
        })
      }
      const note = noteOf(name)
      note.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, note.pauseMs * 2))
      note.until = now() + note.pauseMs
      const cause = awayCause(error)
      tell(name, 'away', { log, ...(cause === undefined ? describeError(error) : { cause }) })
    },
    cosigned(name, time) {
      const note = noteOf(name)
      const isOff = Math.abs(time - now() / 1000) > CLOCK_SECONDS
      if (isOff) tell(name, 'clock', { seconds: Math.round(time - now() / 1000) })
      const lasting = (['clock', 'forgot'] as const).filter((each) => note.told.has(each))
      if (note.told.size > lasting.length) logger.info({ witness: name }, 'a witness cosigns again')
      note.told.clear()
      for (const each of lasting) note.told.add(each)
      note.pauseMs = 0
      note.until = 0
    },
  }
}
