import { sameBytes } from '../crypto/bytes.ts'
import type { PartyCode } from '../values/codes.ts'
import { addDays, type Day, parseDay } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { isCleanLine, parseNote } from '../values/text.ts'
import { canonicalJson } from './canonical-json.ts'
import { NOT_ESTABLISHED, type Profile, parseProfile, type Ruled } from './profile.ts'

/** The places of a profile that hold one value of national practice with its source. */
export type ProfileField =
  | Exclude<keyof Profile, 'code' | 'confirmation' | 'mixedOrigin'>
  | `confirmation.${keyof Profile['confirmation']}`
  | `mixedOrigin.${keyof Profile['mixedOrigin']}`

/**
 * Who may change what: an authority its own practice, a release what the scheme or what was signed before
 * fixes. A clock that changed would move days that are over; a number format would split one series.
 */
export const PROFILE_FIELDS = {
  exportingAuthority: 'authority',
  importingAuthority: 'authority',
  languages: 'authority',
  offices: 'authority',
  validity: 'authority',
  // Core, Annex I.A: a certificate has a date of issue and one of expiry, and nothing between them.
  runsFrom: 'release',
  clockOffsetMinutes: 'release',
  retentionYears: 'authority',
  keepsUnissued: 'authority',
  'confirmation.by': 'authority',
  'confirmation.within': 'authority',
  importerCopyWithin: 'authority',
  'mixedOrigin.issues': 'authority',
  'mixedOrigin.accepts': 'authority',
  // Core, Annex I.A: a unique number with the alpha-2 code.
  numberFormat: 'release',
  workingDays: 'authority',
  dualMode: 'authority',
  bandUsdPerCarat: 'authority',
  weightToleranceHundredths: 'authority',
  breakGlassReviewDays: 'authority',
  secondFactor: 'authority',
  // Certificates of authorities and algorithms: too much to be typed in, and too grave to be typed wrongly.
  cardSignatures: 'release',
  delegatedIssue: 'authority',
} as const satisfies Record<ProfileField, 'authority' | 'release'>

export const ALL_FIELDS = Object.keys(PROFILE_FIELDS) as readonly ProfileField[]

/** One value as the authority has changed it, from a day on. */
export type ProfileChange = {
  readonly field: ProfileField
  readonly value: unknown
  /** The clause that says so. */
  readonly source: string
  readonly holdsFrom: Day
}

/**
 * The profile on a day: the file of the release with every change that holds by then, in the order of
 * their days; of two for one day the later one in the list. No change touches a day before its own, so
 * what something was done under stays computable for ever.
 * @param changes in the order in which they were agreed on.
 */
export function profileOn(file: Profile, changes: readonly ProfileChange[], on: Day): Profile {
  return changes
    .filter(({ holdsFrom }) => holdsFrom <= on)
    .sort((a, b) => (a.holdsFrom < b.holdsFrom ? -1 : a.holdsFrom > b.holdsFrom ? 1 : 0))
    .reduce(withChange, file)
}

function withChange(profile: Profile, { field, value, source }: ProfileChange): Profile {
  const [outer, inner] = field.split('.') as [keyof Profile, string | undefined]
  const ruled = { value, source }
  if (inner === undefined) return { ...profile, [outer]: ruled } as Profile
  return { ...profile, [outer]: { ...(profile[outer] as object), [inner]: ruled } } as Profile
}

/** What a profile says at one place. */
export function ruledAt(profile: Profile, field: ProfileField): Ruled<unknown> {
  const [outer, inner] = field.split('.') as [keyof Profile, string | undefined]
  const found: unknown = profile[outer]
  return (inner === undefined ? found : (found as Record<string, unknown>)[inner]) as Ruled<unknown>
}

export type ProfileChangeRefusal =
  | 'PARTICIPANTS_PROFILE'
  | 'PARTICIPANTS_PROFILE_FIELD'
  | 'PARTICIPANTS_PROFILE_DAY'
  | 'PARTICIPANTS_PROFILE_SOURCE'
  | 'PARTICIPANTS_PROFILE_REASON'
  | 'PARTICIPANTS_PROFILE_SAME'

/** A law is changed a few years ahead at most; a later day is a slip of the pen. */
const MAX_YEARS_AHEAD = 5
/** As in the files of a release. */
export const MAX_SOURCE = 200
export const MAX_PROFILE_REASON = 500

export type AskedChange = ProfileChange & { readonly reason: string }
/** What the authority goes by today, and what is agreed on already. */
type Standing = {
  readonly file: Profile
  readonly changes: readonly ProfileChange[]
  readonly today: Day
}

/**
 * Reads a change as an officer typed it, with the checks of the profile files. It holds from tomorrow at the
 * earliest: what was done today was done under what held this morning.
 */
export function parseProfileChange(
  typed: Readonly<Record<string, unknown>>,
  standing: Standing,
): Outcome<AskedChange, ProfileChangeRefusal> {
  const { field, value, source } = typed
  if (!isChangeable(field)) return refuse('PARTICIPANTS_PROFILE_FIELD', 'field')
  const holdsFrom = dayIn(typed.holdsFrom, standing.today)
  if (holdsFrom === undefined) {
    return refuse('PARTICIPANTS_PROFILE_DAY', 'holdsFrom', { years: MAX_YEARS_AHEAD })
  }
  if (!isCleanLine(source, MAX_SOURCE) || source.toLowerCase() === NOT_ESTABLISHED)
    return refuse('PARTICIPANTS_PROFILE_SOURCE', 'source', { max: MAX_SOURCE })
  const reason = parseNote(typed.reason, MAX_PROFILE_REASON)
  if (!reason.ok) {
    return refuse('PARTICIPANTS_PROFILE_REASON', 'reason', { max: MAX_PROFILE_REASON })
  }
  const change = { field, value, source, holdsFrom }
  const fault = faultOf(change, standing)
  return fault ?? accept({ ...change, reason: reason.value })
}

function isChangeable(field: unknown): field is ProfileField {
  const isField = typeof field === 'string' && Object.hasOwn(PROFILE_FIELDS, field)
  return isField && PROFILE_FIELDS[field as ProfileField] === 'authority'
}

function dayIn(typed: unknown, today: Day): Day | undefined {
  const day = parseDay(typed)
  if (!day.ok || day.value <= today) return undefined
  return day.value <= addDays(today, MAX_YEARS_AHEAD * 366) ? day.value : undefined
}

function faultOf(change: ProfileChange, { file, changes }: Standing) {
  const before = profileOn(file, changes, change.holdsFrom)
  const parsed = parseProfile(profileOn(file, [...changes, change], change.holdsFrom))
  if (!parsed.ok) return parsed
  const held = ruledAt(before, change.field)
  const isSame = held.source === change.source && saysTheSame(held.value, change.value)
  return isSame ? refuse('PARTICIPANTS_PROFILE_SAME' as const, 'value') : undefined
}

/** Whatever the order of the names: the database keeps its own. */
function saysTheSame(one: unknown, other: unknown): boolean {
  const [a, b] = [canonicalJson(one), canonicalJson(other)]
  return a !== undefined && b !== undefined && sameBytes(a, b)
}

/** Profiles by day, for whoever decides something: what `profiles/` says and what was changed since. */
export type ProfileOf = (party: PartyCode, on: Day) => Profile
