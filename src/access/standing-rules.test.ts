import { describe, expect, test } from 'vitest'
import { dayOf } from '../values/day.ts'
import type { OfficeSize } from './office.ts'
import type { Role } from './roles.ts'
import { DAILY_ROLES, DEPUTY_ROLES } from './standing-in.ts'
import { parseDeputation, parseTaking } from './standing-rules.ts'

const typed = {
  ...{ role: 'issuing_officer', from: '2026-11-23', until: '2026-12-04' },
  reason: 'Leave until the beginning of December.',
}
const held = {
  away: ['issuing_officer'] as readonly Role[],
  deputy: ['valuer'] as readonly Role[],
  offered: DAILY_ROLES,
}
const codes = (
  change: Partial<typeof typed> = {},
  roles: Partial<typeof held> = {},
  office: OfficeSize = 'ten',
) => {
  const read = parseDeputation(
    { ...typed, ...change },
    { ...held, ...roles },
    { today: dayOf('2026-11-22'), office },
  )
  return read.ok ? [] : read.refusals.map(({ code }) => code)
}

describe('a deputy', () => {
  test('stands in from one day to another', () => {
    expect(codes()).toEqual([])
    expect(codes({ from: '2026-11-22', until: '2026-11-22' })).toEqual([])
    expect(codes({ until: '2026-12-23' })).toEqual([])
  })

  test.each<[string, Partial<typeof typed>]>([
    ['yesterday', { from: '2026-11-21' }],
    ['the wrong way round', { until: '2026-11-22' }],
    ['32 days', { until: '2026-12-24' }],
    ['next summer', { from: '2027-06-01', until: '2027-06-02' }],
    ['no day', { from: '2026-11-31' }],
  ])('not for %s', (_case, change) => {
    expect(codes(change)).toEqual(['ACCESS_STANDING_DAYS'])
  })

  test.each<[string, string, Partial<typeof typed>, Partial<typeof held>]>([
    ['a role that who is away has not', 'ACCESS_STANDING_ROLE', { role: 'verifier' }, {}],
    ['what the other has', 'ACCESS_STANDING_ROLE', {}, { deputy: ['issuing_officer'] }],
    ['keys', 'ACCESS_STANDING_ROLE', { role: 'key_officer' }, { away: ['key_officer'] }],
    [
      'accounts',
      'ACCESS_STANDING_ROLE',
      { role: 'node_administrator' },
      { away: ['node_administrator'] },
    ],
    ['the other hand', 'ACCESS_ROLES_BOTH_EYES', {}, { deputy: ['validating_officer'] }],
    ['what is kept apart', 'ACCESS_ROLES_OFFICE', {}, { deputy: ['stationery_custodian'] }],
    ['no reason', 'ACCESS_REASON', { reason: 'leave' }, {}],
  ])('not for %s', (_case, code, change, roles) => {
    expect(codes(change, roles)).toEqual([code])
  })

  test('of an administrator is named by two, and of a key officer not at all', () => {
    const away = { away: ['node_administrator', 'key_officer'] as const, offered: DEPUTY_ROLES }
    expect(codes({ role: 'node_administrator' }, away)).toEqual([])
    expect(codes({ role: 'key_officer' }, away)).toEqual(['ACCESS_STANDING_ROLE'])
  })

  test('joins in a small office what a large one keeps apart, and never both hands', () => {
    expect(codes({}, { deputy: ['stationery_custodian'] }, 'two')).toEqual([])
    expect(codes({}, { deputy: ['validating_officer'] }, 'two')).toEqual(['ACCESS_ROLES_BOTH_EYES'])
  })
})

describe('a role taken alone', () => {
  const take = (change: object, has: readonly Role[] = ['verifier']) => {
    const asked = {
      role: 'issuing_officer',
      hours: 4,
      reason: 'The only issuing officer is in hospital.',
    }
    const read = parseTaking({ ...asked, ...change }, has)
    return read.ok ? [] : read.refusals.map(({ code }) => code)
  }
  test.each<[string, object, readonly Role[], readonly string[]]>([
    ['for hours', {}, ['verifier'], []],
    ['with what is kept apart', {}, ['stationery_custodian'], []],
    ['never both hands', {}, ['validating_officer'], ['ACCESS_ROLES_BOTH_EYES']],
    ['never keys', { role: 'key_officer' }, ['verifier'], ['ACCESS_STANDING_ROLE']],
    ['never accounts', { role: 'node_administrator' }, ['verifier'], ['ACCESS_STANDING_ROLE']],
    ['never audit', { role: 'auditor' }, ['verifier'], ['ACCESS_STANDING_ROLE']],
    ['not what one has', { role: 'verifier' }, ['verifier'], ['ACCESS_STANDING_ROLE']],
    ['not a ninth hour', { hours: 9 }, ['verifier'], ['ACCESS_STANDING_HOURS']],
    ['not half an hour', { hours: 0.5 }, ['verifier'], ['ACCESS_STANDING_HOURS']],
    ['not without a reason', { reason: '' }, ['verifier'], ['ACCESS_REASON']],
  ])('%s', (_case, change, has, expected) => {
    expect(take(change, has)).toEqual(expected)
  })
})
