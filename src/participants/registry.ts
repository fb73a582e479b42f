import { isCountryCode, isParticipantCode, type PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  day,
  type Fault,
  firstDay,
  line,
  list,
  oneOf,
  record,
  type Shape,
  shape,
  table,
  type When,
  whenShape,
} from './shape.ts'
import { type Supervision, supervisionShape } from './supervision.ts'

/** A zone that the scheme cleared for export, such as a sub-prefecture of the Central African Republic. */
export type Zone = { readonly name: string; readonly from: When; readonly until?: When }

type Dated = {
  readonly from: When
  /** The first day on which it no longer holds. */
  readonly until?: When
  /** `false` where the sources leave `from` in doubt: days near it are answered with a warning. */
  readonly certain?: false
  /** Keys of `Registry.sources`. */
  readonly source?: readonly string[]
  readonly note?: string
}

/** What one party was in a stretch of days. A party's periods never overlap: one standing a day. */
export type Period = Dated &
  (
    | {
        readonly standing:
          | 'participant'
          | 'suspended'
          | 'self_suspended'
          | 'embargoed'
          | 'removed'
          | 'trading_entity'
      }
    | {
        readonly standing: 'covered'
        readonly by: PartyCode
        /** Its own control scheme inside the Participant, as Hong Kong in China. */
        readonly separateScheme?: true
      }
    | {
        readonly standing: 'zone_limited'
        /** Exports from these zones only. Empty: none was cleared by name. */
        readonly onlyFrom?: readonly Zone[]
        /** Goods of these areas need an approval of the scheme; other goods do not. */
        readonly approvalFor?: readonly string[]
      }
  )

export type Party = {
  readonly en: string
  readonly fr: string
  readonly periods: readonly Period[]
}

/** Where the law of `list` differs from the list of the scheme. Silence: it follows the scheme. */
export type LegalListEntry = Dated & {
  readonly list: PartyCode
  readonly code: PartyCode
  readonly listed: boolean
}

/** Who was in the scheme on which day, as dated data. The same shape as `registry/participants.json`. */
export type Registry = {
  readonly format: 1
  /** The day up to which the sources were read. */
  readonly asOf: Day
  readonly parties: Readonly<Record<string, Party>>
  readonly legalLists: readonly LegalListEntry[]
  /** Territories of which no source says whether a Participant's scheme reaches them. */
  readonly unsettled: readonly string[]
  /** When the exports of a Participant were, or are, under a monitor from outside. */
  readonly supervisions?: readonly Supervision[]
  readonly sources?: Readonly<Record<string, string>>
}

/** The customs code of Northern Ireland, which stays under the EU regime; not an ISO 3166-1 code. */
export const NORTHERN_IRELAND = 'XI'

const name = line(80)
const partyCode = shape('a party code', isParticipantCode)
const territory = shape(
  'a country, EU or XI',
  (code) => isParticipantCode(code) || code === NORTHERN_IRELAND,
)
const dated = {
  until: whenShape,
  certain: oneOf(false),
  source: list(line(20), 1, 8),
  note: line(400),
}
const zone = record({ name, from: whenShape }, { until: whenShape })
const begins = { standing: line(20), from: whenShape }
const plain = record(begins, dated)
const PERIODS: Readonly<Record<Period['standing'], Shape>> = {
  participant: plain,
  suspended: plain,
  self_suspended: plain,
  embargoed: plain,
  removed: plain,
  trading_entity: plain,
  covered: record({ ...begins, by: partyCode }, { ...dated, separateScheme: oneOf(true) }),
  zone_limited: record(begins, {
    ...dated,
    onlyFrom: list(zone, 0, 60),
    approvalFor: list(name, 1, 60),
  }),
}
const period: Shape = (value, field) => {
  const standing = (value as { standing?: unknown } | null)?.standing
  const known = typeof standing === 'string' && Object.hasOwn(PERIODS, standing)
  if (!known) return { field: `${field}.standing`, expected: Object.keys(PERIODS).join(', ') }
  return PERIODS[standing as Period['standing']](value, field)
}
// 400: every assigned code and then some; 20 periods: Venezuela has three. A bundle cannot grow past reason.
const whole = record(
  {
    format: oneOf(1),
    asOf: day,
    parties: table(territory, record({ en: name, fr: name, periods: list(period, 1, 20) }), 400),
    legalLists: list(
      record(
        { list: partyCode, code: partyCode, listed: oneOf(true, false), from: whenShape },
        dated,
      ),
      0,
      400,
    ),
    unsettled: list(shape('a country', isCountryCode), 0, 300),
  },
  {
    supervisions: list(supervisionShape(partyCode, whenShape, dated), 0, 200),
    sources: table(line(20), line(300), 400),
  },
)

/**
 * Reads `registry/participants.json`, or the projection of it that a trust list carries.
 * A refusal names the field and, in `detail.expected`, what it should be.
 */
export function parseRegistry(json: unknown): Outcome<Registry, 'PARTICIPANTS_REGISTRY'> {
  const fault = whole(json, '') ?? meaning(json as Registry)
  if (fault === undefined) return accept(json as Registry)
  return refuse('PARTICIPANTS_REGISTRY', fault.field, {
    expected: fault.expected,
    field: fault.field,
  })
}

/** What shapes cannot see: order, cover by somebody known, citations that lead somewhere. */
function meaning(registry: Registry): Fault | undefined {
  for (const [code, party] of Object.entries(registry.parties)) {
    const fault = timeline(party.periods, `parties.${code}.periods`) ?? cover(registry, code, party)
    if (fault !== undefined) return fault
  }
  const { supervisions = [] } = registry
  return (
    backwards(registry.legalLists, 'legalLists') ??
    backwards(supervisions, 'supervisions') ??
    uncited(registry)
  )
}

function timeline(periods: readonly Period[], field: string): Fault | undefined {
  const later = periods.findIndex((each, index) => {
    const before = periods[index - 1]
    return (
      before !== undefined &&
      (before.until === undefined || firstDay(before.until) > firstDay(each.from))
    )
  })
  if (later > 0)
    return { field: `${field}.${later}`, expected: 'to begin when the one before has ended' }
  return backwards(periods, field)
}

function backwards(dates: readonly Dated[], field: string): Fault | undefined {
  const index = dates.findIndex(
    ({ from, until }) => until !== undefined && firstDay(until) <= firstDay(from),
  )
  return index < 0 ? undefined : { field: `${field}.${index}.until`, expected: 'to be after from' }
}

function cover(registry: Registry, code: string, party: Party): Fault | undefined {
  const stray = party.periods.some(
    (each) =>
      each.standing === 'covered' &&
      (each.by === code || !Object.hasOwn(registry.parties, each.by)),
  )
  return stray
    ? { field: `parties.${code}`, expected: 'to be covered by another listed party' }
    : undefined
}

function uncited(registry: Registry): Fault | undefined {
  const { sources } = registry
  if (sources === undefined) return undefined
  const facts: [string, Dated][] = [
    ...Object.entries(registry.parties).flatMap(([code, party]) =>
      party.periods.map((each): [string, Dated] => [`parties.${code}`, each]),
    ),
    ...registry.legalLists.map((each): [string, Dated] => ['legalLists', each]),
    ...(registry.supervisions ?? []).map((each): [string, Dated] => ['supervisions', each]),
  ]
  const bad = facts.find(
    ([, { source }]) => source === undefined || !source.every((key) => Object.hasOwn(sources, key)),
  )
  return bad && { field: `${bad[0]}.source`, expected: 'to name entries of sources' }
}

/**
 * The registry without sources and prose, to be signed into the trust list and carried offline. Supervisions
 * stay behind: they bind whoever signs, and say nothing of a certificate that is signed.
 */
export function registryForVerifiers(registry: Registry): Registry {
  const bare = <T extends Dated>({ source: _source, note: _note, ...rest }: T) => rest
  const parties = Object.entries(registry.parties).map(([code, party]) => [
    code,
    { ...party, periods: party.periods.map(bare) },
  ])
  return {
    format: registry.format,
    asOf: registry.asOf,
    parties: Object.fromEntries(parties) as Registry['parties'],
    legalLists: registry.legalLists.map(bare) as readonly LegalListEntry[],
    unsettled: registry.unsettled,
  }
}

/** The party of a code, which may have been typed by anybody: `constructor` is not a party. */
export function partyOf(registry: Registry, code: string): Party | undefined {
  return Object.hasOwn(registry.parties, code) ? registry.parties[code] : undefined
}

/** The short name, or the code itself for a party that the registry does not know. */
export function nameOf(registry: Registry, code: string, language: 'en' | 'fr'): string {
  return partyOf(registry, code)?.[language] ?? code
}
