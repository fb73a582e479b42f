import { expect, test } from 'vitest'
import { type ClockOff, clockOff, type Offsets } from './clock-check.ts'

const HOUR = 3_600
const WEEK = 7 * 86_400

test.each<[string, Offsets, ClockOff | null]>([
  ['nobody was asked', { database: null, witnesses: [] }, null],
  ['an hour ahead of the database', { database: HOUR, witnesses: [] }, null],
  [
    'a second more',
    { database: HOUR + 1, witnesses: [] },
    { against: 'database', seconds: HOUR + 1 },
  ],
  [
    'behind the database',
    { database: -WEEK, witnesses: [0, 0] },
    { against: 'database', seconds: -WEEK },
  ],
  ['an hour behind all witnesses', { database: 0, witnesses: [-HOUR, -HOUR, -HOUR] }, null],
  [
    'a second more',
    { database: 0, witnesses: [-HOUR - 1, -HOUR - 1] },
    { against: 'witnesses', seconds: -HOUR - 1 },
  ],
  ['one witness alone', { database: 0, witnesses: [WEEK] }, null],
  ['one liar among three', { database: 0, witnesses: [WEEK, 1, -1] }, null],
  ['half of four', { database: 0, witnesses: [WEEK, WEEK, 0, 0] }, null],
  [
    'most of three',
    { database: 0, witnesses: [WEEK, WEEK, 0] },
    { against: 'witnesses', seconds: WEEK },
  ],
  ['on both sides', { database: 0, witnesses: [WEEK, -WEEK, WEEK, -WEEK] }, null],
])('%s', (_, offsets, expected) => {
  expect(clockOff(offsets)).toEqual(expected)
})
