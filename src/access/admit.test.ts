import { describe, expect, it } from 'vitest'
import type { PartyCode } from '../values/codes.ts'
import { admit } from './admit.ts'
import type { Officer } from './officer.ts'

const inspector: Officer = {
  id: '1',
  name: 'Naledi Phirinyane',
  email: 'inspector@bw.demo.openkp.example',
  participant: 'BW' as PartyCode,
  roles: ['inspector'],
  firm: null,
  language: 'en',
}

describe('admit', () => {
  it('asks first for a sign-in, then for a role', () => {
    const code = (officer: Officer | null) => {
      const outcome = admit(officer, ['issuing_officer', 'validating_officer'])
      return outcome.ok ? 'admitted' : outcome.refusals[0].code
    }
    expect(code(null)).toBe('ACCESS_NOT_SIGNED_IN')
    expect(code(inspector)).toBe('ACCESS_NOT_ALLOWED')
    expect(code({ ...inspector, roles: ['inspector', 'validating_officer'] })).toBe('admitted')
  })
})
