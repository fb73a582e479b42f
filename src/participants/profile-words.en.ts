import type { ProfileChangeRefusal } from './profile-change.ts'

export const en = {
  PARTICIPANTS_PROFILE: 'This cannot stand in a profile: {field} should be {expected}.',
  PARTICIPANTS_PROFILE_FIELD:
    'An authority does not change this itself: the scheme fixes it, or certificates that are signed already rest on it. It comes with a release.',
  PARTICIPANTS_PROFILE_DAY:
    'A change holds from tomorrow at the earliest, because what was done today was done under what held this morning, and from {years} years ahead at the latest. Write the day as YYYY-MM-DD.',
  PARTICIPANTS_PROFILE_SOURCE:
    'Name the law and the clause that say so, on one line of at most {max} characters.',
  PARTICIPANTS_PROFILE_REASON:
    'Write why it is changed, in at most {max} characters: whoever approves it reads it.',
  PARTICIPANTS_PROFILE_SAME: 'From that day on it says exactly this already. Nothing was proposed.',
} as const satisfies Record<ProfileChangeRefusal, string>
