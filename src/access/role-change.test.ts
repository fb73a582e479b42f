import { describe, expect, test } from 'vitest'
import { type Account, parseRoles } from './role-change.ts'

const officer: Account = { roles: ['valuer', 'verifier'], firm: null, isVisit: false }

describe('roles that somebody is to have', () => {
  test.each<[string, readonly string[], Partial<Account>]>([
    ['one less', ['valuer'], {}],
    ['one more', ['valuer', 'verifier', 'key_officer'], {}],
    ['of another kind', ['issuing_officer'], {}],
    ['of a firm', ['importer'], { roles: ['exporter'], firm: 'A Ltd' }],
    ['of a visitor', ['monitor'], { roles: ['reviewer'], isVisit: true }],
  ])('%s', (_case, typed, change) => {
    expect(parseRoles(typed, { ...officer, ...change }, 'ten')).toEqual({ ok: true, value: typed })
  })

  test.each<[string, readonly string[], Partial<Account>]>([
    ['ACCESS_ROLES', [], {}],
    ['ACCESS_ROLES', ['valuer', 'valuer'], {}],
    ['ACCESS_ROLES', ['valuer', 'king'], {}],
    ['ACCESS_ROLES_SAME', ['verifier', 'valuer'], {}],
    ['ACCESS_ROLES_BOTH_EYES', ['issuing_officer', 'validating_officer'], {}],
    ['ACCESS_ROLES_OFFICE', ['auditor', 'key_officer'], {}],
    ['ACCESS_ROLES_MIXED', ['valuer', 'exporter'], {}],
    ['ACCESS_FIRM', ['exporter'], {}],
    ['ACCESS_FIRM', ['valuer'], { roles: ['exporter'], firm: 'A Ltd' }],
    ['ACCESS_LAST_DAY', ['observer'], {}],
    ['ACCESS_LAST_DAY', ['valuer'], { roles: ['observer'], isVisit: true }],
  ])('%s: %j', (code, typed, change) => {
    const read = parseRoles(typed, { ...officer, ...change }, 'ten')
    expect(read.ok ? [] : read.refusals.map((each) => each.code)).toContain(code)
  })
})
