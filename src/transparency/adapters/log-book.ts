import type { RefusalBook } from '../../platform/http/problem.ts'
import type { LogRefusal } from '../log-refusals.ts'
import { en } from '../log-words.en.ts'
import { fr } from '../log-words.fr.ts'

/** How what is refused about logs is told over HTTP. */
export const logBook: RefusalBook<LogRefusal> = {
  status: {
    TRANSPARENCY_CLOCK_OFF: 503,
    TRANSPARENCY_LOG_BEHIND: 503,
    TRANSPARENCY_LOG_FORKED: 503,
    TRANSPARENCY_LOG_UNKNOWN: 503,
    TRANSPARENCY_NOT_WITNESSED: 503,
  },
  words: { en, fr },
}
