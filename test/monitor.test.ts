import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealJournal } from '../src/access/adapters/seal-journal.ts'
import type { Supervision } from '../src/participants/supervision.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf, VALIDATION } from './shipment.ts'

/** Botswana under a monitor in October: first before the signature, then after it. */
const watched = { participant: 'BW', by: 'Monitoring team', days: 15, source: ['NE'] }
const SUPERVISED = [
  { ...watched, mode: 'pre_approval', from: '2026-10-05', until: '2026-10-20' },
  { ...watched, mode: 'post_approval', from: '2026-10-20', until: '2026-11-10' },
] as unknown as readonly Supervision[]

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice({
    at: '2026-10-04T21:59:00Z',
    registry: (files) => ({ ...files, supervisions: SUPERVISED }),
  })
  steps = stepsOf(office)
  await office.hire('monitor', 'BW', 'monitor')
  await office.hire('monitor abroad', 'CD', 'monitor')
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const refusedWith = async (who: string, path: string, body: unknown = {}) => {
  const { status, body: problem } = await office.call(who, 'POST', `/api/certificates${path}`, body)
  return `${status} ${String(problem.code)}`
}
const verdictOf = ({ verdict }: Json) => String(verdict?.verdict)

const OF_BW = { origin: { mode: 'single', countries: ['BW'] } }
const read = (number: string) => ask('issuing@bw', 'GET', `/${number}`)
const validate = async () => {
  const { number } = await steps.issued(OF_BW, 'BW')
  await ask('validating@bw', 'POST', `/${number}/validate`, VALIDATION)
  return number
}
const waitsFor = async (who: string) => {
  const { waiting } = await ask(who, 'GET', '/work')
  return [...(waiting ?? [])].map(({ number, act, dueOn }) => `${number} ${act} ${dueOn}`)
}
const actsIn = async (number: string) =>
  [...((await read(number)).history ?? [])].map(({ act }) => String(act))
const statements = async (number: string) => {
  const rows = await office.rows<{ count: number }>(
    `select count(*)::int as count from certificates.statement
     where participant = 'BW' and number = $1 and kind = 'certificate'`,
    [number],
  )
  return rows[0]?.count
}

test('before the period a validation is signed at once', async () => {
  const { number } = await steps.validated(OF_BW, 'BW')
  expect(await read(number)).toMatchObject({ state: 'validated', monitor: [] })
})

test('in it nothing is signed before the monitor approves, who has it on a list of his own', async () => {
  await office.turnClock('2026-10-06T09:00:00Z')
  const number = await validate()
  const held = await read(number)
  expect(held).toMatchObject({
    ...{ state: 'awaiting_monitor', qr: null },
    certificate: { seals: ['CD-1001', 'CD-1002'] },
    monitor: [{ mode: 'pre_approval', supervisedBy: 'Monitoring team', dueOn: '2026-10-21' }],
  })
  expect([await statements(number), await waitsFor('validating@bw')]).toEqual([
    0,
    [expect.stringContaining(`${number} open`)],
  ])
  for (const path of ['export', 'void', 'send-back', 'replace', 'validate'])
    expect(await refusedWith('validating@bw', `/${number}/${path}`, { reason: 'x' })).toMatch(
      /^(409 CERTIFICATES_STATE|403 ACCESS_NOT_ALLOWED)$/,
    )
  expect(await waitsFor('monitor')).toEqual([`${number} co-approve 2026-10-21`])
  expect(await waitsFor('monitor abroad')).toEqual([])
  await ask('monitor', 'POST', `/${number}/co-approve`, {})
  await office.settled()
  expect(await read(number)).toMatchObject({
    ...{ state: 'validated', validatedAt: String(held.validatedAt) },
    monitor: [{ decision: 'approved', decidedBy: 'monitor', mayDecide: false }],
  })
  expect([await statements(number), await waitsFor('monitor')]).toEqual([1, []])
  expect((await actsIn(number)).slice(-2)).toEqual(['validate-proposed', 'co-approve'])
  const { qr } = await read(number)
  await ask('issuing@bw', 'POST', `/${number}/export`, {})
  expect(verdictOf(await steps.presented('importing@eu', String(qr), 'Antwerp'))).toBe('VALID')
})

test('an objection undoes the validation, with its reason; a second one is asked anew', async () => {
  const number = await validate()
  expect(await refusedWith('monitor', `/${number}/object`, { reason: ' ' })).toMatch(/^422 /)
  const reason = 'Parcel 2 is not of the zone that is named.'
  await ask('monitor', 'POST', `/${number}/object`, { reason })
  expect(await read(number)).toMatchObject({
    ...{ state: 'issued', validatedBy: null, containers: null },
    monitor: [{ decision: 'objected', reason }],
  })
  expect(await refusedWith('monitor', `/${number}/co-approve`)).toBe('409 CERTIFICATES_STATE')
  await ask('validating@bw', 'POST', `/${number}/validate`, VALIDATION)
  await ask('monitor', 'POST', `/${number}/co-approve`, {})
  expect(await read(number)).toMatchObject({
    ...{ state: 'validated', monitor: [{ decision: 'objected' }, { decision: 'approved' }] },
  })
})

test('nobody of the house is the monitor, whatever role he holds', async () => {
  const number = await validate()
  const idOf = `(select officer_id from access.token where sha256 = (select sha256 from access.token t
    join access.officer o on o.participant = t.participant and o.id = t.officer_id where o.name = $1 limit 1))`
  await office.hire('both', 'BW', 'monitor')
  const holds = (roles: string) =>
    office.rows(`update access.officer set roles = $2::text[] where id = ${idOf}`, ['both', roles])
  await holds('{monitor,verifier}')
  expect(await refusedWith('both', `/${number}/co-approve`)).toBe(
    '403 CERTIFICATES_MONITOR_OF_THE_HOUSE',
  )
  await office.hire('own', 'BW', 'monitor')
  await office.rows(`update certificates.certificate set issued_by = ${idOf} where number = $2`, [
    'own',
    number,
  ])
  expect(await refusedWith('own', `/${number}/co-approve`)).toBe(
    '403 CERTIFICATES_MONITOR_OF_THE_HOUSE',
  )
  expect(await refusedWith('validating@bw', `/${number}/co-approve`)).toBe('403 ACCESS_NOT_ALLOWED')
  expect(await refusedWith('monitor abroad', `/${number}/co-approve`)).toBe(
    '404 CERTIFICATES_NOT_FOUND',
  )
  expect(await statements(number)).toBe(0)
})

test('claims that somebody changed by hand are not what the monitor was shown', async () => {
  const number = await validate()
  await office.rows(
    `update certificates.certificate set to_sign = to_sign || '\\x00'::bytea where number = $1`,
    [number],
  )
  expect(await refusedWith('monitor', `/${number}/co-approve`)).toBe(
    '409 CERTIFICATES_SIGNED_OTHER',
  )
})

test('its end opens the way again: what still waits is taken back, and signed at once', async () => {
  const number = await validate()
  await office.turnClock('2026-10-20T00:00:00Z')
  expect(await refusedWith('monitor', `/${number}/co-approve`)).toBe(
    '409 CERTIFICATES_SUPERVISION_OVER',
  )
  await ask('validating@bw', 'POST', `/${number}/recall`, {})
  expect(await read(number)).toMatchObject({
    ...{ state: 'issued', monitor: [{ decision: 'taken_back' }] },
  })
  await ask('validating@bw', 'POST', `/${number}/validate`, VALIDATION)
  expect(String((await read(number)).state)).toBe('validated')
})

test('after the signature: the monitor has it to look at, and his objection is kept', async () => {
  await office.turnClock('2026-10-21T09:00:00Z')
  const [good, doubted] = [await validate(), await validate()]
  expect([await statements(good), await statements(doubted)]).toEqual([1, 1])
  expect(await waitsFor('monitor')).toEqual(
    expect.arrayContaining([`${good} look 2026-11-05`, `${doubted} look 2026-11-05`]),
  )
  await ask('issuing@bw', 'POST', `/${doubted}/export`, {})
  await ask('monitor', 'POST', `/${good}/co-approve`, {})
  const reason = 'The stones on the photograph are not of this deposit.'
  await ask('monitor', 'POST', `/${doubted}/object`, { reason })
  expect(await read(doubted)).toMatchObject({
    ...{ state: 'exported', monitor: [{ mode: 'post_approval', decision: 'objected', reason }] },
  })
  expect((await actsIn(doubted)).at(-1)).toBe('object')
  const rung = await office.rows<{ number: string }>(
    `select number from certificates.alarm where participant = 'BW' and code = 'MONITOR_OBJECTED'`,
  )
  expect(rung).toEqual([{ number: doubted }])
  expect(await refusedWith('monitor', `/${doubted}/object`, { reason })).toBe(
    '409 CERTIFICATES_STATE',
  )
  expect((await waitsFor('monitor')).filter((each) => each.startsWith(good))).toEqual([])
})

test('the journal has each word of the monitor', async () => {
  await sealJournal(office.database, new Date())
  const rows = await office.rows<{ act: string }>(
    `select distinct act from access.journal
     where participant = 'BW' and act in ('certificates:co-approve', 'certificates:object') order by act`,
  )
  expect(rows).toEqual([{ act: 'certificates:co-approve' }, { act: 'certificates:object' }])
})
