import { expect, test } from 'vitest'
import { parseInstant, showAge } from './cli-time.ts'

test.each([
  ['2026-03-04T09:00:00Z', 1_772_614_800],
  ['2026-03-04T09:00Z', 1_772_614_800],
  ['2026-03-04t10:00:00.999+01:00', 1_772_614_800],
  ['2026-03-04', 1_772_582_400],
  ['1772614800', 1_772_614_800],
  ['0', 0],
  ['1970-01-01T00:00:00Z', 0],
  ['9999-12-31T23:59:59Z', 253_402_300_799],
])('%s is %i', (text, seconds) => {
  expect(parseInstant(text)).toBe(seconds)
})

test.each([
  ['a word', 'yesterday'],
  ['nothing', ''],
  ['a time without its offset', '2026-03-04T09:00:00'],
  ['a day that there is not', '2026-02-30'],
  ['an hour that there is not', '2026-03-04T25:00:00Z'],
  ['milliseconds', '1772614800000'],
  ['a fraction', '1772614800.5'],
  ['before 1970', '1969-12-31T23:59:59Z'],
  ['a negative number', '-1'],
  ['a day of another order', '04-03-2026'],
])('%s is no instant', (_, text) => {
  expect(parseInstant(text)).toBeUndefined()
})

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3_725, '1 h 2 min'],
  [93_784, '1 d 2 h'],
  [86_460, '1 d 1 min'],
])('%i seconds are %s', (seconds, text) => {
  expect(showAge(seconds)).toBe(text)
})
