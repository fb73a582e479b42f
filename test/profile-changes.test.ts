import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartyCode } from '../src/values/codes.ts'
import { addDays, dayOf } from '../src/values/day.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

/** National practice changes by two, from a day to come on; what was done before stands as it was done. */

const CD = 'CD' as PartyCode
const ROOT = '/api/participants/profile'
const MORNING = '2026-11-22T08:00:00Z'
let office: Office
beforeAll(async () => {
  office = await openOffice({ alone: true, at: MORNING })
  await office.hire('focal point', 'CD', 'focal_point')
}, 60_000)
afterAll(() => office.close())

const as = async (who: string, method: string, path: string, body?: object) =>
  office.call(null, method, path, body, await office.inPerson(who))
const CHANGE = {
  ...{ field: 'validity', value: { days: 90 }, source: 'Decree 12/2026, art. 4' },
  ...{ holdsFrom: '2026-11-24', reason: 'The new decree.' },
}
const propose = (who: string, change: object = {}) =>
  as(who, 'POST', `${ROOT}/changes`, { ...CHANGE, ...change })
const approve = (who: string, { body }: { readonly body: Json }) =>
  as(who, 'POST', `/api/access/proposals/${String((body.proposal as Json).id)}/approve`, {})
type Value = { field: string; value: unknown; source: string; mayChange: boolean }
const profileSeen = async (who = 'administrator@cd') => (await as(who, 'GET', ROOT)).body
const valueSeen = async (field: string) => {
  const { values } = await profileSeen()
  return (values as unknown as Value[]).find((each) => each.field === field)
}

test('one proposes, another approves; it holds from its day on, and a sheet of before stays as it was', async () => {
  const steps = stepsOf(office)
  const before = await steps.issued()
  const asked = await propose('administrator@cd')
  expect(asked.status).toBe(202)
  expect((await approve('administrator@cd', asked)).body.code).toBe('ACCESS_PROPOSAL_OWN')
  expect((await approve('issuing@cd', asked)).body.code).toBe('ACCESS_PROPOSAL_ROLE')
  expect((await approve('accounts@eu', asked)).status).toBe(404)
  expect((await approve('focal point', asked)).status).toBe(200)
  expect(await valueSeen('validity')).toMatchObject({
    value: { days: 60 },
    source: 'not established',
  })
  expect(await profileSeen()).toMatchObject({
    coming: [{ ...CHANGE, proposedBy: 'Trésor Mukengeshi', approvedBy: 'focal point' }],
    past: [],
  })

  const lastDayOf = async (number: string) => {
    const [row] = await office.rows<{ day: string }>(
      'select expires_on as day from certificates.certificate where number = $1',
      [number],
    )
    return row?.day
  }
  await office.turnClock('2026-11-23T22:30:00Z')
  // In Kinshasa the 24th begins at 23:00 in UTC.
  const eve = await steps.issued()
  await office.turnClock('2026-11-23T23:30:00Z')
  const after = await steps.issued()
  const days = [before, eve, after].map(({ number }) => lastDayOf(number))
  expect(await Promise.all(days)).toEqual([
    addDays(dayOf('2026-11-22'), 60),
    addDays(dayOf('2026-11-23'), 60),
    addDays(dayOf('2026-11-24'), 90),
  ])
  expect(await valueSeen('validity')).toMatchObject({ value: { days: 90 }, source: CHANGE.source })
  const open = await office.call(null, 'GET', '/api/participants/CD/profile')
  expect(open.body.validity).toEqual({ value: { days: 90 }, source: CHANGE.source })
  const { profileOf } = office.means
  expect(profileOf(CD, dayOf('2026-11-23')).validity.value).toEqual({ days: 60 })
  expect((await approve('accounts@cd', asked)).body.code).toBe('ACCESS_PROPOSAL_DECIDED')
})

test('what cannot stand in a profile is refused at once; who may not, and a token, never come so far', async () => {
  const day = { holdsFrom: '2027-06-01' }
  const codeOf = async (change: object) =>
    String((await propose('administrator@cd', { ...day, ...change })).body.code)
  expect(await codeOf({ value: { days: 900 } })).toBe('PARTICIPANTS_PROFILE')
  expect(await codeOf({ field: 'clockOffsetMinutes', value: 0 })).toBe('PARTICIPANTS_PROFILE_FIELD')
  expect(await codeOf({ holdsFrom: '2026-11-01' })).toBe('PARTICIPANTS_PROFILE_DAY')
  expect(await codeOf({ source: 'not established' })).toBe('PARTICIPANTS_PROFILE_SOURCE')
  expect((await propose('issuing@cd', day)).body.code).toBe('ACCESS_NOT_ALLOWED')
  const byToken = await office.call('administrator@cd', 'POST', `${ROOT}/changes`, CHANGE)
  expect(byToken.body.code).toBe('ACCESS_NOT_BY_TOKEN')
})

test('approved after its day has come, it is refused: nothing holds in the past', async () => {
  const asked = await propose('administrator@cd', { holdsFrom: '2026-11-26', value: { days: 10 } })
  await office.turnClock('2026-11-26T08:00:00Z')
  expect((await approve('focal point', asked)).body.code).toBe('PARTICIPANTS_PROFILE_DAY')
  expect(await valueSeen('validity')).toMatchObject({ value: { days: 90 } })
})

test('the database keeps no change of one officer, none in the past, and never one that was changed', async () => {
  const row = (by: string, from: string) =>
    office.rows(
      `insert into participants.profile_change (participant, field, value, source, reason, holds_from,
         proposed_by, approved_by, approved_at)
       select participant, 'validity', '{"days": 1}', 's', 'r', $2::date, proposed_by, ${by}, now()
       from participants.profile_change where participant = $1 limit 1`,
      ['CD', from],
    )
  await expect(row('proposed_by', '2099-01-01')).rejects.toMatchObject({ code: '23514' })
  await expect(row('approved_by', '2020-01-01')).rejects.toMatchObject({ code: '23514' })
  for (const sql of ['update %s set value = value', 'delete from %s']) {
    const tried = office.means.database.query(sql.replace('%s', 'participants.profile_change'))
    await expect(tried).rejects.toMatchObject({ code: '42501' })
  }
})

test('where the law keeps what was handed in, nobody deletes it before its years are over', async () => {
  await office.turnClock('2026-11-27T08:00:00Z')
  const id = await stepsOf(office).submitted()
  const path = `/api/certificates/applications/${id}/delete`
  const remove = () => office.call('issuing@cd', 'POST', path, { reason: 'Twice.' })
  const keeps = { field: 'keepsUnissued', value: true, source: 'Archives Act, s. 7' }
  const asked = await propose('administrator@cd', { ...keeps, holdsFrom: '2026-11-28' })
  expect((await approve('focal point', asked)).status).toBe(200)
  expect((await remove()).status).toBe(202)
  await office.turnClock('2026-11-28T08:00:00Z')
  const { body } = await remove()
  expect(body).toMatchObject({ code: 'CERTIFICATES_MUST_KEEP' })
  expect(String(body.detail)).toContain('until 2029-11-27 (Archives Act, s. 7)')
})
