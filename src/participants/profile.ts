import type { CountryCode, PartyCode } from '../values/codes.ts'
import { addDays, addMonths, type Day, dayNumber, endOfDay } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { CardRule } from './card-rules.ts'
import { whole } from './profile-shape.ts'

/**
 * One value of national practice and where it comes from: a clause, or the words `not established`
 * when the value is only our working default.
 */
export type Ruled<T> = { readonly value: T; readonly source: string; readonly note?: string }

export const NOT_ESTABLISHED = 'not established'

export type OriginMode = 'single' | 'mixed_undisclosed' | 'mixed_listed'
/** A mode of origin that the law knows from `from` on, up to but without `until`. */
export type OriginRule = {
  readonly mode: OriginMode
  readonly from?: Day
  readonly until?: Day
}
export type Within = { readonly days: number; readonly dayKind: 'calendar' | 'working' }
/** English, and the same in languages of the authority by language tag. */
export type LocalText = { readonly en: string; readonly local?: Readonly<Record<string, string>> }
export type Office = {
  readonly name: string
  readonly country: string
  readonly languages?: readonly string[]
  readonly does: readonly ('export' | 'import')[]
}
/** Officers of the authority, those and the people of firms, or nobody. */
export type SecondFactorOf = 'officers' | 'everybody' | 'nobody'
export type NumberFormat = {
  readonly prefix: string
  /** Digits of the numbers that this software issues, filled up with zeros on the left. */
  readonly digits: number
  /** What is printed between prefix and digits; never part of the canonical form. */
  readonly separator?: string
  /** What a canonical number of this Participant, old ones included, looks like. */
  readonly regex: string
}

/** National practice of one Participant, as in `profiles/CODE.json`. No code ever asks for a country. */
export type Profile = {
  /** `ZZ` in the default profile. */
  readonly code: PartyCode
  readonly exportingAuthority: Ruled<LocalText>
  readonly importingAuthority: Ruled<LocalText>
  /** Of the certificate, English first. */
  readonly languages: Ruled<readonly string[]>
  readonly offices: Ruled<readonly Office[]>
  readonly validity: Ruled<{ readonly months: number } | { readonly days: number }>
  readonly runsFrom: Ruled<'issue'>
  /** The clock on which the last day ends, in minutes east of UTC: a rule of law, without summer time. */
  readonly clockOffsetMinutes: Ruled<number>
  readonly retentionYears: Ruled<number>
  /** Whether an application that was handed in and never issued is kept for as many years. */
  readonly keepsUnissued: Ruled<boolean>
  readonly confirmation: {
    readonly by: Ruled<'authority' | 'consignee'>
    readonly within: Ruled<Within>
  }
  /** When the importer must have its copy of the confirmed certificate; null: no rule is known. */
  readonly importerCopyWithin: Ruled<Within | null>
  readonly mixedOrigin: {
    readonly issues: Ruled<readonly OriginRule[]>
    readonly accepts: Ruled<readonly OriginRule[]>
  }
  readonly numberFormat: Ruled<NumberFormat>
  /** ISO weekdays, 1 is Monday. Public holidays are not known to the profile. */
  readonly workingDays: Ruled<readonly number[]>
  readonly dualMode: Ruled<{
    /** How it issues. */
    readonly mode: 'paper' | 'digital' | 'both'
    /** Whether the signed record alone is an original to its law. */
    readonly acceptsDigitalOriginal: boolean
  }>
  /** The usual value of its own production, whole US dollars a carat, in one year; null: none is known. */
  readonly bandUsdPerCarat: Ruled<{ readonly average: number; readonly year: number } | null>
  /** Hundredths of a carat by which found and declared may differ without a discrepancy. */
  readonly weightToleranceHundredths: Ruled<number>
  /** Days in which somebody else must have looked at a role that an officer took alone (break-glass). */
  readonly breakGlassReviewDays: Ruled<number>
  /** Who has to have a passkey or a code beside the password, before anything else can be done. */
  readonly secondFactor: Ruled<SecondFactorOf>
  /** Acts that statute wants signed with the officer's own card too; none where no rule is known. */
  readonly cardSignatures: Ruled<readonly CardRule[]>
  readonly delegatedIssue: Ruled<readonly DelegatedIssue[]>
}

/** A clause under which firms issue certificates themselves. */
export type DelegatedIssue = {
  readonly who: string
  readonly limits: string
  /** What the program holds a licence to; a clause without it is told, and no licence is given under it. */
  readonly terms?: {
    /** Always: who ships the goods of others is a carrier, and that is another trade. */
    readonly goods: 'own'
    /** The origins that a licence may name; left out: any. */
    readonly origins?: readonly CountryCode[]
    /** The longest licence. */
    readonly months: number
    /** Whether the firm's second person validates, or an officer of the authority. */
    readonly validates: 'firm' | 'authority'
  }
}

/** The clause under which this Participant licenses firms; undefined where its practice knows none. */
export function licensingClause({ delegatedIssue }: Profile): DelegatedIssue | undefined {
  return delegatedIssue.value.find(({ terms }) => terms !== undefined)
}

export type ProfileRefusal = 'PARTICIPANTS_PROFILE' | 'PARTICIPANTS_NUMBER'

/** Reads one profile. A refusal names the field and, in `detail.expected`, what it should be. */
export function parseProfile(json: unknown): Outcome<Profile, 'PARTICIPANTS_PROFILE'> {
  const fault = whole(json, '') ?? prefixFault(json as Profile)
  if (fault === undefined) return accept(json as Profile)
  return refuse('PARTICIPANTS_PROFILE', fault.field, {
    expected: fault.expected,
    field: fault.field,
  })
}

function prefixFault({ numberFormat }: Profile) {
  const { prefix, regex, digits } = numberFormat.value
  const example = prefix + '1'.padStart(digits, '0')
  if (new RegExp(regex).test(example)) return undefined
  return { field: 'numberFormat.value.regex', expected: `to accept ${example}` }
}

/** The default profile made out to a Participant that has none of its own. */
export function profileFrom(defaults: Profile, code: PartyCode): Profile {
  const { value } = defaults.numberFormat
  const regex = value.regex.replace(value.prefix, code)
  return {
    ...defaults,
    code,
    numberFormat: { ...defaults.numberFormat, value: { ...value, prefix: code, regex } },
  }
}

/**
 * The last day of validity, and `exp`: the first second, since 1970, at which the certificate is no
 * longer valid. Canada: 24:00 GMT of the 60th day after issue (CA-REG s.6); EU: two months (EU Art.12(5)).
 */
export function expiry(
  profile: Profile,
  issuedOn: Day,
): { readonly expiresOn: Day; readonly exp: number } {
  const validity = profile.validity.value
  const expiresOn =
    'months' in validity ? addMonths(issuedOn, validity.months) : addDays(issuedOn, validity.days)
  return { expiresOn, exp: endOfDay(expiresOn, profile.clockOffsetMinutes.value) }
}

/** No law that was read gives more than this many days for anything. */
const MAX_WORKING_DAYS = 1_000

/**
 * The `n`th working day after `from`, which does not count itself; `from` when n is 0.
 * @param weekdays ISO weekdays, at least one. Public holidays count as working days: they are not known.
 */
export function addWorkingDays(from: Day, n: number, weekdays: readonly number[]): Day {
  const sound = Number.isInteger(n) && n >= 0 && n <= MAX_WORKING_DAYS
  if (!sound || !weekdays.some((each) => each >= 1 && each <= 7)) {
    throw new Error(`cannot count ${n} working days on weekdays ${weekdays.join(' ')}`)
  }
  let reached = from
  for (let left = n; left > 0; ) {
    reached = addDays(reached, 1)
    if (weekdays.includes(isoWeekday(reached))) left -= 1
  }
  return reached
}

/** 1970-01-01 was a Thursday, ISO weekday 4. */
function isoWeekday(of: Day): number {
  return ((dayNumber(of) + 3) % 7) + 1
}

/** The last day for the confirmation of receipt to reach the exporting authority. */
export function confirmationDueOn(profile: Profile, arrivedOn: Day): Day {
  return lastDay(profile, profile.confirmation.within.value, arrivedOn)
}

/** The last day for the importer to have its copy; undefined where no rule is known. */
export function importerCopyDueOn(profile: Profile, presentedOn: Day): Day | undefined {
  const within = profile.importerCopyWithin.value
  return within === null ? undefined : lastDay(profile, within, presentedOn)
}

function lastDay(profile: Profile, { days, dayKind }: Within, from: Day): Day {
  return dayKind === 'calendar'
    ? addDays(from, days)
    : addWorkingDays(from, days, profile.workingDays.value)
}

/** Whether certificates of this Participant issued on `on` may state the origin in this way. */
export function mayIssueOrigin(profile: Profile, mode: OriginMode, on: Day): boolean {
  return allows(profile.mixedOrigin.issues.value, mode, on)
}

/**
 * Whether this Participant admits such a certificate on `on`, the day of import. A valid certificate
 * is not acceptable everywhere: the EU has refused undisclosed mixed origin since 2025-03-01 (AWDC-16).
 */
export function acceptsOrigin(profile: Profile, mode: OriginMode, on: Day): boolean {
  return allows(profile.mixedOrigin.accepts.value, mode, on)
}

function allows(rules: readonly OriginRule[], mode: OriginMode, on: Day): boolean {
  return rules.some(
    (rule) =>
      rule.mode === mode &&
      (rule.from === undefined || rule.from <= on) &&
      (rule.until === undefined || on < rule.until),
  )
}

/** Longer than any number in use: two letters and up to twelve digits, with room for separators. */
const MAX_NUMBER_TYPED = 40

/**
 * The one form under which a number is known: upper case, prefix and digits, no separators. Leading
 * zeros are significant, so none is added or taken away. Without a prefix it gets the Participant's.
 */
export function canonicalNumber(
  profile: Profile,
  typed: unknown,
): Outcome<string, 'PARTICIPANTS_NUMBER'> {
  const { prefix, regex, digits } = profile.numberFormat.value
  const short = typeof typed === 'string' && typed.length <= MAX_NUMBER_TYPED ? typed : ''
  const bare = short.toUpperCase().replace(/[\s./-]/g, '')
  const number = /^\d/.test(bare) ? prefix + bare : bare
  if (new RegExp(regex).test(number)) return accept(number)
  const example = prefix + '1'.padStart(digits, '0')
  return refuse('PARTICIPANTS_NUMBER', undefined, { number: short, code: profile.code, example })
}
