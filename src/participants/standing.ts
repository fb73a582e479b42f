import { isCountryCode, isParticipantCode, type PartyCode } from '../values/codes.ts'
import { type Day, dayOf } from '../values/day.ts'
import {
  type LegalListEntry,
  NORTHERN_IRELAND,
  nameOf,
  type Period,
  partyOf,
  type Registry,
} from './registry.ts'
import { firstDay, type When } from './shape.ts'
import { because, doubtsAbout, type Reason, titles } from './standing-reason.ts'
import type { StandingReason } from './standing-reason-code.ts'

export type Standing = Period['standing'] | 'not_participant' | 'unknown'

export type StandingAnswer = {
  readonly participant: string
  readonly on: Day
  readonly standing: Standing
  readonly coveredBy?: PartyCode
  /** Whether its own certificates are good for goods that leave it on this day. */
  readonly mayExport: boolean
  /** Whether goods may be certified to it on this day. */
  readonly mayImport: boolean
  readonly reasons: readonly Reason[]
}

/** Implementation of the scheme began on this day (final communique, Sun City, October 2003). */
const SCHEME_BEGAN = dayOf('2003-01-01')

type Trade = { readonly mayExport: boolean; readonly mayImport: boolean }
const BOTH: Trade = { mayExport: true, mayImport: true }
const NEITHER: Trade = { mayExport: false, mayImport: false }

/**
 * What each standing allows (CORE III: no trade with non-Participants). A suspension is a suspension of
 * trade, both ways. The United Nations embargo forbade imports from the country, so it ends exports alone.
 * A covered country has no certificates of its own: ask for the party that covers it.
 */
const TRADE = {
  participant: BOTH,
  zone_limited: BOTH,
  trading_entity: BOTH,
  embargoed: { mayExport: false, mayImport: true },
  suspended: NEITHER,
  self_suspended: NEITHER,
  removed: NEITHER,
  covered: NEITHER,
  not_participant: NEITHER,
  unknown: NEITHER,
} satisfies Record<Standing, Trade>

/**
 * How `code` (an ISO alpha-2 code, `EU` or `XI`) stood on the day `on`.
 * For goods on the way ask for the day of export: what left before a suspension was lawful when it left.
 * @param forList whose law counts: the list of the scheme and that party's own must both allow the trade.
 * Where it is no party on that day, nothing is allowed: there is no trade with it (CORE III).
 */
export function standingOn(
  registry: Registry,
  code: string,
  on: Day,
  forList?: PartyCode,
): StandingAnswer {
  const answer = byTheScheme(registry, code, on)
  if (forList === undefined) return answer
  const whose = partyFor(registry, forList, on)
  if (whose === undefined) return forNoParty(registry, answer, forList)
  return whose === code ? answer : byTheLawOf(registry, answer, whose)
}

function forNoParty(registry: Registry, answer: StandingAnswer, list: PartyCode): StandingAnswer {
  const why = registry.unsettled.includes(list)
    ? because('TERRITORY_NOT_ESTABLISHED', { code: list })
    : because('LIST_OF_NO_PARTICIPANT', { list, listName: nameOf(registry, list, 'en') })
  return { ...answer, ...NEITHER, reasons: [...answer.reasons, why] }
}

/**
 * Under which Participant, or trading entity, the territory of `country` falls on a day: `FR` and `GL`
 * give `EU`, `HK` gives `CN`, `GB` gives `EU` until the end of 2020. Undefined outside the scheme.
 * Goods between two territories of one party need no certificate (EU Art.1).
 */
export function partyFor(registry: Registry, country: string, on: Day): PartyCode | undefined {
  const period = periodOn(registry, country, on)
  if (period === undefined || period.standing === 'removed') return undefined
  return period.standing === 'covered' ? period.by : (country as PartyCode)
}

/**
 * Whether goods that move from one country to another on a day need a certificate. `FR` to `PT`: not due
 * (EU Art.1). Hong Kong and the rest of China: `not_established`, because no source was found.
 * Says nothing about whether the trade is allowed: that is `standingOn`.
 */
export function certificateBetween(
  registry: Registry,
  from: string,
  to: string,
  on: Day,
): 'due' | 'not_due' | 'not_established' {
  const party = partyFor(registry, from, on)
  if (party === undefined || party !== partyFor(registry, to, on)) return 'due'
  const apart = [from, to].some((code) => isSeparate(periodOn(registry, code, on)))
  return from !== to && apart ? 'not_established' : 'not_due'
}

function isSeparate(period: Period | undefined): boolean {
  return period?.standing === 'covered' && period.separateScheme === true
}

const MEMBERS: readonly Standing[] = [
  'participant',
  'suspended',
  'self_suspended',
  'embargoed',
  'zone_limited',
]

/** Every Participant of a day, the ones that may not trade included, in the order of the registry. */
export function participantsOn(registry: Registry, on: Day): PartyCode[] {
  const isMember = (code: string) => {
    const standing = periodOn(registry, code, on)?.standing
    return standing !== undefined && MEMBERS.includes(standing)
  }
  return (Object.keys(registry.parties) as PartyCode[]).filter(isMember)
}

function byTheScheme(registry: Registry, code: string, on: Day): StandingAnswer {
  const period = periodOn(registry, code, on)
  const doubts = doubtsAbout(registry, code, on)
  if (period === undefined) {
    const { standing, reason } = outside(registry, code, on)
    const reasons = [because(reason, { code, name: nameOf(registry, code, 'en') }), ...doubts]
    return { participant: code, on, standing, ...TRADE[standing], reasons }
  }
  const answer = {
    participant: code,
    on,
    standing: period.standing,
    ...(period.standing === 'covered' && { coveredBy: period.by }),
    ...TRADE[period.standing],
    reasons: [...reasonsFor(registry, code, period, on), ...doubts],
  }
  const shut = answer.reasons.some((each) => each.code === 'NO_ZONE_APPROVED')
  return shut ? { ...answer, mayExport: false } : answer
}

function outside(
  registry: Registry,
  code: string,
  on: Day,
): { standing: Standing; reason: StandingReason } {
  if (registry.unsettled.includes(code)) {
    return { standing: 'unknown', reason: 'TERRITORY_NOT_ESTABLISHED' }
  }
  const known = isParticipantCode(code) || isCountryCode(code) || code === NORTHERN_IRELAND
  if (!known) return { standing: 'unknown', reason: 'CODE_UNKNOWN' }
  const reason = on < SCHEME_BEGAN ? 'SCHEME_NOT_STARTED' : 'NOT_PARTICIPANT'
  return { standing: 'not_participant', reason }
}

const MAIN_REASON = {
  participant: 'PARTICIPANT',
  suspended: 'SUSPENDED',
  self_suspended: 'SELF_SUSPENDED',
  embargoed: 'EMBARGOED',
  removed: 'REMOVED',
  trading_entity: 'TRADING_ENTITY',
  covered: 'COVERED',
} as const satisfies Record<Exclude<Period['standing'], 'zone_limited'>, StandingReason>

function reasonsFor(registry: Registry, code: string, period: Period, on: Day): Reason[] {
  const source = titles(registry, period.source)
  const name = nameOf(registry, code, 'en')
  const detail = { code, name, from: period.from, until: period.until ?? '' }
  const say = (reason: StandingReason, more: Record<string, string> = {}) =>
    because(reason, { ...detail, ...more }, source)
  if (period.standing === 'zone_limited') return zoneReasons(period, on, say)
  if (period.standing === 'covered') {
    const by = { by: period.by, byName: nameOf(registry, period.by, 'en') }
    return [say(isSeparate(period) ? 'SEPARATE_SCHEME' : 'COVERED', by)]
  }
  const main = say(MAIN_REASON[period.standing])
  if (TRADE[period.standing].mayExport) return [main]
  const precedent = titles(registry, ['EU'])
  return [main, because('EXPORTED_BEFORE_EFFECT', detail, precedent)]
}

function zoneReasons(
  period: Extract<Period, { standing: 'zone_limited' }>,
  on: Day,
  say: (reason: StandingReason, more?: Record<string, string>) => Reason,
): Reason[] {
  if (period.approvalFor !== undefined) {
    return [say('MINE_APPROVAL_NEEDED', { zones: period.approvalFor.join(', ') })]
  }
  const open = (period.onlyFrom ?? []).filter((zone) => holds(zone, on)).map((zone) => zone.name)
  return open.length === 0
    ? [say('NO_ZONE_APPROVED')]
    : [say('APPROVED_ZONES_ONLY', { zones: open.join(', ') })]
}

/** Where two lists differ, the stricter one decides: the goods must be lawful at both ends. */
function byTheLawOf(registry: Registry, answer: StandingAnswer, list: PartyCode): StandingAnswer {
  const { participant: code, on } = answer
  const entry = registry.legalLists.find(
    (each) => each.list === list && each.code === code && holds(each, on),
  )
  const reason = legalReason(entry, answer.standing)
  if (reason === undefined) return answer
  const detail = {
    code,
    name: nameOf(registry, code, 'en'),
    list,
    listName: nameOf(registry, list, 'en'),
    until: entry?.until ?? '',
  }
  const why = because(reason, detail, titles(registry, entry?.source))
  const allowed = reason === 'TRADING_ENTITY_LISTED'
  return { ...answer, ...(!allowed && NEITHER), reasons: [...answer.reasons, why] }
}

function legalReason(
  entry: LegalListEntry | undefined,
  standing: Standing,
): StandingReason | undefined {
  if (entry?.listed === false) return 'NOT_ON_LEGAL_LIST'
  if (standing !== 'trading_entity') return undefined
  // CORE III forbids trade with non-Participants, so an exception must be found, not supposed.
  return entry === undefined ? 'TRADING_ENTITY_NOT_LISTED' : 'TRADING_ENTITY_LISTED'
}

function periodOn(registry: Registry, code: string, on: Day): Period | undefined {
  return partyOf(registry, code)?.periods.find((period) => holds(period, on))
}

function holds({ from, until }: { from: When; until?: When }, on: Day): boolean {
  return firstDay(from) <= on && (until === undefined || on < firstDay(until))
}
