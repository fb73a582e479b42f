import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayAt,
  dayFromNumber,
  dayNumber,
  dayOf,
  endOfDay,
  parseDay,
} from './day.ts'

const LAST = 2_932_896
const anyDay = fc.integer({ min: 0, max: LAST }).map(dayFromNumber)

describe('days', () => {
  test.each([
    ['1970-01-01', 0],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['2026-03-02', 20_514],
    ['9999-12-31', LAST],
  ])('%s is day %d', (text, number) => {
    expect(parseDay(text)).toEqual({ ok: true, value: text })
    expect(dayNumber(dayOf(text))).toBe(number)
    expect(dayFromNumber(number)).toBe(text)
  })

  test.each<unknown>([
    '2023-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '02/03/2026',
    '2026-03-02T00:00:00Z',
    ' 2026-03-02',
    '2026-03-02\n',
    '1969-12-31',
    '10000-01-01',
    '+02026-03-02',
    '٢٠٢٦-٠٣-٠٢',
    '',
    20_260_302,
    null,
    undefined,
  ])('%j is none', (text) => {
    expect(parseDay(text)).toMatchObject({ refusals: [{ code: 'VALUES_DAY' }] })
  })

  test('a day that the program itself got wrong is a bug and throws', () => {
    expect(() => dayOf('2026-02-30')).toThrow('not a day')
    expect(() => addDays(dayOf('9999-12-31'), 1)).toThrow('not a day')
    expect(() => addDays(dayOf('1970-01-01'), -1)).toThrow('not a day')
  })

  test('sort as text in the order of time', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(a < b).toBe(dayNumber(a) < dayNumber(b))
      }),
    )
  })
})

describe('months later', () => {
  test.each([
    ['2025-12-31', 2, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-02-28', 2, '2026-04-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-02', 0, '2026-03-02'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-31', 12, '2027-05-31'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(dayOf(from), months)).toBe(to)
  })

  test('the date stays, or becomes the last of its month', () => {
    const some = fc.integer({ min: 0, max: 40_000 }).map(dayFromNumber)
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 24 }), (from, months) => {
        const to = addMonths(from, months)
        const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
        expect(month(to) - month(from)).toBe(months)
        const isLast = addDays(to, 1).slice(8) === '01'
        expect(to.slice(8) === from.slice(8) || (isLast && to.slice(8) < from.slice(8))).toBe(true)
      }),
    )
  })
})

test('two months and 60 days differ: 31 December', () => {
  expect(addDays(dayOf('2025-12-31'), 60)).toBe('2026-03-01')
})

describe('clocks', () => {
  test.each([
    ['2026-03-02T00:00:00Z', 0, '2026-03-02'],
    ['2026-03-01T23:59:59Z', 0, '2026-03-01'],
    ['2026-03-01T22:00:00Z', 120, '2026-03-02'],
    ['2026-03-01T21:59:59Z', 120, '2026-03-01'],
    ['2026-03-02T04:59:59Z', -300, '2026-03-01'],
    ['2026-03-02T05:00:00Z', -300, '2026-03-02'],
  ])('at %s a clock of %d minutes shows %s', (instant, offset, day) => {
    expect(dayAt(Date.parse(instant) / 1000, offset)).toBe(day)
  })

  test.each([
    // Canada: until 24:00 GMT of the day (CA-REG s.6).
    ['2026-05-01', 0, '2026-05-02T00:00:00Z'],
    ['2026-05-01', 120, '2026-05-01T22:00:00Z'],
    ['2026-05-01', -300, '2026-05-02T05:00:00Z'],
  ])('%s ends at %d minutes', (day, offset, instant) => {
    expect(endOfDay(dayOf(day), offset)).toBe(Date.parse(instant) / 1000)
  })

  test('the last second of a day is in it and its end is not', () => {
    const offset = fc.integer({ min: -12 * 60, max: 14 * 60 })
    const some = fc.integer({ min: 1, max: 40_000 }).map(dayFromNumber)
    fc.assert(
      fc.property(some, offset, (day, minutes) => {
        expect(dayAt(endOfDay(day, minutes) - 1, minutes)).toBe(day)
        expect(dayAt(endOfDay(day, minutes), minutes)).toBe(addDays(day, 1))
      }),
    )
  })
})
