import type { Language } from '../../platform/words.ts'
import { fill } from '../../values/sentence.ts'
import { ALARM_CODES, type AlarmCode } from '../alarms.ts'
import type { Despite } from '../despite.ts'
import { isDiscrepancyCode } from '../discrepancies.ts'
import * as english from '../discrepancy-words.en.ts'
import * as french from '../discrepancy-words.fr.ts'
import type { HistoryAct } from '../history-acts.ts'
import { en as historyEn } from '../history-words.en.ts'
import { fr as historyFr } from '../history-words.fr.ts'
import { STATUSES, type Status } from '../status.ts'
import { verdictHeadline as verdictEn } from '../verdict-words.en.ts'
import { verdictHeadline as verdictFr } from '../verdict-words.fr.ts'
import type { EventDetail } from './events-store.ts'
import { alarmText, stopText } from './words.ts'

const HEADLINES = { en: verdictEn, fr: verdictFr }
const HISTORY = { en: historyEn, fr: historyFr }
const WORDS = {
  en: { codes: english.en, lines: english.lines, statuses: english.statuses },
  fr: { codes: french.fr, lines: french.lines, statuses: french.statuses },
}

/** A line of the time line; an act of a later version of this program shows as its name. */
export function historyText(act: string, detail: EventDetail, language: Language): string {
  const words: Readonly<Record<string, string>> = HISTORY[language]
  const line = fill(words[act as HistoryAct] ?? act, inWords(detail, language))
  const answers = answersIn(detail).map((answer) => despiteText(answer, language))
  return [line, ...answers, ...noteIn(detail, language)].join(' ')
}

/** What a person added in words of his own, behind everything else. */
function noteIn({ note }: EventDetail, language: Language): string[] {
  return typeof note === 'string' ? [fill(WORDS[language].lines.note, { note })] : []
}

/** What an officer answered to the checks that said stop, as the event of the issue keeps it. */
function answersIn({ despite }: EventDetail): readonly Despite[] {
  return Array.isArray(despite) ? (despite as readonly Despite[]) : []
}

function despiteText(answer: Despite, language: Language): string {
  const { reason } = answer
  return fill(HISTORY[language]['issued-despite'], { outcome: stopText(answer, language), reason })
}

/** Discrepancy codes as a list that a person reads. */
export function discrepanciesText(codes: readonly string[], language: Language): string {
  const { codes: words } = WORDS[language]
  return codes.map((code) => (isDiscrepancyCode(code) ? words[code] : code)).join(', ')
}

function inWords(detail: EventDetail, language: Language): Record<string, string> {
  const { lines } = WORDS[language]
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(detail)) {
    if (!Array.isArray(value)) shown[name] = String(value ?? '')
  }
  if (detail.office === 'customs' || detail.office === 'authority')
    shown.office = lines[detail.office]
  if (isAlarmCode(detail.alarm)) shown.reason = alarmText(detail.alarm, shown, language)
  return { ...shown, ...outcomeOf(detail, language) }
}

function outcomeOf(detail: EventDetail, language: Language): { readonly outcome?: string } {
  const { lines, statuses } = WORDS[language]
  const { discrepancies, intact, count, field, office, verdict, status } = detail
  if (isStatus(status)) return { outcome: statuses[status] }
  if (office !== undefined) return { outcome: verdictWord(verdict, language) }
  if (typeof field === 'string') return { outcome: `${field}: ${detail.was} → ${detail.is}.` }
  if (typeof intact === 'number')
    return { outcome: fill(lines.seals, { intact, count: typeof count === 'number' ? count : 0 }) }
  if (typeof count === 'number') {
    return { outcome: count === 0 ? lines.asDeclared : fill(lines.linesDiffer, { count }) }
  }
  if (typeof discrepancies !== 'string') return {}
  const reasons = discrepanciesText(discrepancies.split(',').filter(Boolean), language)
  return { outcome: reasons === '' ? lines.asDeclared : fill(lines.withDiscrepancy, { reasons }) }
}

/** A presentation from before its verdict was kept on the time line has none. */
function verdictWord(verdict: unknown, language: Language): string {
  const words: Readonly<Record<string, { readonly word: string }>> = HEADLINES[language]
  return words[String(verdict)]?.word ?? '–'
}

function isStatus(value: unknown): value is Status {
  return STATUSES.includes(value as Status)
}

function isAlarmCode(value: unknown): value is AlarmCode {
  return ALARM_CODES.includes(value as AlarmCode)
}
