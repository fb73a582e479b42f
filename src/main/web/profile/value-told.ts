import { useIntl } from 'react-intl'
import type { ProfileField } from '../../../participants/profile-change.ts'
import { useFormat } from '../../../ui/format.ts'
import { useLanguage } from '../../../ui/language.tsx'
import { type ProfileWord, useProfileSay } from './say.ts'
import { FORM_OF } from './value-form.ts'

type Within = { readonly days: number; readonly dayKind: 'calendar' | 'working' }
type Card = {
  readonly acts: readonly ('issue' | 'validate')[]
  readonly from?: string
  readonly until?: string
}
type Origin = {
  readonly mode: 'single' | 'mixed_undisclosed' | 'mixed_listed'
  readonly from?: string
  readonly until?: string
}

/** A value of a profile in plain words, in the language of the reader. */
export function useTold(): (field: ProfileField, value: unknown) => string {
  const say = useProfileSay()
  const format = useFormat()
  const { language } = useLanguage()
  const intl = useIntl()
  const spanned = useSpan()
  const listed = (texts: readonly string[]) => (texts.length === 0 ? say('none') : texts.join('; '))
  const languages = (tags: readonly string[]) =>
    tags.map((tag) => intl.formatDisplayName(tag, { type: 'language' }) ?? tag).join(', ')
  const within = (value: Within | null) =>
    value === null ? say('noRule') : say(DAYS_OF[value.dayKind], { count: value.days })
  const origin = ({ mode, ...span }: Origin) => [say(mode), ...spanned(span)].join(' ')
  const card = ({ acts, ...span }: Card) =>
    [acts.map((act) => say(act)).join(', '), ...spanned(span)].join(' ')
  // 1 January 2024 was a Monday.
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, day)),
    )
  const told: Readonly<Record<string, (value: never) => string>> = {
    names: ({ en, local = {} }: { en: string; local?: Record<string, string> }) =>
      [en, ...Object.values(local)].join(' / '),
    languages,
    offices: (offices: readonly { name: string; country: string }[]) =>
      listed(offices.map(({ name, country }) => `${name} (${country})`)),
    duration: (value: { months?: number; days?: number }) =>
      value.months === undefined
        ? say('calendarDays', { count: value.days ?? 0 })
        : say('months', { count: value.months }),
    by: (by: 'authority' | 'consignee') => say(by),
    asked: (asked: 'officers' | 'everybody' | 'nobody') => say(asked),
    flag: (value: boolean) => say(value ? 'yes' : 'no'),
    within,
    withinOrNone: within,
    origins: (rules: readonly Origin[]) => listed(rules.map(origin)),
    weekdays: (days: readonly number[]) => days.map(weekday).join(', '),
    dual: ({ mode, acceptsDigitalOriginal }: { mode: Mode; acceptsDigitalOriginal: boolean }) =>
      `${say(mode)}; ${say(acceptsDigitalOriginal ? 'digitalIsOriginal' : 'digitalIsCopy')}`,
    band: (band: { average: number; year: number } | null) =>
      band === null
        ? say('noRule')
        : say('bandTold', { average: band.average, year: String(band.year) }),
    weight: (hundredths: number) =>
      say('carats', { amount: format.amount((hundredths / 100).toFixed(2)) }),
    clock: (minutes: number) => `UTC${offset(minutes)}`,
    firstDay: () => say('dayOfIssue'),
    numbers: ({ prefix, digits }: { prefix: string; digits: number }) =>
      say('numberSuch', { number: `${prefix}${'0'.repeat(digits - 1)}1` }),
    cards: (rules: readonly Card[]) => listed(rules.map(card)),
    delegated: (rows: readonly { who: string; limits: string }[]) =>
      listed(rows.map(({ who, limits }) => `${who}: ${limits}`)),
  }
  return (field, value) => {
    const teller = told[TOLD_AS[field] ?? FORM_OF[field] ?? '']
    if (teller !== undefined) return teller(value as never)
    return isCounted(field) ? say(COUNTED[field], { count: Number(value) }) : String(value)
  }
}
type Span = { readonly from?: string; readonly until?: string }

/** From which day and up to which a rule holds, where it says so. */
function useSpan(): (span: Span) => readonly string[] {
  const say = useProfileSay()
  const format = useFormat()
  return ({ from, until }) => [
    ...(from === undefined ? [] : [say('sinceDay', { day: format.day(from) })]),
    ...(until === undefined ? [] : [say('untilDay', { day: format.day(until) })]),
  ]
}

const DAYS_OF = { calendar: 'calendarDays', working: 'daysWorking' } as const
type Mode = 'paper' | 'digital' | 'both'

const COUNTED = {
  retentionYears: 'years',
  breakGlassReviewDays: 'calendarDays',
} as const satisfies Partial<Record<ProfileField, ProfileWord>>

function isCounted(field: ProfileField): field is keyof typeof COUNTED {
  return Object.hasOwn(COUNTED, field)
}

/** What is told in another way than it is typed, or is never typed. */
const TOLD_AS: Partial<Readonly<Record<ProfileField, string>>> = {
  weightToleranceHundredths: 'weight',
  clockOffsetMinutes: 'clock',
  runsFrom: 'firstDay',
  numberFormat: 'numbers',
  cardSignatures: 'cards',
}

/** `+01:00`. */
function offset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  return `${minutes < 0 ? '−' : '+'}${two(hours)}:${two(rest)}`
}
