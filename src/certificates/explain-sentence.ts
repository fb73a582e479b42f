import { type Detail, fill } from '../values/sentence.ts'
import { explain, type Step } from './explain.ts'
import { en } from './explain-words.en.ts'
import { fr } from './explain-words.fr.ts'
import type { Fact } from './facts.ts'
import { type Effect, effectOf } from './reasons.ts'
import {
  listNamed,
  reasonSentence,
  type VerdictLanguage,
  type VerdictPrinter,
} from './verdict-sentence.ts'
import type { Verdict } from './verify.ts'

const WORDS = { en, fr } as const

/** A step in a reader's language. */
export type StepShown = Pick<Step, 'name' | 'state'> & {
  readonly title: string
  readonly asks: string
  /** The state in words. */
  readonly answer: string
  readonly found: readonly string[]
  readonly reasons: readonly {
    readonly code: string
    readonly effect: Effect
    readonly text: string
  }[]
}

/** Title and lead of the page that explains a verdict, and the way back. */
export function explanationWords(language: VerdictLanguage): Record<keyof typeof en.page, string> {
  return WORDS[language].page
}

/** Every step of a verdict in words. */
export function explained(
  verdict: Pick<Verdict, 'facts' | 'reasons'>,
  language: VerdictLanguage,
  printer: VerdictPrinter,
): readonly StepShown[] {
  const words = WORDS[language]
  return explain(verdict).map(({ name, state, facts, reasons }) => ({
    ...{ name, state, answer: words.states[state] },
    ...words.steps[name],
    found: facts.map((each) => factSentence(each, language, printer)),
    reasons: reasons.map((each) => ({
      ...{ code: each.code, effect: effectOf(each) },
      text: reasonSentence(each, language, printer),
    })),
  }))
}

function factSentence(
  { code, detail }: Fact,
  language: VerdictLanguage,
  printer: VerdictPrinter,
): string {
  const { facts, statuses } = WORDS[language]
  const instant = (seconds: string) =>
    printer.time(new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'))
  const statusNames: Readonly<Record<string, string>> = statuses
  const show: Readonly<Record<string, (value: string) => string>> = {
    ...{ issuer: printer.party, destination: printer.party, party: printer.party },
    ...{ issuedOn: printer.day, expiresOn: printer.day, at: instant, now: instant },
    list: (name) => beginning(listNamed(name, language)),
    status: (name) => statusNames[name] ?? name,
    age: (seconds) => ageText(Number(seconds), language),
  }
  const shown: Detail = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, show[name]?.(String(value)) ?? value]),
  )
  return fill(facts[code], shown)
}

function beginning(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const DAY_UNIT = { en: 'd', fr: 'j' } as const

/** `40 min`, `5 h`, `3 d`: coarse, because it is the size that matters. */
function ageText(seconds: number, language: VerdictLanguage): string {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} ${DAY_UNIT[language]}`
}
