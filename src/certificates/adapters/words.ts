import type { Registry } from '../../participants/registry.ts'
import { nameOf, partyOf } from '../../participants/registry.ts'
import type { Language } from '../../platform/words.ts'
import { isCountryCode } from '../../values/codes.ts'
import { type Day, parseDay } from '../../values/day.ts'
import { fill } from '../../values/sentence.ts'
import { certificateJson } from '../certificate.ts'
import * as checkEn from '../check-words.en.ts'
import * as checkFr from '../check-words.fr.ts'
import type { Check } from '../checks.ts'
import type { Despite } from '../despite.ts'
import { explained } from '../explain-sentence.ts'
import type { Printer } from '../fields.ts'
import type { Reason, ReasonCode } from '../reasons.ts'
import { AS_WRITTEN, reasonSentence, type VerdictPrinter } from '../verdict-sentence.ts'
import type { Verdict } from '../verify.ts'

const CHECKS = { en: checkEn.en, fr: checkFr.fr }
const STOPS = { en: checkEn.stops, fr: checkFr.stops }

type Detail = Readonly<Record<string, string | number>>

export function checkText({ code, outcome, detail }: Check, language: Language): string {
  return fill(CHECKS[language][code][outcome], figures(detail, language))
}

/** Figures as people compare them: amounts with two decimals, both kinds with grouped thousands. */
function figures(detail: Detail, language: Language): Detail {
  const locale = language === 'en' ? 'en-GB' : language
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
  const count = new Intl.NumberFormat(locale)
  const shown = (name: string, value: string | number) => {
    if (name === 'perCarat' || name === 'usual') return amount.format(value as `${number}`)
    return name === 'left' || name === 'count' ? count.format(Number(value)) : value
  }
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, shown(name, value)]),
  )
}

/** What the check said that `despite` answers. */
export function stopText({ check, other = '' }: Despite, language: Language): string {
  return fill(STOPS[language][check], { other })
}

/** A verdict as programs read it: the shape of `openkp verify --json`. */
export function verdictJson(
  verdict: Verdict,
  language: Language,
  printer: VerdictPrinter = AS_WRITTEN,
) {
  return keptVerdictJson(verdictToKeep(verdict), language, printer)
}

/** A verdict as an arrival keeps it: its reasons by code, with what they name. */
export function verdictToKeep(verdict: Verdict) {
  return {
    verdict: verdict.verdict,
    reasons: verdict.reasons,
    lists: verdict.lists.map(({ name, issuedAt, ageSeconds, consulted }) => ({
      name,
      issuedAt: issuedAt === null ? null : new Date(issuedAt * 1000).toISOString(),
      ageSeconds,
      consulted,
    })),
    certificate: verdict.certificate === null ? null : certificateJson(verdict.certificate),
    facts: verdict.facts,
  }
}

type WordedReason = { readonly code: ReasonCode; readonly text: string }

/** Rows from before the codes were kept have the text of each reason, in English; those from before the facts have none. */
export type KeptVerdict = Omit<ReturnType<typeof verdictToKeep>, 'reasons' | 'facts'> & {
  readonly reasons: readonly (Reason | WordedReason)[]
  readonly facts?: Verdict['facts']
}

/** A verdict that was kept, for a reader of `language`. What was kept as text shows as it stands. */
export function keptVerdictJson(kept: KeptVerdict, language: Language, printer: VerdictPrinter) {
  const text = (each: KeptVerdict['reasons'][number]) =>
    'text' in each ? each.text : reasonSentence(each, language, printer)
  const reasons = kept.reasons.map((each) => ({ code: each.code, text: text(each) }))
  const { verdict, lists, certificate } = kept
  return { verdict, reasons, lists, certificate }
}

/** The same for a counter: with how it was decided, step by step; null where that was not kept. */
export function counterVerdict(kept: KeptVerdict, language: Language, printer: VerdictPrinter) {
  const { facts } = kept
  const reasons = kept.reasons.filter((each): each is Reason => !('text' in each))
  const steps = facts === undefined ? null : explained({ facts, reasons }, language, printer)
  return { ...keptVerdictJson(kept, language, printer), steps }
}

type Formats = {
  readonly common: Intl.DisplayNames
  readonly dates: Intl.DateTimeFormat
  readonly times: Intl.DateTimeFormat
}
/** One set for each language of the program: to make one takes a fifth of a millisecond. */
const FORMATS = new Map<string, Formats>()

function formatsOf(language: string): Formats {
  const known = FORMATS.get(language)
  if (known !== undefined) return known
  const locale = language === 'en' ? 'en-GB' : language
  const zone = { timeZone: 'UTC' } as const
  const formats = {
    common: new Intl.DisplayNames([language, 'en'], { type: 'region' }),
    dates: new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...zone,
    }),
    times: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone }),
  }
  FORMATS.set(language, formats)
  return formats
}

/** Countries and days in a person's language; a country outside the scheme has its common name. */
export function printerFor(registry: Registry, language: string): Printer {
  const { common, dates } = formatsOf(language)
  const isOurs = language === 'en' || language === 'fr'
  return {
    country: (code) => {
      if (isOurs && partyOf(registry, code) !== undefined) return nameOf(registry, code, language)
      // An observer has a code that no list of countries knows.
      return isCountryCode(code) ? (common.of(code) ?? code) : code
    },
    day: (day: Day) => dates.format(new Date(`${day}T00:00:00Z`)),
  }
}

/** Names, days and instants of a verdict in a person's language. */
export function verdictPrinterFor(registry: Registry, language: Language): VerdictPrinter {
  const { country, day } = printerFor(registry, language)
  const { times } = formatsOf(language)
  return {
    party: country,
    day: (text) => {
      const parsed = parseDay(text)
      return parsed.ok ? day(parsed.value) : text
    },
    time: (instant) => `${times.format(new Date(instant))} UTC`,
  }
}
