import { describe, expect, it } from 'vitest'
import type { Officer } from '../access/officer.ts'
import type { Supervision } from '../participants/supervision.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import { askedOfMonitor, isStillAsked, mayMonitor } from './co-approval.ts'

const CD = 'CD' as PartyCode
const supervision = { participant: CD, by: 'Team', days: 15, from: '2026-01-10', until: '2026-02' }
const registryOf = (mode: Supervision['mode']) => ({
  supervisions: [{ ...supervision, mode } as unknown as Supervision],
})

describe('what a validation asks of the monitor', () => {
  it.each([
    ['the day before', '2026-01-09', undefined],
    ['the first day', '2026-01-10', '2026-01-25'],
    ['the last day', '2026-01-31', '2026-02-15'],
    ['the day after', '2026-02-01', undefined],
  ])('%s', (_, day, dueOn) => {
    for (const mode of ['pre_approval', 'post_approval'] as const) {
      const asked = askedOfMonitor(registryOf(mode), CD, dayOf(day))
      expect(asked).toEqual(dueOn && { mode, by: 'Team', dueOn })
      const isBefore = mode === 'pre_approval' && dueOn !== undefined
      expect(isStillAsked(registryOf(mode), CD, dayOf(day))).toBe(isBefore)
    }
  })

  it('is nothing of another Participant', () => {
    const day = dayOf('2026-01-20')
    expect(askedOfMonitor(registryOf('pre_approval'), 'EU' as PartyCode, day)).toBeUndefined()
  })
})

describe('who is a third party', () => {
  const monitor: Officer = {
    ...{ id: 'm', name: 'M', email: 'm@m.example', language: 'en', firm: null, scope: null },
    ...{ hasPasskey: false, participant: CD, roles: ['monitor'] },
  }
  const hands = { issuedBy: 'i', validatedBy: 'v' }
  const taken = { kind: 'break_glass', id: 't', of: null, ofName: null, until: '' } as const

  it.each<[string, Partial<Officer>, boolean]>([
    ['a monitor from outside', {}, true],
    ['a monitor who has another role', { roles: ['monitor', 'reviewer'] }, false],
    [
      'an officer of the house with the role beside his own',
      { roles: ['validating_officer', 'monitor'] },
      false,
    ],
    [
      'a monitor who took a role of the house for some hours',
      {
        roles: ['monitor', 'verifier'],
        standing: [{ ...taken, role: 'verifier' }],
      },
      false,
    ],
    ['somebody of a firm', { firm: 'F' }, false],
    ['who issued it', { id: 'i' }, false],
    ['who validated it', { id: 'v' }, false],
  ])('%s', (_, change, may) => {
    const outcome = mayMonitor({ ...monitor, ...change }, hands)
    expect(outcome.ok).toBe(may)
    if (!outcome.ok) expect(outcome.refusals[0].code).toBe('CERTIFICATES_MONITOR_OF_THE_HOUSE')
  })
})
