import type { Language } from '../../platform/words.ts'
import { STATUSES, type Status } from '../../transparency/statuses.ts'
import { isCountryCode } from '../../values/codes.ts'
import { fill } from '../../values/sentence.ts'
import { ALARM_CODES, type AlarmCode } from '../alarms.ts'
import type { Despite } from '../despite.ts'
import { isDiscrepancyCode } from '../discrepancies.ts'
import * as english from '../discrepancy-words.en.ts'
import * as french from '../discrepancy-words.fr.ts'
import type { HistoryAct } from '../history-acts.ts'
import { en as historyEn } from '../history-words.en.ts'
import { fr as historyFr } from '../history-words.fr.ts'
import { verdictHeadline as verdictEn } from '../verdict-words.en.ts'
import { verdictHeadline as verdictFr } from '../verdict-words.fr.ts'
import type { EventDetail } from './events-store.ts'
import { alarmText, inReadersWords, type Wording } from './wording.ts'
import { stopText } from './words.ts'

const HEADLINES = { en: verdictEn, fr: verdictFr }
const HISTORY = { en: historyEn, fr: historyFr }
const WORDS = {
  en: {
    codes: english.en,
    lines: english.lines,
    statuses: english.statuses,
    fields: english.fields,
  },
  fr: {
    codes: french.fr,
    lines: french.lines,
    statuses: french.statuses,
    fields: french.fields,
  },
}

/** A line of the time line; an act of a later version of this program shows as its name. */
export function historyText(act: string, detail: EventDetail, wording: Wording): string {
  const { language } = wording
  const words: Readonly<Record<string, string>> = HISTORY[language]
  const line = fill(words[act as HistoryAct] ?? act, inWords(detail, wording))
  const answers = answersIn(detail).map((answer) => despiteText(answer, language))
  const told = [...standingInText(detail, language), ...noteIn(detail, language)]
  return [line, ...answers, ...told].join(' ')
}

/** Whoever acted in a role that is not his own. */
function standingInText({ deputyOf, takenAlone }: EventDetail, language: Language): string[] {
  const { lines } = WORDS[language]
  if (typeof deputyOf === 'string') return [fill(lines.deputyOf, { name: deputyOf })]
  return takenAlone === undefined ? [] : [lines.takenAlone]
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
function discrepanciesText(kept: string, language: Language): string {
  const { codes: words } = WORDS[language]
  const codes = kept.split(',').filter(Boolean)
  return codes.map((code) => (isDiscrepancyCode(code) ? words[code] : code)).join(', ')
}

function inWords(detail: EventDetail, wording: Wording): Record<string, string> {
  const { language } = wording
  const { lines } = WORDS[language]
  const { discrepancies } = detail
  const shown = inReadersWords(detail, wording)
  if (detail.office === 'customs' || detail.office === 'authority')
    shown.office = lines[detail.office]
  if (isAlarmCode(detail.alarm)) shown.reason = alarmText(detail.alarm, detail, wording)
  // Whoever stopped the goods chose codes and wrote nothing.
  if (shown.reason === undefined && typeof discrepancies === 'string')
    shown.reason = `${discrepanciesText(discrepancies, language)}.`
  return { ...shown, ...outcomeOf(detail, wording) }
}

function outcomeOf(detail: EventDetail, wording: Wording): { readonly outcome?: string } {
  const { language } = wording
  const { lines, statuses } = WORDS[language]
  const { discrepancies, intact, count, field, office, verdict, status, other } = detail
  if (isStatus(status)) return { outcome: statuses[status] + (other ? ` (${other})` : '') }
  if (office !== undefined) return { outcome: verdictWord(verdict, language) }
  if (typeof field === 'string') return { outcome: correctionText(field, detail, wording) }
  if (typeof intact === 'number')
    return { outcome: fill(lines.seals, { intact, count: typeof count === 'number' ? count : 0 }) }
  if (typeof count === 'number') {
    return { outcome: count === 0 ? lines.asDeclared : fill(lines.linesDiffer, { count }) }
  }
  if (typeof discrepancies !== 'string') return {}
  const reasons = discrepanciesText(discrepancies, language)
  return { outcome: reasons === '' ? lines.asDeclared : fill(lines.withDiscrepancy, { reasons }) }
}

function correctionText(field: string, { was, is }: EventDetail, wording: Wording): string {
  const { fields, lines } = WORDS[wording.language]
  const labels: Readonly<Record<string, string>> = fields
  const isCountry = field.endsWith('.country')
  const show = (value: unknown) =>
    isCountry && isCountryCode(value) ? wording.country(value) : String(value)
  return fill(lines.corrected, { field: labels[field] ?? field, was: show(was), is: show(is) })
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
