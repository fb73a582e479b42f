import type { Language } from '../../platform/words.ts'
import { fill } from '../../values/sentence.ts'
import { ALARM_CODES, type AlarmCode } from '../alarms.ts'
import { isDiscrepancyCode } from '../discrepancies.ts'
import * as english from '../discrepancy-words.en.ts'
import * as french from '../discrepancy-words.fr.ts'
import type { HistoryAct } from '../history-acts.ts'
import { en as historyEn } from '../history-words.en.ts'
import { fr as historyFr } from '../history-words.fr.ts'
import { alarmText } from './words.ts'

const HISTORY = { en: historyEn, fr: historyFr }
const WORDS = {
  en: { codes: english.en, lines: english.lines },
  fr: { codes: french.fr, lines: french.lines },
}

/** What an event keeps: codes and figures, which are put into words when somebody reads them. */
export type EventDetail = Readonly<Record<string, string | number | null>>

/** A line of the time line; an act of a later version of this program shows as its name. */
export function historyText(act: string, detail: EventDetail, language: Language): string {
  const words: Readonly<Record<string, string>> = HISTORY[language]
  return fill(words[act as HistoryAct] ?? act, inWords(detail, language))
}

/** Discrepancy codes as a list that a person reads. */
export function discrepanciesText(codes: readonly string[], language: Language): string {
  const { codes: words } = WORDS[language]
  return codes.map((code) => (isDiscrepancyCode(code) ? words[code] : code)).join(', ')
}

function inWords(detail: EventDetail, language: Language): Record<string, string> {
  const { lines } = WORDS[language]
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(detail)) shown[name] = String(value ?? '')
  if (detail.office === 'customs' || detail.office === 'authority')
    shown.office = lines[detail.office]
  if (isAlarmCode(detail.alarm)) shown.reason = alarmText(detail.alarm, shown, language)
  return { ...shown, ...outcomeOf(detail, language) }
}

function outcomeOf(detail: EventDetail, language: Language): { readonly outcome?: string } {
  const { lines } = WORDS[language]
  const { discrepancies, intact, count, field } = detail
  if (typeof field === 'string') return { outcome: `${field}: ${detail.was} → ${detail.is}.` }
  if (typeof intact === 'number')
    return { outcome: fill(lines.seals, { intact, count: count ?? 0 }) }
  if (typeof count === 'number') {
    return { outcome: count === 0 ? lines.asDeclared : fill(lines.linesDiffer, { count }) }
  }
  if (typeof discrepancies !== 'string') return {}
  const reasons = discrepanciesText(discrepancies.split(',').filter(Boolean), language)
  return { outcome: reasons === '' ? lines.asDeclared : fill(lines.withDiscrepancy, { reasons }) }
}

function isAlarmCode(value: unknown): value is AlarmCode {
  return ALARM_CODES.includes(value as AlarmCode)
}
