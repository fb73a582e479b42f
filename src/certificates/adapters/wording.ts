import { nameOf, type Registry } from '../../participants/registry.ts'
import type { Language } from '../../platform/words.ts'
import type { CountryCode, PartyCode } from '../../values/codes.ts'
import { parseDay } from '../../values/day.ts'
import { fill } from '../../values/sentence.ts'
import { en as alarmEn } from '../alarm-words.en.ts'
import { fr as alarmFr } from '../alarm-words.fr.ts'
import { ALARM_DETAIL, type AlarmCode } from '../alarms.ts'
import type { VerdictPrinter } from '../verdict-sentence.ts'
import { verdictPrinterFor } from './words.ts'

const ALARMS = { en: alarmEn, fr: alarmFr }

/** Where something was seen: a Participant, and the place there as somebody wrote it. */
export type Where = { readonly party: PartyCode; readonly place?: string }

/** How a reader's language says what events and alarms keep as codes, days and instants. */
export type Wording = VerdictPrinter & {
  readonly language: Language
  /** A country by its code, in the scheme or not. */
  readonly country: (code: CountryCode) => string
}

export function wordingFor(registry: Registry, language: Language): Wording {
  const printer = verdictPrinterFor(registry, language)
  const { party: country } = printer
  return { ...printer, language, country, party: (code) => nameOf(registry, code, language) }
}

/** In the place of what is not known here. */
const UNKNOWN = '–'

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/**
 * What an event or an alarm keeps, as its sentence names it. Rows from before the codes were kept
 * hold names and times in words: what is no code and no instant shows as it stands.
 */
export function inReadersWords(
  detail: Readonly<Record<string, unknown>>,
  { party, day, time }: Wording,
): Record<string, string> {
  const { firstParty, firstPlace, firstAt } = detail
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(detail)) {
    if (!Array.isArray(value)) shown[name] = String(value ?? '')
  }
  const change = (name: string, show: (value: string) => string) => {
    const value = shown[name]
    if (value !== undefined) shown[name] = show(value)
  }
  const moment = (value: string) => (INSTANT.test(value) ? time(value) : value)
  for (const name of ['party', 'firstParty', 'destination', 'issuer']) change(name, party)
  for (const name of ['since', 'firstAt']) change(name, moment)
  change('due', (value) => (parseDay(value).ok ? day(value) : value))
  if (detail.party !== undefined) shown.place = listed(shown.party, shown.place)
  if (firstParty !== undefined || firstPlace !== undefined || firstAt !== undefined)
    shown.first = listed(shown.firstParty, shown.firstPlace, shown.firstAt)
  return shown
}

function listed(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}

/** The sentence of an alarm; what nobody knew when it rang is a dash. */
export function alarmText(
  code: AlarmCode,
  detail: Readonly<Record<string, unknown>>,
  wording: Wording,
): string {
  const asked = Object.fromEntries(ALARM_DETAIL[code].map((name) => [name, UNKNOWN]))
  return fill(ALARMS[wording.language][code], { ...asked, ...inReadersWords(detail, wording) })
}

/** Where, as it is signed into an alert: for readers of every language, so in English. */
export function whereSigned(registry: Registry, { party, place }: Where): string {
  return listed(nameOf(registry, party, 'en'), place)
}

/**
 * What an alert says of where: its author's own name in front is taken off, and follows the reader
 * from here on. What another program wrote stays as it is.
 */
export function whereTold(registry: Registry, author: PartyCode, told: string): Partial<Where> {
  const name = nameOf(registry, author, 'en')
  if (told === name) return { party: author }
  const isNamed = told.startsWith(`${name}, `)
  return isNamed ? { party: author, place: told.slice(name.length + 2) } : { place: told }
}
