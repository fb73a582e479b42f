import { expect, test } from 'vitest'
import type { Check } from './checks.ts'
import { answerStops } from './despite.ts'
import { MAX_DESPITE_REASON, MIN_DESPITE_REASON } from './limits.ts'

const check = (code: Check['code'], outcome: Check['outcome'], detail: Check['detail'] = {}) => ({
  code,
  outcome,
  detail,
})
const SAME = check('CHECK_SAME_GOODS', 'stop', { other: 'CD000007' })
const ORIGIN = check('CHECK_ORIGIN_ACCEPTED', 'stop', { destination: 'the Union' })
const WARNED = check('CHECK_LEGAL_LIST', 'warn')
/** Stops for good: the act itself refuses, and no words help. */
const STANDING = check('CHECK_DESTINATION_STANDING', 'stop')

const reason = 'Two lots of one weight; I weighed both.'
const said = (json: unknown, checks: readonly Check[]) => {
  const answered = answerStops(json, checks)
  return answered.ok
    ? answered.value
    : answered.refusals.map(({ code, field }) => `${field} ${code}`)
}

test.each<[what: string, json: unknown, checks: readonly Check[], expected: unknown]>([
  ['nothing stops, nothing said', undefined, [WARNED], []],
  ['null, as a form sends it', null, [], []],
  ['a stop without an answer', undefined, [SAME], ['CHECK_SAME_GOODS CERTIFICATES_CHECK_STOPS']],
  [
    'two stops, one answered',
    [{ check: 'CHECK_SAME_GOODS', reason }],
    [SAME, ORIGIN],
    ['CHECK_ORIGIN_ACCEPTED CERTIFICATES_CHECK_STOPS'],
  ],
  [
    'both answered, in the words given; the other number is kept with its answer',
    [
      { check: 'CHECK_SAME_GOODS', reason: ` ${reason} ` },
      { check: 'CHECK_ORIGIN_ACCEPTED', reason },
    ],
    [SAME, ORIGIN],
    [
      { check: 'CHECK_SAME_GOODS', reason, other: 'CD000007' },
      { check: 'CHECK_ORIGIN_ACCEPTED', reason },
    ],
  ],
  [
    'a check that only warns',
    [{ check: 'CHECK_LEGAL_LIST', reason }],
    [WARNED],
    ['0.check CERTIFICATES_CHECK_NOT_STOPPING'],
  ],
  [
    'one check twice',
    [
      { check: 'CHECK_SAME_GOODS', reason },
      { check: 'CHECK_SAME_GOODS', reason },
    ],
    [SAME],
    ['1.check CERTIFICATES_CHECK_NOT_STOPPING'],
  ],
  [
    'what the scheme forbids has no answer',
    [{ check: 'CHECK_DESTINATION_STANDING', reason }],
    [STANDING],
    ['0.check VALUES_CHOICE'],
  ],
  ['an invented check', [{ check: 'CHECK_LUNCH', reason }], [], ['0.check VALUES_CHOICE']],
  [
    'a reason that is none',
    [{ check: 'CHECK_SAME_GOODS', reason: 'x'.repeat(MIN_DESPITE_REASON - 1) }],
    [SAME],
    ['0.reason CERTIFICATES_REASON_TOO_SHORT'],
  ],
  [
    'spaces do not make it longer',
    [{ check: 'CHECK_SAME_GOODS', reason: `ok${' '.repeat(20)}` }],
    [SAME],
    ['0.reason CERTIFICATES_REASON_TOO_SHORT'],
  ],
  [
    'a reason that nobody reads',
    [{ check: 'CHECK_SAME_GOODS', reason: 'x'.repeat(MAX_DESPITE_REASON + 1) }],
    [SAME],
    ['0.reason VALUES_TEXT_TOO_LONG'],
  ],
  ['no reason at all', [{ check: 'CHECK_SAME_GOODS' }], [SAME], ['0.reason VALUES_REQUIRED']],
  ['no list', { check: 'CHECK_SAME_GOODS', reason }, [SAME], [' VALUES_LIST']],
])('%s', (_, json, checks, expected) => {
  const found = said(json, checks)
  expect(
    found.map((each) => (typeof each === 'string' ? each.replace('undefined', '') : each)),
  ).toEqual(expected)
})

test.each([MIN_DESPITE_REASON, MAX_DESPITE_REASON])('a reason of %i characters', (length) => {
  const json = [{ check: 'CHECK_SAME_GOODS', reason: 'x'.repeat(length) }]
  expect(answerStops(json, [SAME]).ok).toBe(true)
})
