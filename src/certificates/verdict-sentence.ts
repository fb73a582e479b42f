import { type Detail, fill } from '../values/sentence.ts'
import type { Answer, Reason } from './reasons.ts'
import * as english from './verdict-words.en.ts'
import * as french from './verdict-words.fr.ts'

/** The languages of the verifier. */
export type VerdictLanguage = 'en' | 'fr'

const WORDS = {
  en: { ...english, reasons: english.en },
  fr: { ...french, reasons: french.fr },
} as const

/** How a reader's language shows what a reason names. */
export type VerdictPrinter = {
  /** A party by its code: `ZA` is South Africa. */
  readonly party: (code: string) => string
  /** `YYYY-MM-DD`. */
  readonly day: (day: string) => string
  /** An instant, ISO 8601 in UTC. */
  readonly time: (instant: string) => string
}

/** Shows codes, days and instants as they are written: for programs and for logs. */
export const AS_WRITTEN: VerdictPrinter = {
  party: (code) => code,
  day: (day) => day,
  time: (instant) => instant,
}

export function headlineOf(answer: Answer, language: VerdictLanguage): english.Headline {
  return WORDS[language].verdictHeadline[answer]
}

/** The name of a list that a verdict used, such as `status`. */
export function listName(name: keyof typeof english.listNames, language: VerdictLanguage): string {
  return WORDS[language].listNames[name]
}

/** What a list may leave open. */
const NOT_SAID = { party: '', since: '', other: '' } as const

/** The same of a name that may be of none. */
export function listNamed(name: string, language: VerdictLanguage): string {
  const names: Readonly<Record<string, string>> = WORDS[language].listNames
  return names[name] ?? name
}

/** The sentence of one reason. What it names but does not know is a dash. */
export function reasonSentence(
  { code, detail }: Reason,
  language: VerdictLanguage,
  printer: VerdictPrinter,
): string {
  const words = WORDS[language]
  const named = (names: Readonly<Record<string, string>>) => (key: string) => names[key] ?? key
  const show: Readonly<Record<string, (value: string) => string>> = {
    issuer: printer.party,
    destination: printer.party,
    party: printer.party,
    expiresOn: printer.day,
    validFrom: printer.day,
    since: printer.time,
    newest: printer.time,
    expired: printer.time,
    // Whose law does not name a party: there the list is a Participant's.
    list: (key) =>
      Object.hasOwn(words.listNames, key) ? named(words.listNames)(key) : printer.party(key),
    standing: named(words.standingNames),
  }
  const shown: Detail = Object.fromEntries(
    Object.entries({ ...NOT_SAID, ...detail }).map(([name, value]) => [
      name,
      shownValue(value, show[name]),
    ]),
  )
  return fill(words.reasons[code], shown)
}

function shownValue(value: string | number, show: ((value: string) => string) | undefined) {
  if (value === '') return '–'
  return typeof value === 'string' && show !== undefined ? show(value) : value
}
