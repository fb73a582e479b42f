import { type Day, parseDay } from '../values/day.ts'
import { isCleanLine } from '../values/text.ts'

/**
 * Checks for the two data files of this module, written by hand because they also run in the browser
 * verifier, where a schema library would be a fifth of its size. A shape says what is wrong and where.
 */
export type Fault = { readonly field: string; readonly expected: string }
export type Shape = (value: unknown, field: string) => Fault | undefined

export function shape(expected: string, holds: (value: unknown) => boolean): Shape {
  return (value, field) => (holds(value) ? undefined : { field, expected })
}

/** One clean line of at most `max` characters. */
export function line(max: number): Shape {
  return shape(`one line of at most ${max} characters`, (value) => isCleanLine(value, max))
}

export function oneOf(...allowed: readonly unknown[]): Shape {
  return shape(`one of ${allowed.map(String).join(', ')}`, (value) => allowed.includes(value))
}

export function integer(min: number, max: number): Shape {
  return shape(
    `a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )
}

export const day: Shape = shape('a day, YYYY-MM-DD', (value) => parseDay(value).ok)

export function nullOr(inner: Shape): Shape {
  return (value, field) => (value === null ? undefined : inner(value, field))
}

export function list(item: Shape, min: number, max: number): Shape {
  return (value, field) =>
    Array.isArray(value) && value.length >= min && value.length <= max
      ? first(
          value.map((each, index) => [`${field}.${index}`, each] as const),
          item,
        )
      : { field, expected: `a list of ${min} to ${max}` }
}

/** An object with exactly these members: one that is not named is a fault, so a typing error shows. */
export function record(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const shapes = { ...required, ...optional }
  return (value, field) => {
    if (!isPlain(value)) return { field, expected: 'an object' }
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key))
    if (missing !== undefined) return { field: join(field, missing), expected: 'to be present' }
    const foreign = Object.keys(value).find((key) => !Object.hasOwn(shapes, key))
    if (foreign !== undefined) return { field: join(field, foreign), expected: 'to be absent' }
    for (const [key, member] of Object.entries(value)) {
      const fault = shapes[key]?.(member, join(field, key))
      if (fault !== undefined) return fault
    }
    return undefined
  }
}

/** An object used as a table: every key and every value of one shape. */
export function table(key: Shape, value: Shape, max: number): Shape {
  return (rows, field) => {
    if (!isPlain(rows)) return { field, expected: 'an object' }
    const keys = Object.keys(rows)
    if (keys.length > max) return { field, expected: `at most ${max} entries` }
    return (
      first(
        keys.map((each) => [join(field, each), each] as const),
        key,
      ) ??
      first(
        Object.entries(rows).map(([name, row]) => [join(field, name), row] as const),
        value,
      )
    )
  }
}

function first(values: readonly (readonly [string, unknown])[], check: Shape): Fault | undefined {
  for (const [field, value] of values) {
    const fault = check(value, field)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`
}

declare const when: unique symbol
/** A date as exactly as it is known: `2013-05-23`, `2012-08` or `2008` (ISO 8601, reduced precision). */
export type When = string & { readonly [when]: true }

export const whenShape: Shape = shape(
  'a date from the year 2000 on: YYYY-MM-DD, YYYY-MM or YYYY',
  (value) =>
    typeof value === 'string' && /^2\d{3}(-\d\d){0,2}$/.test(value) && parseDay(padded(value)).ok,
)

/** The first day that the date can mean. */
export function firstDay(of: When): Day {
  return padded(of) as Day
}

function padded(of: string): string {
  return `${of}-01-01`.slice(0, 10)
}
