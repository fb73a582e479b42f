import type { RefusalBook } from '../../platform/http/problem.ts'
import type { ProfileChangeRefusal } from '../profile-change.ts'
import { en } from '../profile-words.en.ts'
import { fr } from '../profile-words.fr.ts'

/** How what is refused about a change of a profile is told over HTTP. */
export const profileChangeBook: RefusalBook<ProfileChangeRefusal> = {
  status: {
    PARTICIPANTS_PROFILE: 422,
    PARTICIPANTS_PROFILE_FIELD: 422,
    PARTICIPANTS_PROFILE_DAY: 422,
    PARTICIPANTS_PROFILE_SOURCE: 422,
    PARTICIPANTS_PROFILE_REASON: 422,
    PARTICIPANTS_PROFILE_SAME: 409,
  },
  words: { en, fr },
}
