import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statusesOf } from '../src/certificates/adapters/status-store.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { FOUND, SEALS, type Shipment, stepsOf } from './shipment.ts'

/** The order of the steps at the counter, and what is told to whom when one of them goes wrong. */

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const say = async (who: string, path: string, body: unknown = {}) => {
  const { status, body: said } = await office.call(who, 'POST', `/api/certificates${path}`, body)
  return `${status} ${String(said.code ?? said.state)}`
}
const delivered = async (change: Readonly<Record<string, unknown>> = {}) => {
  const shipment = await steps.exported(change)
  await office.settled()
  return shipment
}
const at = (shipment: Shipment, act: string) => `${steps.arrival(shipment)}/${act}`
const INTACT = { found: SEALS.map((seal) => ({ seal, intact: true })) }
const statusOf = async (number: string) => {
  const [row] = await office.rows<{ slot: bigint }>(
    `select slot from certificates.blank where participant = 'CD' and number = $1`,
    [number],
  )
  const all = await statusesOf(office.database, 'CD' as PartyCode, 0)
  return all.find(({ slot }) => slot === Number(row?.slot))?.status
}

describe('a confirmation', () => {
  test('needs the presentation, the seals and the weight, in whatever order', async () => {
    const shipment = await delivered()
    const confirm = () => say('importing@eu', at(shipment, 'confirm'))
    expect(await confirm()).toBe('409 CERTIFICATES_NOT_PRESENTED')
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    expect(await confirm()).toBe('409 CERTIFICATES_SEALS_NOT_CHECKED')
    await ask('importing@eu', 'POST', at(shipment, 'seals'), INTACT)
    expect(await confirm()).toBe('409 CERTIFICATES_NOT_WEIGHED')
    await ask('importing@eu', 'POST', at(shipment, 'weighing'), FOUND)
    expect(await confirm()).toBe('200 confirmed')

    const other = await delivered()
    await steps.presented('importing@eu', other.qr, 'Antwerp')
    await ask('importing@eu', 'POST', at(other, 'weighing'), FOUND)
    expect(await say('importing@eu', at(other, 'confirm'))).toBe(
      '409 CERTIFICATES_SEALS_NOT_CHECKED',
    )
  })

  test.each([
    ['tomorrow', 2, '422 CERTIFICATES_RECEIVED_ON'],
    ['more than a year ago', -368, '422 CERTIFICATES_RECEIVED_ON'],
    ['last week', -7, '200 confirmed'],
  ])('of goods received %s', async (_, days, expected) => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    const receivedOn = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    expect(await say('importing@eu', at(shipment, 'confirm'), { receivedOn })).toBe(expected)
    if (days !== -7) return
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(String(home.confirmation?.receivedOn)).toBe(receivedOn)
  })

  test.each(['2026-02-30', '21.11.2026', 7, ''])(
    'of a day that is none: %j',
    async (receivedOn) => {
      const shipment = await delivered()
      await steps.presented('importing@eu', shipment.qr, 'Antwerp')
      await steps.inspected('importing@eu', shipment)
      expect(await say('importing@eu', at(shipment, 'confirm'), { receivedOn })).toBe(
        '422 VALUES_DAY',
      )
    },
  )

  test('after one with a discrepancy is a second one too, and both sides hear of it', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment, { ...FOUND, parcels: 3 })
    expect(await say('importing@eu', at(shipment, 'confirm'))).toBe('200 discrepancy')
    await office.settled()
    expect(await say('importing@eu', at(shipment, 'confirm'))).toBe(
      '409 CERTIFICATES_ALREADY_CONFIRMED',
    )
    await office.settled()
    const told = ['CONFIRMED_WITH_DISCREPANCY', 'SECOND_CONFIRMATION']
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(told)
    expect(await steps.alarms('importing@eu', shipment.number)).toEqual(['SECOND_CONFIRMATION'])
  })
})

test('seals are a list of different ones, as they were seen', async () => {
  const shipment = await delivered()
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  const seen = (found: unknown) => say('importing@eu', at(shipment, 'seals'), { found })
  const twice = [...INTACT.found, { seal: SEALS[0], intact: false }]
  expect(await seen(twice)).toBe('422 CERTIFICATES_SEAL_TWICE')
  expect(await seen('CD-1001')).toBe('422 VALUES_LIST')
  expect(await seen([null])).toBe('422 VALUES_TEXT')
  expect(await seen(Array.from({ length: 25 }, (_, n) => ({ seal: `S${n}` })))).toBe(
    '422 VALUES_LIST_TOO_LONG',
  )
  // What nobody called intact is broken.
  const unsure = await ask('importing@eu', 'POST', at(shipment, 'seals'), {
    found: SEALS.map((seal) => ({ seal, intact: 'yes' })),
  })
  expect([...(unsure.seals?.found ?? [])].map(({ intact }) => String(intact))).toEqual([
    'false',
    'false',
  ])
})

test('a declared transit hears of a correction as it heard of the certificate', async () => {
  const shipment = await delivered({ transit: ['AE'] })
  const is = 'Van Ostaeyen en Dochters NV'
  const change = { field: 'importer.name', is, reason: 'Typing error.' }
  await ask('issuing@cd', 'POST', `/${shipment.number}/correct`, change)
  await office.settled()
  for (const who of ['importing@ae', 'importing@eu']) {
    const { corrections } = await ask(who, 'GET', steps.arrival(shipment))
    expect(corrections).toMatchObject([{ field: 'importer.name', is }])
  }
})

describe('a number that is closed', () => {
  test('by a certificate that went back is said to be spoiled', async () => {
    const { number } = await steps.issued()
    await ask('validating@cd', 'POST', `/${number}/send-back`, { reason: 'A parcel is missing.' })
    expect(await statusOf(number)).toBe('spoiled')
  })

  test.each([
    ['damaged', undefined, 'spoiled'],
    ['given back', 'returned', 'returned_unused'],
  ])('by a blank that was %s is said so, and is never issued', async (_, state, status) => {
    const { next } = await ask('stationery@cd', 'GET', '/numbers')
    const number = String(next)
    const body = { number, state, reason: 'Torn in the printer.' }
    await ask('stationery@cd', 'POST', '/blanks/spoil', body)
    expect(await statusOf(number)).toBe(status)
    expect(await say('stationery@cd', '/blanks/spoil', body)).toBe('409 CERTIFICATES_NUMBER_TAKEN')
    const id = await steps.submitted()
    expect(await say('issuing@cd', `/applications/${id}/issue`, { number })).toBe(
      '409 CERTIFICATES_NUMBER_TAKEN',
    )
  })
})

test('an alarm is acknowledged by an officer of the authority that has it, and by nobody else', async () => {
  const shipment = await delivered()
  await steps.presented('importing@in', shipment.qr, 'Mumbai')
  await office.settled()
  const { alarms } = await ask('issuing@cd', 'GET', '/alarms')
  const ours = [...(alarms ?? [])].find(({ number }) => String(number) === shipment.number)
  const path = `/alarms/${String(ours?.id)}/acknowledge`
  expect(await say('exporter@cd', path)).toBe('403 ACCESS_NOT_ALLOWED')
  expect(await say('issuing@ao', path)).toBe('404 CERTIFICATES_NOT_FOUND')
  expect(await say('issuing@cd', path)).toMatch(/^200/)
})

test('an importer sees what comes to its own firm, and no other goods', async () => {
  const shipment = await delivered()
  await office.hire('other importer', 'EU', 'importer', 'Zomer NV')
  const numbers = async (who: string) => {
    const { arrivals } = await ask(who, 'GET', '/arrivals')
    return [...(arrivals ?? [])].map(({ number }) => String(number))
  }
  expect(await numbers('importer@eu')).toContain(shipment.number)
  expect(await numbers('other importer')).toEqual([])
  const path = `/api/certificates${steps.arrival(shipment)}`
  expect((await office.call('other importer', 'GET', path)).status).toBe(404)
  expect((await office.call('exporter@eu', 'GET', path)).status).toBe(403)
})
