import { describe, expect, it } from 'vitest'
import type { PartyCode } from '../values/codes.ts'
import { GRANTS, type Grant } from './grant-table.ts'
import { admit, firmLimit, mayDo, reaches, reachOf } from './grants.ts'
import type { Officer } from './officer.ts'
import { FIRM_ROLES, ROLES, type Role } from './roles.ts'

const somebody = (roles: readonly Role[], firm: string | null = null): Officer => ({
  ...{ id: 'o1', name: 'A', email: 'a@b.example', language: 'en', firm, roles, scope: null },
  hasPasskey: false,
  participant: 'CD' as PartyCode,
})
const thing = (participant: string, firm: string | null) => ({
  participant: participant as PartyCode,
  firm,
})
const grants = Object.entries<Grant>(GRANTS)

describe('the table', () => {
  it.each(grants)(
    '%s: firms reach what is theirs, officers what is their Participant’s',
    (_, { who }) => {
      if (typeof who === 'string') return
      for (const [role, reach] of Object.entries(who)) {
        expect([role, reach]).toEqual([
          role,
          FIRM_ROLES.includes(role as Role) ? 'firm' : 'participant',
        ])
      }
    },
  )

  it('gives nobody both halves of the four eyes', () => {
    const both = ROLES.filter((role) =>
      ['certificates:issue', 'certificates:validate'].every((act) =>
        mayDo(somebody([role]), act as keyof typeof GRANTS),
      ),
    )
    expect(both).toEqual([])
  })

  it('lets who keeps the node, its keys or the chair of the scheme read no certificate', () => {
    for (const role of [
      'node_administrator',
      'key_officer',
      'observer',
      'secretariat',
      'chair',
    ] as const) {
      const read = grants.filter(
        ([act, { thing, who }]) =>
          act.startsWith('certificates:') &&
          // Number blocks are signed again with a key, and say nothing of any goods.
          thing !== 'Keys' &&
          typeof who === 'object' &&
          who[role] !== undefined,
      )
      expect([role, read]).toEqual([role, []])
    }
  })
})

describe('reaches', () => {
  it.each<[string, readonly Role[], string | null, string, string | null, boolean]>([
    ['its own firm', ['exporter'], 'F', 'CD', 'F', true],
    ['another firm', ['exporter'], 'F', 'CD', 'G', false],
    ['a firm of the same name abroad', ['exporter'], 'F', 'AO', 'F', false],
    ['a thing of nobody', ['exporter'], 'F', 'CD', null, false],
    ['what a person without a firm handed in', ['exporter'], null, 'CD', 'o1', true],
    ['any firm of the Participant', ['issuing_officer'], null, 'CD', 'F', true],
    ['another Participant', ['issuing_officer'], null, 'AO', 'F', false],
    ['with a role that the act does not name', ['node_administrator'], null, 'CD', 'F', false],
    ['with no role', [], null, 'CD', 'o1', false],
    ['with the farther of two roles', ['exporter', 'valuer'], 'F', 'CD', 'G', true],
  ])('%s', (_, roles, firm, participant, of, expected) => {
    const officer = somebody(roles, firm)
    expect(reaches(officer, 'certificates:read', thing(participant, of))).toBe(expected)
  })

  it('limits a list to the firm, or to nothing that anybody else has', () => {
    expect(firmLimit(somebody(['exporter'], 'F'), 'certificates:read')).toBe('F')
    expect(firmLimit(somebody(['issuing_officer']), 'certificates:read')).toBeNull()
    expect(firmLimit(somebody(['chair']), 'certificates:read')).toBe('o1')
  })
})

describe('admit', () => {
  it.each([
    ['nobody to an open door', null, 'participants:registry', true],
    ['nobody to a door for whoever is signed in', null, 'access:me', 'ACCESS_NOT_SIGNED_IN'],
    ['an observer to the same', somebody(['observer']), 'access:me', true],
    ['an observer to an office', somebody(['observer']), 'certificates:read', 'ACCESS_NOT_ALLOWED'],
    [
      'an exporter to issue',
      somebody(['exporter'], 'F'),
      'certificates:issue',
      'ACCESS_NOT_ALLOWED',
    ],
  ] as const)('%s', (_, officer, act, expected) => {
    const admitted = admit(officer, act)
    expect(admitted.ok || admitted.refusals[0].code).toBe(expected)
  })

  it('reaches as far as the firm where any role will do', () => {
    expect(reachOf(somebody(['exporter'], 'F'), 'certificates:work')).toBe('firm')
    expect(reachOf(somebody(['chair']), 'certificates:work')).toBe('participant')
  })
})
