import { describe, expect, test } from 'vitest'
import { brokenBy, notAchieved, OFFICE_SIZES, type OfficeSize, officeFaults } from './office.ts'
import type { Role } from './roles.ts'

describe('what one person holds together', () => {
  test.each<[OfficeSize, readonly Role[], boolean]>([
    ['two', ['issuing_officer', 'stationery_custodian', 'node_administrator', 'key_officer'], true],
    ['two', ['validating_officer', 'verifier', 'confirmation_clerk', 'key_officer'], true],
    ['four', ['issuing_officer', 'node_administrator'], true],
    ['four', ['validating_officer', 'key_officer'], true],
    ['four', ['stationery_custodian', 'confirmation_clerk', 'verifier', 'key_officer'], true],
    ['four', ['auditor', 'investigator'], true],
    ['four', ['auditor', 'node_administrator'], false],
    ['four', ['key_officer', 'node_administrator'], false],
    ['four', ['issuing_officer', 'stationery_custodian'], false],
    ['four', ['validating_officer', 'confirmation_clerk'], false],
    ['ten', ['issuing_officer', 'node_administrator'], false],
    ['ten', ['validating_officer', 'key_officer'], false],
    ['ten', ['issuing_officer', 'verifier'], false],
    ['ten', ['verifier', 'confirmation_clerk'], true],
  ])('of %s people: %j %s', (office, roles, may) => {
    expect(officeFaults(roles, office)).toHaveLength(may ? 0 : 1)
  })

  test('no office is small enough for both hands of a certificate', () => {
    for (const office of OFFICE_SIZES)
      expect(officeFaults(['issuing_officer', 'validating_officer'], office)).not.toEqual([])
  })

  test('a larger office is held to all that a smaller one is', () => {
    const both: readonly Role[] = ['validating_officer', 'confirmation_clerk']
    expect(brokenBy(both)).toEqual(['validate-confirm'])
    expect(OFFICE_SIZES.map((office) => officeFaults(both, office).length)).toEqual([0, 1, 1])
  })
})

describe('what is not achieved', () => {
  const all: readonly Role[] = ['validating_officer', 'confirmation_clerk', 'key_officer']
  const people = [
    { name: 'Ana', roles: ['issuing_officer', 'node_administrator'] as const },
    { name: 'Ben', roles: all },
  ]

  test('is told to an office of two, which is not held to it', () => {
    expect(notAchieved(people, 'two')).toEqual([
      { name: 'validate-confirm', people: ['Ben'], demanded: false },
      { name: 'accounts-certificates', people: ['Ana'], demanded: false },
      { name: 'keys-certificates', people: ['Ben'], demanded: false },
      { name: 'auditor', people: [], demanded: false },
    ])
  })

  test('is told to an office of four that has not four people', () => {
    const demanded = notAchieved(people, 'four').filter((each) => each.demanded)
    expect(demanded.map(({ name }) => name)).toEqual(['validate-confirm', 'auditor'])
  })

  test('says that an administrator alone has no second', () => {
    const alone = [{ name: 'Ana', roles: ['node_administrator'] as const }]
    expect(notAchieved(alone, 'ten').map(({ name }) => name)).toEqual(['second', 'auditor'])
  })
})
