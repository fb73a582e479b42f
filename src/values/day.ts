import { accept, type Outcome, refuse } from './outcome.ts'

declare const day: unique symbol
/** A calendar day without a time zone, `YYYY-MM-DD`, from 1970-01-01 to 9999-12-31. Sorts as text. */
export type Day = string & { readonly [day]: true }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const MILLISECONDS_A_DAY = 86_400_000
/** From 1970-01-01 to 9999-12-31. */
const DAYS = 2_932_897

export function parseDay(text: unknown): Outcome<Day, 'VALUES_DAY'> {
  if (typeof text !== 'string' || !SHAPE.test(text)) return refuse('VALUES_DAY')
  const time = Date.parse(`${text}T00:00:00Z`)
  const real = !Number.isNaN(time) && time >= 0 && new Date(time).toISOString().startsWith(text)
  return real ? accept(text as Day) : refuse('VALUES_DAY')
}

/** The day known to be well formed: throws on anything else, because then it is a bug. */
export function dayOf(text: string): Day {
  const parsed = parseDay(text)
  if (!parsed.ok) throw new Error(`not a day: ${text}`)
  return parsed.value
}

/** Whole days since 1970-01-01. */
export function dayNumber(of: Day): number {
  return Date.parse(`${of}T00:00:00Z`) / MILLISECONDS_A_DAY
}

/** Throws outside 1970 to 9999, because then it is a bug. */
export function dayFromNumber(days: number): Day {
  if (!(days >= 0 && days < DAYS)) throw new Error(`not a day: ${days} days after 1970-01-01`)
  const date = new Date(days * MILLISECONDS_A_DAY)
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}` as Day
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

export function addDays(from: Day, days: number): Day {
  return dayFromNumber(dayNumber(from) + days)
}

/** The same day of a later month, or that month's last day: 31 Dec + 2 months is 28 or 29 Feb. */
export function addMonths(from: Day, months: number): Day {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const time = Date.UTC(year, month - 1 + months, Math.min(date, last))
  return dayFromNumber(time / MILLISECONDS_A_DAY)
}

/**
 * The day that a clock `offsetMinutes` east of UTC shows at `epochSeconds`.
 * An authority's clock is a fixed offset from its profile: a rule of law, not of a time-zone table.
 */
export function dayAt(epochSeconds: number, offsetMinutes: number): Day {
  return dayFromNumber(Math.floor((epochSeconds + offsetMinutes * 60) / 86_400))
}

/** The first second after `of` has ended on a clock `offsetMinutes` east of UTC, in epoch seconds. */
export function endOfDay(of: Day, offsetMinutes: number): number {
  return (dayNumber(of) + 1) * 86_400 - offsetMinutes * 60
}
