import { describe, expect, it } from 'vitest'
import { dayOf } from '../values/day.ts'
import { needsSecond, parseInvitation } from './invitation.ts'

const today = dayOf('2026-11-22')
const typed = {
  name: 'Mamie Kapinga',
  email: 'M.Kapinga@mines.example',
  roles: ['issuing_officer', 'valuer'],
  language: 'fr' as const,
}

describe('parseInvitation', () => {
  it('reads an officer, a person of a firm, and somebody with a last day', () => {
    expect(parseInvitation(typed, today)).toEqual({
      ok: true,
      value: { ...typed, email: 'm.kapinga@mines.example', firm: null, until: null },
    })
    const exporter = { ...typed, roles: ['exporter'], firm: 'Comptoir Lubilandi' }
    expect(parseInvitation(exporter, today)).toMatchObject({
      value: { firm: 'Comptoir Lubilandi' },
    })
    const reviewer = { ...typed, roles: ['reviewer'], until: '2026-11-22' }
    expect(parseInvitation(reviewer, today)).toMatchObject({ value: { until: '2026-11-22' } })
  })

  it.each([
    ['no name', { name: ' ' }, 'ACCESS_NAME'],
    ['no address', { email: 'mamie' }, 'ACCESS_EMAIL'],
    ['no role', { roles: [] }, 'ACCESS_ROLES'],
    ['a role that nobody has', { roles: ['king'] }, 'ACCESS_ROLES'],
    ['a role twice', { roles: ['valuer', 'valuer'] }, 'ACCESS_ROLES'],
    ['office and firm', { roles: ['exporter', 'verifier'], firm: 'x' }, 'ACCESS_ROLES_MIXED'],
    [
      'both pairs of eyes',
      { roles: ['issuing_officer', 'validating_officer'] },
      'ACCESS_ROLES_BOTH_EYES',
    ],
    ['a firm role without a firm', { roles: ['agent'] }, 'ACCESS_FIRM'],
    ['an officer with a firm', { firm: 'Comptoir' }, 'ACCESS_FIRM'],
    ['a visit without an end', { roles: ['monitor'] }, 'ACCESS_LAST_DAY'],
    ['a visit that is over', { roles: ['monitor'], until: '2026-11-21' }, 'ACCESS_LAST_DAY'],
    ['a visit of years', { roles: ['observer'], until: '2027-11-24' }, 'ACCESS_LAST_DAY'],
    ['no day', { roles: ['observer'], until: 'soon' }, 'ACCESS_LAST_DAY'],
    ['an officer with an end', { until: '2026-12-01' }, 'ACCESS_LAST_DAY'],
  ])('refuses %s', (_case, change, code) => {
    expect(parseInvitation({ ...typed, ...change }, today)).toMatchObject({
      ok: false,
      refusals: [{ code }],
    })
  })

  it('says everything that is wrong at once', () => {
    const wrong = parseInvitation({ ...typed, name: '', email: '', roles: ['exporter'] }, today)
    expect(wrong.ok ? [] : wrong.refusals.map(({ field }) => field)).toEqual([
      'name',
      'email',
      'firm',
    ])
  })
})

describe('needsSecond', () => {
  it.each([
    [['key_officer'], true],
    [['auditor', 'node_administrator'], true],
    [['issuing_officer'], true],
    [['observer'], true],
    [['exporter', 'importer'], false],
  ] as const)('%j: %s', (roles, needed) => {
    expect(needsSecond(roles)).toBe(needed)
  })
})
