import { expect, it } from 'vitest'
import { factorFault, isAskedOf, lackingIn } from './second-factor-rules.ts'

it.each([
  ['officers', null, true],
  ['officers', 'Comptoir SARL', false],
  ['everybody', 'Comptoir SARL', true],
  ['nobody', null, false],
] as const)('asked of %s, somebody of the firm %s: %s', (of, firm, asked) => {
  expect(isAskedOf(of, { firm })).toBe(asked)
})

it.each([
  ['a password alone', {}, 'second_factor'],
  ['a password alone, where there is a passkey', { hasPasskey: true }, 'passkey'],
  ['a passkey', { hasPasskey: true, withFactor: true }, undefined],
  ['a password and a code', { hasCode: true }, undefined],
  ['the provider, and no factor of one’s own', { withFactor: true }, 'second_factor'],
  [
    'a passkey that nobody confirmed',
    { hasPasskey: true, withFactor: true, confirmed: false },
    'confirmation',
  ],
  ['codes that nobody confirmed', { hasCode: true, confirmed: false }, 'confirmation'],
  ['a passkey that was taken away since', { hasPasskey: false, withFactor: true }, 'second_factor'],
] as const)('who signed in with %s lacks %s', (_, has, lacks) => {
  const none = { hasPasskey: false, hasCode: false, withFactor: false, confirmed: true }
  expect(lackingIn({ ...none, ...has })).toBe(lacks)
})

it('leaves the own account to who sets one up, and not to who did not use his passkey', () => {
  const officer = {
    ...{ id: 'o', name: 'O', email: 'o@example.org', participant: 'CD', roles: [], firm: null },
    ...{ language: 'en', scope: null, hasPasskey: false },
  } as unknown as Parameters<typeof factorFault>[0]
  const none = { ...officer, lacks: 'second_factor' } as const
  const unused = { ...officer, lacks: 'passkey' } as const
  expect(factorFault(officer, 'certificates:work')).toBeNull()
  expect(factorFault(none, 'access:credentials')).toBeNull()
  expect(factorFault(none, 'access:tokens')).toBe('ACCESS_SECOND_FACTOR_FIRST')
  const waits = { ...officer, lacks: 'confirmation' } as const
  expect(factorFault(waits, 'access:account')).toBeNull()
  expect(factorFault(waits, 'access:confirm-factor')).toBeNull()
  expect(factorFault(waits, 'access:credentials')).toBe('ACCESS_CONFIRMATION_FIRST')
  expect(factorFault(waits, 'access:officers')).toBe('ACCESS_CONFIRMATION_FIRST')
  expect(factorFault(unused, 'access:me')).toBeNull()
  expect(factorFault(unused, 'access:credentials')).toBe('ACCESS_SIGN_IN_WITH_PASSKEY')
})
