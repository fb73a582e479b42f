import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { STEP_ACTS } from '../../test/roles-of.ts'
import { namesIn } from '../values/sentence.ts'
import { APPLICATION_STATES, ARRIVAL_STATES, CERTIFICATE_STATES } from './acts.ts'
import { en as alarmsEn } from './alarm-words.en.ts'
import { fr as alarmsFr } from './alarm-words.fr.ts'
import { ALARM_CODES, ALARM_DETAIL } from './alarms.ts'
import { CHECK_CODES, CHECK_DETAIL, CHECK_OUTCOMES } from './check-codes.ts'
import { en as checksEn } from './check-words.en.ts'
import { fr as checksFr } from './check-words.fr.ts'
import { HISTORY_DETAIL, type HistoryAct } from './history-acts.ts'
import { en as historyEn } from './history-words.en.ts'
import { fr as historyFr } from './history-words.fr.ts'
import { ORIGIN_MODES } from './origin.ts'
import { HTTP_STATUS } from './refusals.ts'
import * as verdictEn from './verdict-words.en.ts'
import * as verdictFr from './verdict-words.fr.ts'
import { en as refusalsEn } from './words.en.ts'
import { fr as refusalsFr } from './words.fr.ts'

type Catalogue = Readonly<Record<string, string>>
const flat = (words: Readonly<Record<string, Catalogue>>): Catalogue =>
  Object.fromEntries(
    Object.entries(words).flatMap(([code, each]) =>
      Object.entries(each).map(([part, sentence]) => [`${code}.${part}`, sentence]),
    ),
  )
const headlines = ({ verdictHeadline }: typeof verdictEn | typeof verdictFr): Catalogue =>
  Object.fromEntries(
    Object.entries(verdictHeadline).flatMap(([answer, { line, act }]) => [
      [`${answer}.line`, line],
      [`${answer}.act`, act],
    ]),
  )

const CATALOGUES: readonly (readonly [name: string, en: Catalogue, fr: Catalogue])[] = [
  ['refusals', refusalsEn, refusalsFr],
  ['verdicts', verdictEn.en, verdictFr.fr],
  ['headlines', headlines(verdictEn), headlines(verdictFr)],
  ['history', historyEn, historyFr],
  ['alarms', alarmsEn, alarmsFr],
  ['checks', flat(checksEn), flat(checksFr)],
]

/** Words that alarm, beg or hide: the sentence says instead what happened and what to do. */
const FORBIDDEN = {
  en: /\b(errors?|please|oops|submit\w*|invalid input|fail\w*|successful\w*|sorry|CBOR|COSE|Base45|JSON|UTF-8|payload)\b|[!']/i,
  fr: /\b(erreurs?|veuillez|merci|désolés?|soumettre|saisie invalide|échec|CBOR|COSE|Base45|JSON|UTF-8)\b|s’il vous plaît|[!']/i,
}

/** A full stop, or the words of a person or of another module, which bring their own. */
const END: Readonly<Record<string, RegExp>> = {
  history: /(\.|\{(reason|outcome)\})$/,
  checks: /(\.|\{why\})$/,
}
const endOf = (name: string) => END[name] ?? /\.$/

/** What a reader sees of a message: all of it but the names of its branches. */
const visible = (message: string) =>
  message.includes(', select,') ? message.replace(/\b\w+ \{/g, '{') : message

/** Every name that a message asks for, in its branches too. */
function namesAsked(sentence: string): readonly string[] {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, value } = node as { readonly type?: number; readonly value?: unknown }
    if (type !== undefined && type !== LITERAL && typeof value === 'string') names.add(value)
    Object.values(node).forEach(walk)
  }
  walk(new IntlMessageFormat(sentence, 'en').getAst())
  return [...names].sort()
}
/** The kind of node of an ICU message that is text. */
const LITERAL = 0

describe.each(CATALOGUES)('%s', (name, en, fr) => {
  const both = Object.keys({ ...en, ...fr }).map((code) => [code, en[code], fr[code]] as const)

  it.each(both)('%s: in both languages, whole and calm', (_, english = '', french = '') => {
    expect(english).toMatch(/^[\p{Lu}{]/u)
    expect(french).toMatch(/^[\p{Lu}{]/u)
    expect(english).toMatch(endOf(name))
    expect(french).toMatch(endOf(name))
    expect(visible(english)).not.toMatch(FORBIDDEN.en)
    expect(visible(french)).not.toMatch(FORBIDDEN.fr)
    expect(`${english}${french}`).not.toMatch(/ {2}|\bundefined\b/)
    expect(french).not.toBe(english)
  })

  it.each(both)('%s: names the same things in both', (_, english = '', french = '') => {
    expect(namesAsked(french)).toEqual(namesAsked(english))
  })
})

describe('French', () => {
  it.each(CATALOGUES)(
    'of %s spaces its marks and addresses the officer as vous',
    (_name, _en, fr) => {
      for (const sentence of Object.values(fr)) {
        expect(sentence).not.toMatch(/[^ ][:;?»]( |$)|«[^ ]/)
        expect(sentence).not.toMatch(/(?<!\p{L})(tu|ton|tes|toi)(?!\p{L})/iu)
      }
    },
  )
})

describe('refusals', () => {
  const shown = (sentence: string, values: Record<string, string | number>, language: string) =>
    String(new IntlMessageFormat(sentence, language).format(values))

  it('have a sentence for each code and no other', () => {
    expect(Object.keys(refusalsEn).sort()).toEqual(Object.keys(HTTP_STATUS).sort())
  })

  const acts = STEP_ACTS
  const states = [...APPLICATION_STATES, ...CERTIFICATE_STATES, ...ARRIVAL_STATES]
  it.each([
    ['en', refusalsEn],
    ['fr', refusalsFr],
  ] as const)('say every act and state in words: %s', (language, words) => {
    const said = (act: string, state: string) =>
      shown(words.CERTIFICATES_STATE, { act: act.replaceAll('-', '_'), state }, language)
    expect(new Set([...acts, 'none'].map((act) => said(act, 'draft'))).size).toBe(acts.length + 1)
    expect(new Set([...states, 'none'].map((state) => said('save', state))).size).toBe(
      new Set(states).size + 1,
    )
    // An act that arrives with its hyphen is still a sentence.
    expect(shown(words.CERTIFICATES_ROLE, { act: 'send-back' }, language)).toMatch(
      /(may not do this|autorisé à faire cela)\./,
    )
  })

  it('say each kind of origin in its own words', () => {
    for (const [language, words] of [['en', refusalsEn] as const, ['fr', refusalsFr] as const]) {
      for (const code of ['CERTIFICATES_ORIGIN_COUNTRIES', 'CERTIFICATES_ORIGIN_MODE'] as const) {
        const said = ORIGIN_MODES.map((mode) => shown(words[code], { mode }, language))
        expect(new Set(said).size).toBe(ORIGIN_MODES.length)
        expect(said.join('')).not.toMatch(/[{}]/)
      }
    }
  })

  it('count in words', () => {
    expect(shown(refusalsEn.VALUES_LIST_TOO_SHORT, { min: 1 }, 'en')).toContain(
      'at least one line.',
    )
    expect(shown(refusalsFr.VALUES_LIST_TOO_SHORT, { min: 2 }, 'fr')).toContain('2 lignes au moins')
    expect(shown(refusalsEn.VALUES_LIST_TOO_LONG, { max: 500 }, 'en')).toContain(
      'at most 500 lines',
    )
  })
})

describe('what whoever writes a record has to give', () => {
  it.each(Object.keys(HISTORY_DETAIL) as HistoryAct[])('history %s', (act) => {
    expect(namesIn(historyEn[act])).toEqual([...HISTORY_DETAIL[act]].sort())
  })

  it.each(ALARM_CODES)('%s', (code) => {
    expect(namesIn(alarmsEn[code])).toEqual([...ALARM_DETAIL[code]].sort())
  })

  it.each(CHECK_CODES)('%s', (code) => {
    const asked = CHECK_OUTCOMES.flatMap((outcome) => namesIn(checksEn[code][outcome]))
    expect([...new Set(asked)].sort()).toEqual([...CHECK_DETAIL[code]].sort())
  })
})
