import { type Language, sentence } from '../../platform/words.ts'
import type { Detail } from '../../values/sentence.ts'
import type { Alarm, AlarmCode } from '../alarm.ts'
import { readKeyLine } from '../key-line.ts'
import * as english from '../monitor-words.en.ts'
import * as french from '../monitor-words.fr.ts'

const ALARMS = { en: english.en, fr: french.fr }
const KEY_LINES = { en: english.keyLines, fr: french.keyLines }
const CAUSES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: english.pageCauses,
  fr: french.pageCauses,
}

/** What happened and what to do, in the language of the reader: an alarm is kept in no language. */
export function alarmText(
  { code, detail }: { readonly code: AlarmCode; readonly detail: Alarm['detail'] },
  language: Language,
): string {
  return sentence(ALARMS, { code, detail: shown(detail, language) }, language)
}

/** Where `keyChanges` names no party. */
const ROOT = 'trust'

function shown(detail: Detail, language: Language): Detail {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => {
      if (typeof value === 'number') return [name, moment(name, value)]
      if (name === 'party' && value === ROOT) return [name, KEY_LINES[language].scheme]
      if (name === 'gone' || name === 'come') return [name, keyLinesText(value, language)]
      return [name, name === 'cause' ? (CAUSES[language][value] ?? value) : value]
    }),
  )
}

function keyLinesText(lines: string, language: Language): string {
  return lines
    .split('; ')
    .map((line) => {
      const read = readKeyLine(line)
      if (read === undefined) return line
      const { word, detail } = read
      return sentence(KEY_LINES, { code: word, detail: days(detail) }, language)
    })
    .join('; ')
}

function days(detail: Detail): Detail {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'number' ? moment(name, value) : value,
    ]),
  )
}

/** Values that are epoch seconds, and are shown as a date and a time. */
const TIMES = ['iat', 'after', 'until', 'since', 'time', 'from']
const LAST_TIME = 253_402_300_799

function moment(name: string, value: number): string | number {
  const isTime = TIMES.includes(name) && value <= LAST_TIME
  return isTime ? new Date(value * 1000).toISOString().replace('.000Z', 'Z') : value
}
