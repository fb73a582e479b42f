import type { DelegatedIssue } from '../participants/profile.ts'
import { type Carats, parseCarats, showCarats } from '../values/carats.ts'
import { type CountryCode, isCountryCode } from '../values/codes.ts'
import { addDays, addMonths, type Day, parseDay } from '../values/day.ts'
import {
  acceptUnless,
  type Outcome,
  type Refusal,
  refusal,
  refuse,
  refusedUnder,
} from '../values/outcome.ts'
import { parseLine } from '../values/text.ts'
import type { Application } from './application.ts'
import { totalsOf } from './goods.ts'
import { MAX_NAME, MAX_ORIGINS } from './limits.ts'
import type { CertificatesRefusal } from './refusals.ts'

/** The licence of a firm to issue certificates for its own goods, under its Participant's key. */
export type Licence = {
  readonly firm: string
  /** The origins that its certificates may name; empty for any. */
  readonly origins: readonly CountryCode[]
  readonly from: Day
  /** The last day. */
  readonly until: Day
  /** What the two limits below are counted over. */
  readonly per: 'month' | 'licence'
  readonly mostCertificates: number | null
  readonly mostCarats: Carats | null
}
export type Delegation = Licence & {
  readonly id: string
  readonly suspendedAt: Date | null
}

/** No firm issues more in a year than the whole scheme does. */
const MAX_CERTIFICATES = 100_000
/** A licence is given a season ahead. */
const MAX_AHEAD_DAYS = 92

type Body = Readonly<Record<string, unknown>>

/** What an authority asks for when it licenses a firm, within the clause of its own practice. */
export function parseLicence(
  body: Body,
  clause: DelegatedIssue | undefined,
  today: Day,
): Outcome<Licence, CertificatesRefusal> {
  const terms = clause?.terms
  if (terms === undefined) return refuse('CERTIFICATES_DELEGATION_NOT_HERE')
  const firm = parseLine(body.firm, MAX_NAME)
  if (!firm.ok) return refusedUnder('firm', firm)
  const origins = originsIn(body.origins, terms.origins)
  const [from, until] = [parseDay(body.from), parseDay(body.until)]
  const most = countIn(body.mostCertificates)
  const carats = isLeftOut(body.mostCarats) ? null : parseCarats(body.mostCarats)
  const isSpan =
    from.ok &&
    until.ok &&
    from.value >= today &&
    from.value <= addDays(today, MAX_AHEAD_DAYS) &&
    until.value >= from.value &&
    until.value < addMonths(from.value, terms.months)
  const faults = [
    origins === undefined && refusal('CERTIFICATES_DELEGATION_ORIGINS' as const, 'origins'),
    !isSpan && refusal('CERTIFICATES_DELEGATION_DAYS' as const, 'until', { months: terms.months }),
    most === undefined && refusal('CERTIFICATES_DELEGATION_MOST' as const, 'mostCertificates'),
    carats?.ok === false && refusal('CERTIFICATES_DELEGATION_MOST' as const, 'mostCarats'),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({
      firm: firm.value,
      origins: origins ?? [],
      from: from.ok ? from.value : today,
      until: until.ok ? until.value : today,
      per: body.per === 'month' ? 'month' : 'licence',
      mostCertificates: most ?? null,
      mostCarats: carats?.ok ? carats.value : null,
    }),
  )
}

/** Codes as a list, or as somebody types them into one box: `AU, BW`. None where the clause names some: those. */
function originsIn(
  typed: unknown,
  allowed: readonly CountryCode[] | undefined,
): readonly CountryCode[] | undefined {
  const listed = typeof typed === 'string' ? typed.split(/[\s,;]+/).filter(Boolean) : (typed ?? [])
  if (!Array.isArray(listed) || listed.length > MAX_ORIGINS) return undefined
  if (listed.length === 0) return allowed ?? []
  const isWithin = (code: unknown) =>
    isCountryCode(code) && (allowed === undefined || allowed.includes(code))
  return listed.every(isWithin) ? [...new Set(listed as CountryCode[])] : undefined
}

/** Null for no limit, undefined for what is none. */
function countIn(typed: unknown): number | null | undefined {
  if (isLeftOut(typed)) return null
  const count = Number(typed)
  const isCount = Number.isInteger(count) && count >= 1 && count <= MAX_CERTIFICATES
  return isCount ? count : undefined
}

function isLeftOut(typed: unknown): boolean {
  return typed === undefined || typed === null || typed === ''
}

/** The licence that counts for a firm today, of all that it was given, newest first: one in force, else the newest. */
export function licenceToday(all: readonly Delegation[], today: Day): Delegation | undefined {
  return all.find((each) => notInForce(each, today) === undefined) ?? all[0]
}

/** Why nothing is done under a licence today; undefined where it is in force. */
export function notInForce(
  licence: Delegation | undefined,
  today: Day,
): Refusal<CertificatesRefusal> | undefined {
  if (licence === undefined) return refusal('CERTIFICATES_DELEGATION_NONE')
  const { from, until, suspendedAt } = licence
  if (suspendedAt !== null) return refusal('CERTIFICATES_DELEGATION_SUSPENDED')
  if (today < from) return refusal('CERTIFICATES_DELEGATION_NOT_YET', undefined, { day: from })
  if (today > until) return refusal('CERTIFICATES_DELEGATION_ENDED', undefined, { day: until })
  return undefined
}

/** Two licences of one firm that hold on the same day would each count to their own limit. */
export function overlaps(one: Licence, other: Licence): boolean {
  return one.from <= other.until && other.from <= one.until
}

/** The first day that the limits are counted from. */
export function countedFrom({ per, from }: Licence, today: Day): Day {
  return per === 'month' ? (`${today.slice(0, 8)}01` as Day) : from
}

/** What was issued under the licence since then. */
export type Used = { readonly certificates: number; readonly carats: number }

/** Whether a firm may issue this certificate under its licence today: each limit has its own refusal. */
export function withinLicence(
  licence: Delegation | undefined,
  application: Application,
  { used, today }: { readonly used: Used; readonly today: Day },
): Outcome<Delegation, CertificatesRefusal> {
  const out = notInForce(licence, today)
  if (out !== undefined || licence === undefined)
    return { ok: false, refusals: [out ?? refusal('CERTIFICATES_DELEGATION_NONE')] }
  return acceptUnless(beyond(licence, application, used), () => licence)
}

function beyond(
  { firm, origins, mostCertificates, mostCarats }: Licence,
  { exporter, origin, parcels }: Application,
  used: Used,
): Refusal<CertificatesRefusal>[] {
  const isOwn = exporter.name === firm
  // What does not say where it is from is from anywhere.
  const isNamed = origin.countries.length > 0 && origin.mode !== 'mixed_undisclosed'
  const isAllowed =
    origins.length === 0 || (isNamed && origin.countries.every((each) => origins.includes(each)))
  const isCounted = mostCertificates !== null && used.certificates >= mostCertificates
  const isTooHeavy = mostCarats !== null && used.carats + totalsOf(parcels).carats > mostCarats
  const faults = [
    !isOwn && refusal('CERTIFICATES_DELEGATION_GOODS' as const, 'exporter.name', { firm }),
    !isAllowed &&
      refusal('CERTIFICATES_DELEGATION_ORIGIN' as const, 'origin.countries', {
        origins: origins.join(', '),
      }),
    isCounted &&
      refusal('CERTIFICATES_DELEGATION_COUNT' as const, undefined, { most: mostCertificates }),
    isTooHeavy &&
      refusal('CERTIFICATES_DELEGATION_CARATS' as const, 'parcels', {
        most: showCarats(mostCarats),
        used: showCarats(used.carats),
      }),
  ]
  return faults.filter((each) => each !== false)
}

/** Whether the firm's second person validates a certificate that was issued under this licence. */
export function mayValidateUnder(
  licence: Delegation | undefined,
  clause: DelegatedIssue | undefined,
  today: Day,
): Outcome<void, CertificatesRefusal> {
  const isTheFirms = licence !== undefined && clause?.terms?.validates === 'firm'
  const out = isTheFirms
    ? notInForce(licence, today)
    : refusal('CERTIFICATES_DELEGATION_VALIDATION' as const)
  return acceptUnless(out === undefined ? [] : [out], () => undefined)
}
