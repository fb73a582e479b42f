import type { VerdictPrinter } from '../../certificates/verdict-sentence.ts'
import { nameOf, partyOf } from '../../participants/registry.ts'
import type { Trust } from '../../participants/trust.ts'
import { formatFor } from '../../ui/format.ts'
import { type Language, LOCALES } from '../../ui/language.tsx'

export type Printer = VerdictPrinter & {
  readonly amount: (decimal: string) => string
  /** `South Africa (ZA)`. */
  readonly withCode: (code: string) => string
}

/** Names by the signed list of Participants, else by the browser's own list of countries. */
export function printerFor(trust: Trust | null, language: Language): Printer {
  const common = new Intl.DisplayNames([LOCALES[language], 'en'], { type: 'region' })
  const format = formatFor(LOCALES[language])
  const party = (code: string) => {
    const registry = trust?.registry
    if (registry !== undefined && partyOf(registry, code) !== undefined) {
      return nameOf(registry, code, language)
    }
    return /^[A-Z]{2}$/.test(code) ? (common.of(code) ?? code) : code
  }
  return {
    party,
    day: format.day,
    time: format.moment,
    amount: format.amount,
    withCode: (code) => `${party(code)} (${code})`,
  }
}
