import { describeError } from '../../platform/describe-error.ts'
import { awayCause } from '../../platform/fetch-at-most.ts'
import type { Logger } from '../../platform/logger.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { isOff } from '../clock-check.ts'

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
const LONGEST_PAUSE_MS = 20_000

type Noted = { readonly told: Set<WitnessFault>; pauseMs: number; until: number }

/**
 * @param now milliseconds since 1970
 * @param steady milliseconds since any moment, by a clock that nobody sets: a pause must not last a year
 */
export function openWitnessNotes(
  logger: Logger,
  now: () => number,
  steady: () => number = now,
): WitnessNotes {
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
    isAsked: (name) => noteOf(name).until <= steady(),
    failed(name, log, error) {
      if (error instanceof WitnessAstray) {
        return tell(name, error.fault, {
          log,
          ...(error.message !== '' && { said: error.message }),
        })
      }
      // One that this program is itself, and that may not sign now.
      if (error instanceof RefusedError) {
        return tell(name, 'refused', { log, said: error.refusal.code })
      }
      const note = noteOf(name)
      // Of several that waited for it at once, the first to give up speaks for all.
      if (note.until <= steady()) {
        note.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, note.pauseMs * 2))
        note.until = steady() + note.pauseMs
      }
      const cause = awayCause(error)
      tell(name, 'away', { log, ...(cause === undefined ? describeError(error) : { cause }) })
    },
    cosigned(name, time) {
      const note = noteOf(name)
      const ahead = time - now() / 1000
      if (isOff(ahead)) tell(name, 'clock', { seconds: Math.round(ahead) })
      else note.told.delete('clock')
      const lasting = (['clock', 'forgot'] as const).filter((each) => note.told.has(each))
      if (note.told.size > lasting.length) logger.info({ witness: name }, 'a witness cosigns again')
      note.told.clear()
      for (const each of lasting) note.told.add(each)
      note.pauseMs = 0
      note.until = 0
    },
  }
}
