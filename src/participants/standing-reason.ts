import { addMonths, type Day } from '../values/day.ts'
import { nameOf, type Period, partyOf, type Registry } from './registry.ts'
import { firstDay } from './shape.ts'
import type { StandingReason } from './standing-reason-code.ts'
import { en } from './words.en.ts'

export type Reason = {
  readonly code: StandingReason
  /** In English. Another language: its words for `code`, filled with `detail`. */
  readonly text: string
  readonly detail: Readonly<Record<string, string>>
  /** Titles of the documents, where the registry carries them (the offline one does not). */
  readonly source?: string
}

/** A warning for each boundary of the party's periods that may lie on either side of the day. */
export function doubtsAbout(registry: Registry, code: string, on: Day): Reason[] {
  const periods = partyOf(registry, code)?.periods ?? []
  return periods
    .filter((period) => isDoubtful(period, on))
    .map((period) =>
      because(
        'DATE_UNCERTAIN',
        { code, name: nameOf(registry, code, 'en'), from: period.from },
        titles(registry, period.source),
      ),
    )
}

const MONTHS_MEANT: Readonly<Record<number, number>> = { 4: 12, 7: 1, 10: 0 }

/** Inside the year or month that is all we know; a year more on both sides where sources disagree. */
function isDoubtful({ from, certain }: Period, on: Day): boolean {
  const slack = certain === false ? 12 : 0
  const meant = MONTHS_MEANT[from.length] ?? 0
  // A whole day that nobody disputes, as most are: asked for each certificate that is verified.
  if (slack === 0 && meant === 0) return false
  const start = firstDay(from)
  return on >= addMonths(start, -slack) && on < addMonths(start, meant + slack)
}

export function titles(
  registry: Registry,
  keys: readonly string[] | undefined,
): string | undefined {
  const { sources } = registry
  return sources && keys?.map((key) => sources[key] ?? key).join('; ')
}

export function because(
  code: StandingReason,
  detail: Readonly<Record<string, string>>,
  source?: string,
): Reason {
  return { code, text: filled(en[code], detail), detail, ...(source !== undefined && { source }) }
}

/** The sentence of a reason in a language, with the names of the parties in that language. */
export function reasonIn(
  registry: Registry,
  { code, detail }: Pick<Reason, 'code' | 'detail'>,
  language: 'en' | 'fr',
  words: Readonly<Record<StandingReason, string>>,
): string {
  const named = (key: string) => nameOf(registry, detail[key] ?? '', language)
  const names = { name: named('code'), byName: named('by'), listName: named('list') }
  return filled(words[code], { ...detail, ...names })
}

function filled(sentence: string, detail: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => detail[key] ?? whole)
}
