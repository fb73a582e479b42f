import { acceptsOrigin, type Profile } from '../participants/profile.ts'
import type { Registry } from '../participants/registry.ts'
import { nameOf } from '../participants/registry.ts'
import { standingOn } from '../participants/standing.ts'
import { reasonIn } from '../participants/standing-reason.ts'
import { en } from '../participants/words.en.ts'
import { fr } from '../participants/words.fr.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { showUsd } from '../values/us-cents.ts'
import type { Application } from './application.ts'
import type { CheckCode, CheckOutcome } from './check-codes.ts'
import { centsPerCarat, totalsOf } from './goods.ts'

/** One thing that was looked at for the officer, and what came out. */
export type Check = {
  readonly code: CheckCode
  readonly outcome: CheckOutcome
  readonly detail: Readonly<Record<string, string | number>>
}

export type CheckInput = {
  readonly application: Application
  readonly issuer: PartyCode
  readonly registry: Registry
  readonly own: Profile
  readonly theirs: Profile
  readonly today: Day
  readonly language: 'en' | 'fr'
  readonly numbersLeft: number
  readonly documents: number
  /** An earlier application of the firm with the same weight to the same destination. */
  readonly similar: { readonly name: string; readonly sameValue: boolean } | null
}

const WORDS = { en, fr }

/** Below this many blanks somebody should order more. */
const FEW_NUMBERS = 20
/** A value this many times above or below the usual is worth a second look. */
const BAND_FACTOR = 4

export type StopInput = Omit<CheckInput, 'own' | 'numbersLeft' | 'documents'>

/** The checks that bind whoever issues: those among `checksFor` that can say stop. */
export function stopsFor(input: StopInput): readonly Check[] {
  return [...standings(input), originAccepted(input), sameGoods(input.similar)].filter(
    ({ outcome }) => outcome === 'stop',
  )
}

/** Everything that an issuing officer would otherwise look up, in the order of the questions. */
export function checksFor(input: CheckInput): readonly Check[] {
  const { numbersLeft, documents, similar, application } = input
  return [
    ...standings(input),
    originAccepted(input),
    ...valueBand(input),
    sameGoods(similar),
    check('CHECK_DOCUMENTS', documents > 0 ? 'pass' : 'warn', { count: documents }),
    check('CHECK_SOURCES', 'pass', { count: application.sources.length }),
    check('CHECK_NUMBERS_LEFT', stock(numbersLeft), { left: numbersLeft }),
  ]
}

function check(code: CheckCode, outcome: CheckOutcome, detail: Check['detail']): Check {
  return { code, outcome, detail }
}

function standings({ application, issuer, registry, today, language }: StopInput): Check[] {
  const { destination } = application
  const name = (code: string) => nameOf(registry, code, language)
  const say = (answer: ReturnType<typeof standingOn>) =>
    answer.reasons.map((each) => reasonIn(registry, each, language, WORDS[language])).join(' ')
  const own = standingOn(registry, issuer, today)
  const theirs = standingOn(registry, destination, today, issuer)
  const byTheirLaw = standingOn(registry, issuer, today, destination)
  const graded = (may: boolean, answer: typeof own): CheckOutcome =>
    may ? (answer.standing === 'participant' ? 'pass' : 'warn') : 'stop'
  const legalList = check('CHECK_LEGAL_LIST', byTheirLaw.mayExport ? 'pass' : 'stop', {
    destination: name(destination),
    issuer: name(issuer),
  })
  return [
    check('CHECK_OWN_STANDING', graded(own.mayExport, own), {
      issuer: name(issuer),
      why: say(own),
    }),
    check('CHECK_DESTINATION_STANDING', graded(theirs.mayImport, theirs), {
      destination: name(destination),
      why: say(theirs),
    }),
    // Beside a trade that the scheme itself forbids, what one law allows would only mislead.
    ...(own.mayExport && theirs.mayImport ? [legalList] : []),
  ]
}

function originAccepted({ application, theirs, today, registry, language }: StopInput): Check {
  const accepted = acceptsOrigin(theirs, application.origin.mode, today)
  const destination = nameOf(registry, application.destination, language)
  return check('CHECK_ORIGIN_ACCEPTED', accepted ? 'pass' : 'stop', { destination })
}

/** The same goods at another value may be a correction; at the same value one of the two is one too many. */
function sameGoods(similar: CheckInput['similar']): Check {
  if (similar === null) return check('CHECK_SAME_GOODS', 'pass', {})
  return check('CHECK_SAME_GOODS', similar.sameValue ? 'stop' : 'warn', { other: similar.name })
}

/** Says nothing where no usual value is known. */
function valueBand({ application, own }: CheckInput): Check[] {
  const usual = own.bandUsdPerCarat.value
  if (usual === null) return []
  const perCarat = centsPerCarat(totalsOf(application.parcels))
  const ratio = perCarat / (usual.average * 100)
  const outside = ratio > BAND_FACTOR || ratio < 1 / BAND_FACTOR
  const detail = {
    perCarat: showUsd(perCarat),
    usual: showUsd(usual.average * 100),
    year: usual.year,
  }
  return [check('CHECK_VALUE_BAND', outside ? 'warn' : 'pass', detail)]
}

function stock(left: number): CheckOutcome {
  if (left === 0) return 'stop'
  return left < FEW_NUMBERS ? 'warn' : 'pass'
}
