import { describe, expect, test } from 'vitest'
import type { Officer } from './officer.ts'
import { mayApprove, maySecond } from './proposal.ts'
import type { Role } from './roles.ts'
import { inRole, rolesToday, rolesTold, type StandingIn } from './standing-in.ts'

const standing = (role: Role, change: Partial<StandingIn> = {}): StandingIn => ({
  ...{ id: 's1', role, kind: 'deputy', of: 'away', ofName: 'Away', until: '2026-12-01T00:00:00Z' },
  ...change,
})
const deputy = (own: readonly Role[], ...taken: StandingIn[]): Officer => ({
  ...{ id: 'deputy', name: 'D', email: 'd@d.example', participant: 'CD' as Officer['participant'] },
  ...{ firm: null, language: 'en', scope: null, hasPasskey: false },
  ...rolesToday(own, taken),
})

describe('roles today', () => {
  test.each<[string, readonly Role[], readonly Role[], readonly Role[]]>([
    ['own and another’s', ['verifier'], ['issuing_officer'], ['verifier', 'issuing_officer']],
    ['never twice', ['verifier'], ['verifier'], ['verifier']],
    ['never both hands', ['validating_officer'], ['issuing_officer'], ['validating_officer']],
    [
      'nor by two that he stands in for',
      ['verifier'],
      ['issuing_officer', 'validating_officer'],
      ['verifier', 'issuing_officer'],
    ],
  ])('%s', (_case, own, taken, expected) => {
    const { roles } = rolesToday(
      own,
      taken.map((role) => standing(role)),
    )
    expect(roles).toEqual(expected)
  })
})

test('the journal says whose role it was, and what was taken alone', () => {
  const taken = standing('valuer', { kind: 'break_glass', of: null, ofName: null, id: 's2' })
  const told = rolesTold(deputy(['verifier'], standing('issuing_officer'), taken))
  expect(told).toEqual(['verifier', 'issuing_officer deputy away', 'valuer break_glass s2'])
})

test('an own role counts before one of somebody else, and only one that counts comes first', () => {
  const officer = deputy(['verifier', 'valuer'], standing('issuing_officer'))
  const first = (roles: readonly Role[]) =>
    inRole(officer, (role) => roles.includes(role)).roles.slice(0, 1)
  expect(first(['issuing_officer', 'valuer'])).toEqual(['valuer'])
  expect(first(['issuing_officer'])).toEqual(['issuing_officer'])
  expect(first(['auditor'])).toEqual(['verifier'])
})

describe('the second of two', () => {
  const proposal = (proposedBy: string) => ({
    ...{ act: 'certificates:void' as const, thing: 'CD000001', state: 'open', proposedAt: 0 },
    proposedBy,
  })
  const proposer = { ...deputy(['issuing_officer']), id: 'away' }

  test('is no deputy of who proposed it, by that alone', () => {
    const officer = deputy(['verifier'], standing('issuing_officer'))
    expect(maySecond(officer, 'certificates:void', 'away')).toBe(false)
    expect(maySecond(officer, 'certificates:void', 'somebody')).toBe(true)
    const decided = mayApprove(officer, proposal('away'), proposer, 0)
    expect(decided.ok ? '' : decided.refusals[0].code).toBe('ACCESS_PROPOSAL_ROLE')
  })

  test('may be, by an own role', () => {
    const officer = deputy(['validating_officer'], standing('confirmation_clerk'))
    expect(mayApprove(officer, proposal('away'), proposer, 0).ok).toBe(true)
  })
})
