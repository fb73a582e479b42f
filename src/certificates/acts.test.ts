import { describe, expect, test } from 'vitest'
import { rolesOf, STEP_ACTS, type StepAct } from '../../test/roles-of.ts'
import type { Officer } from '../access/officer.ts'
import { ROLES, type Role } from '../access/roles.ts'
import type { PartyCode } from '../values/codes.ts'
import {
  APPLICATION_ACTS,
  APPLICATION_STATES,
  ARRIVAL_ACTS,
  ARRIVAL_STATES,
  actsFor,
  CERTIFICATE_ACTS,
  CERTIFICATE_STATES,
  permit,
} from './acts.ts'

/**
 * The law of the tables, written a second time and the other way round, act by act: a slip in a table
 * would change the server, the screens and every test that follows the table together.
 */
type Act = StepAct
type Law = Partial<Record<Act, readonly [who: readonly Role[], when: readonly string[]]>>

const FIRM: readonly Role[] = ['exporter', 'agent', 'confirmation_clerk']
const ISSUER: readonly Role[] = ['issuing_officer', 'validating_officer']
const VALIDATOR: readonly Role[] = ['validating_officer', 'licensed_validator']
const COUNTER: readonly Role[] = ['verifier', 'confirmation_clerk']

const APPLICATION: Law = {
  save: [FIRM, ['draft', 'returned']],
  submit: [FIRM, ['draft', 'returned']],
  withdraw: [FIRM, ['draft', 'submitted', 'returned']],
  'delete-draft': [FIRM, ['draft']],
  delete: [['issuing_officer'], ['draft', 'submitted', 'returned', 'withdrawn']],
  return: [['issuing_officer', 'licensed_issuer'], ['submitted']],
  issue: [['issuing_officer', 'licensed_issuer'], ['submitted']],
}
const CERTIFICATE: Law = {
  validate: [VALIDATOR, ['issued']],
  'send-back': [VALIDATOR, ['issued', 'awaiting_signature']],
  'co-approve': [['monitor'], ['awaiting_monitor']],
  object: [['monitor'], ['awaiting_monitor']],
  recall: [['validating_officer'], ['awaiting_monitor']],
  export: [[...ISSUER, 'licensed_issuer', 'verifier'], ['validated']],
  // Before the export, the original surrendered (hard case 21); after a loss, without it.
  replace: [['issuing_officer'], ['validated', 'lost']],
  void: [ISSUER, ['issued', 'awaiting_signature', 'validated', 'exported']],
  'return-unused': [
    ['issuing_officer', 'stationery_custodian'],
    ['validated', 'exported'],
  ],
  'report-lost': [ISSUER, ['validated', 'exported']],
  // On arrival (hard case 20): before the export the certificate is replaced.
  correct: [ISSUER, ['exported']],
}
const ARRIVAL: Law = {
  // Always (hard case 40): a second presentation is an alarm, not an error.
  present: [COUNTER, [...ARRIVAL_STATES]],
  seals: [
    [...COUNTER, 'importer'],
    ['presented', 'detained'],
  ],
  weigh: [
    [...COUNTER, 'importer'],
    ['presented', 'detained'],
  ],
  confirm: [
    ['confirmation_clerk', 'importer'],
    ['presented', 'detained'],
  ],
  detain: [COUNTER, ['presented']],
  refuse: [['confirmation_clerk'], ['presented', 'detained']],
  'technical-return': [['confirmation_clerk'], ['refused']],
}

const officer = (role: Role): Officer => ({
  ...{ id: '1', name: 'A', email: 'a@b.example', language: 'en', firm: null, scope: null },
  hasPasskey: false,
  participant: 'CD' as PartyCode,
  roles: [role],
})

describe.each([
  ['an application', APPLICATION_ACTS, APPLICATION_STATES, APPLICATION],
  ['a certificate', CERTIFICATE_ACTS, CERTIFICATE_STATES, CERTIFICATE],
  ['goods that arrived', ARRIVAL_ACTS, ARRIVAL_STATES, ARRIVAL],
] as const)('%s', (_, acts, states, law) => {
  const table: Readonly<Record<string, readonly Act[]>> = acts

  test.each(states)('%s: each role may do what the law gives it, and nothing else', (state) => {
    for (const role of ROLES) {
      const may = STEP_ACTS.filter(
        (act) => law[act]?.[0].includes(role) && law[act]?.[1].includes(state),
      )
      const permitted = STEP_ACTS.filter((act) => permit(table, state, act, officer(role)).ok)
      expect(`${role}: ${permitted.sort().join()}`).toBe(`${role}: ${may.sort().join()}`)
      expect([...actsFor(table, state, officer(role))].sort()).toEqual(may)
    }
  })
})

test('the role is named before the state, so that nobody learns a state by trying', () => {
  const refused = permit(CERTIFICATE_ACTS, 'voided', 'validate', officer('exporter'))
  expect(refused).toMatchObject({ refusals: [{ code: 'CERTIFICATES_ROLE' }] })
  const late = permit(CERTIFICATE_ACTS, 'voided', 'validate', officer('validating_officer'))
  expect(late).toMatchObject({ refusals: [{ code: 'CERTIFICATES_STATE' }] })
})

test('nobody has both halves of the four eyes by one role', () => {
  const both = ROLES.filter(
    (role) => rolesOf('issue').includes(role) && rolesOf('validate').includes(role),
  )
  expect(both).toEqual([])
})
