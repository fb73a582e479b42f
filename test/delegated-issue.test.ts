import { afterAll, beforeAll, expect, test } from 'vitest'
import { handsOf, number, said } from './hands.ts'
import { type Office, openOffice } from './office.ts'
import { goods, nextGoods, stepsOf, VALIDATION } from './shipment.ts'

/** A firm that its authority licensed issues certificates for its own goods, within limits. */

let office: Office
let hands: ReturnType<typeof handsOf>
beforeAll(async () => {
  office = await openOffice()
  hands = handsOf(office)
})
afterAll(() => office.close())

const FIRM = 'Hudson Yard Rough LLC'
const OF_US = { name: FIRM, address: '1 Pier', place: 'New York', country: 'US' }
const AU = { mode: 'single', countries: ['AU'] }
const own = (change = {}) => nextGoods({ exporter: OF_US, origin: AU, ...change })
const days = (until: number) => {
  const day = (ahead: number) =>
    new Date(Date.now() - 5 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
  return { from: day(0), until: day(until) }
}
const limits = { firm: FIRM, origins: ['AU'], mostCertificates: 2, ...days(30) }
const applied = async (content: object = own()) => {
  const start = { content, submit: true }
  const { id } = await office.ask('exporter@us', 'POST', '/applications', start)
  return String(id)
}
const issue = async (who: string, id: string, body = {}) =>
  hands.act(who, `/applications/${id}/issue`, body)
const listed = async (who: string) => [
  ...((await office.ask(who, 'GET', '/delegations')).delegations ?? []),
]
let licence: string

test('is licensed by two of the authority, and by no firm', async () => {
  await office.hire('Iris@us', 'US', 'licensed_issuer', FIRM)
  await office.hire('Vito@us', 'US', 'licensed_validator', FIRM)
  await office.hire('Other@us', 'US', 'licensed_issuer', 'Another Firm LLC')
  await office.hire('auditor of us', 'US', 'auditor')
  expect(said(await hands.act('Iris@us', '/delegations', limits))).toBe('403 ACCESS_NOT_ALLOWED')
  expect(said(await issue('Iris@us', await applied()))).toBe('403 CERTIFICATES_DELEGATION_NONE')
  const path = '/delegations'
  const { approve } = await office.propose('issuing@us', path, limits)
  expect(await listed('issuing@us')).toEqual([])
  const given = await approve()
  expect(given.status).toBe(201)
  licence = String(given.body.id)
  expect(said(await hands.act('issuing@us', path, limits))).toBe(
    '409 CERTIFICATES_DELEGATION_TWICE',
  )
  expect(said(await hands.act('issuing@cd', path, { ...limits, firm: 'F' }))).toBe(
    '409 CERTIFICATES_DELEGATION_NOT_HERE',
  )
  expect(await listed('Iris@us')).toMatchObject([{ firm: FIRM, inForce: true }])
  expect(await listed('Other@us')).toEqual([])
})

test('issues on its own numbers, and two of its people stand for it', async () => {
  const id = await applied()
  expect(said(await issue('Iris@us', id))).toBe('409 CERTIFICATES_DELEGATION_BLANK')
  const wanted = { number: number('US', 500) }
  expect(said(await issue('Iris@us', id, wanted))).toBe('409 CERTIFICATES_DELEGATION_BLANK')
  expect((await hands.allot('US', 101, 120, 'Iris@us')).status).toBe(200)
  const { waiting } = await office.ask('Iris@us', 'GET', '/work')
  expect([...(waiting ?? [])].map((each) => `${each.id} ${each.act}`)).toContain(`${id} issue`)
  const issued = await issue('Iris@us', id)
  expect([issued.status, String(issued.body.number)]).toEqual([200, number('US', 101)])
  const path = `/${number('US', 101)}`
  expect(said(await hands.act('Iris@us', `${path}/validate`, VALIDATION))).toBe(
    '403 ACCESS_NOT_ALLOWED',
  )
  const work = await office.ask('Vito@us', 'GET', '/work')
  expect([...(work.waiting ?? [])].map((each) => `${each.number} ${each.act}`)).toEqual([
    `${number('US', 101)} validate`,
  ])
  const validated = await hands.act('Vito@us', `${path}/validate`, VALIDATION)
  expect([validated.status, String(validated.body.state)]).toEqual([200, 'validated'])
  const seen = await office.ask('validating@us', 'GET', path)
  expect(seen).toMatchObject({
    ...{ issuer: 'US', issuedBy: 'Iris@us', validatedBy: 'Vito@us' },
    delegation: { firm: FIRM, suspendedAt: null },
  })
  const roles = [...(seen.history ?? [])].map(({ act, by }) => `${act} ${by?.role}`)
  expect(roles).toEqual(
    expect.arrayContaining(['issue licensed_issuer', 'validate licensed_validator']),
  )
  const shown = await stepsOf(office).presented('importing@eu', String(seen.qr), 'Antwerp')
  expect(String(shown.verdict?.verdict)).toBe('VALID')
  expect(await listed('auditor of us')).toMatchObject([{ used: { certificates: 1 } }])
})

test.each([
  ['goods of another', { exporter: goods().exporter }, 'GOODS', 422],
  ['another origin', { origin: { mode: 'single', countries: ['BW'] } }, 'ORIGIN', 422],
])('not %s', async (_, change, code, status) => {
  const answer = await issue('Iris@us', await applied(own(change)))
  expect(said(answer)).toBe(`${status} CERTIFICATES_DELEGATION_${code}`)
})

test('sees and touches nothing of another firm, nor validates what the authority issued', async () => {
  const id = await applied()
  expect(said(await issue('Other@us', id))).toBe('404 CERTIFICATES_NOT_FOUND')
  const by = await issue('issuing@us', id)
  const path = `/${String(by.body.number)}`
  for (const act of ['validate', 'send-back'])
    expect(said(await hands.act('Vito@us', `${path}/${act}`, { ...VALIDATION, reason: 'R' }))).toBe(
      '403 CERTIFICATES_DELEGATION_VALIDATION',
    )
  const path101 = `/api/certificates/${number('US', 101)}`
  expect(said(await office.call('Other@us', 'GET', path101))).toBe('404 CERTIFICATES_NOT_FOUND')
})

test('two at once do not pass one limit', async () => {
  const [one, other] = [await applied(), await applied()]
  const both = await Promise.all([issue('Iris@us', one), issue('Iris@us', other)])
  expect(both.map(said).sort()).toEqual(['200', '409 CERTIFICATES_DELEGATION_COUNT'])
})

test('suspended by two, nothing is issued or validated under it from then on', async () => {
  const path = `/delegations/${licence}/suspend`
  const { approve } = await office.propose('issuing@us', path, { reason: 'No books were shown.' })
  expect(await listed('Iris@us')).toMatchObject([{ inForce: true }])
  expect((await approve()).status).toBe(200)
  expect(await listed('Iris@us')).toMatchObject([
    { inForce: false, reason: 'No books were shown.' },
  ])
  expect(said(await issue('Iris@us', await applied()))).toBe(
    '409 CERTIFICATES_DELEGATION_SUSPENDED',
  )
  const issued = `/${number('US', 102)}/validate`
  expect(said(await hands.act('Vito@us', issued, VALIDATION))).toBe(
    '409 CERTIFICATES_DELEGATION_SUSPENDED',
  )
  expect((await hands.act('validating@us', issued, VALIDATION)).status).toBe(200)
})
