import type { RefusalBook } from '../../platform/http/problem.ts'
import type { KeyRefusal } from '../key-refusals.ts'
import { en } from '../key-words.en.ts'
import { fr } from '../key-words.fr.ts'

/** How what is refused about keys is told over HTTP. */
export const keyBook: RefusalBook<KeyRefusal> = {
  status: {
    PARTICIPANTS_KEY_NAME: 422,
    PARTICIPANTS_KEY_UNKNOWN: 404,
    PARTICIPANTS_KEY_NOT_HELD: 409,
    PARTICIPANTS_KEY_NOT_LISTED: 409,
    PARTICIPANTS_KEY_ENDED: 409,
    PARTICIPANTS_KEY_RETIRED_SINCE: 409,
    PARTICIPANTS_KEY_COMPROMISED_SINCE: 409,
    PARTICIPANTS_KEY_GOOD_BELOW: 422,
    PARTICIPANTS_KEY_GOOD_RAISED: 409,
    PARTICIPANTS_KEY_GOOD_USAGE: 422,
    PARTICIPANTS_KEY_FUTURE: 422,
    PARTICIPANTS_KEY_LAST: 409,
    PARTICIPANTS_KEYS_LISTED: 409,
    PARTICIPANTS_KEY_NONE: 503,
    PARTICIPANTS_KEY_PARTY: 404,
    PARTICIPANTS_KEY_USAGE: 422,
    PARTICIPANTS_KEY_TIME: 422,
    PARTICIPANTS_KEY_FORM: 422,
    PARTICIPANTS_TRUST_BUSY: 503,
    PARTICIPANTS_DELEGATION_AWAY: 503,
  },
  words: { en, fr },
}
