import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ringOverdueTask } from '../src/certificates/adapters/ring-overdue.ts'
import { type Office, openOffice } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/** For whom the silence rings once goods were stopped: hard case 18 after a refusal and a detention. */

const LATE = '2026-09-01T12:00:00Z'

let office: Office
let steps: ReturnType<typeof stepsOf>
const shipments = new Map<string, Shipment>()
const of = (name: string): Shipment => {
  const shipment = shipments.get(name)
  if (shipment === undefined) throw new Error(`no shipment ${name}`)
  return shipment
}
const stop = (who: string, shipment: Shipment, act: 'detain' | 'refuse') =>
  office.ask(who, 'POST', `${steps.arrival(shipment)}/${act}`, { reason: 'Not as declared.' })

beforeAll(async () => {
  office = await openOffice({ at: '2026-06-01T09:00:00Z' })
  steps = stepsOf(office)
  for (const name of ['refused', 'detained', 'both', 'elsewhere', 'early', 'later']) {
    const transit = name === 'elsewhere' ? ['AE'] : []
    const leave = name === 'early' ? steps.validated : steps.exported
    shipments.set(name, await leave({ destination: 'CA', transit }))
  }
  await office.settled()
  for (const name of ['refused', 'detained', 'both', 'early', 'later'])
    await steps.presented('importing@ca', of(name).qr, 'Toronto')
  await steps.presented('importing@ae', of('elsewhere').qr, 'Dubai')
  await stop('importing@ca', of('refused'), 'refuse')
  await stop('importing@ca', of('detained'), 'detain')
  await stop('importing@ca', of('both'), 'detain')
  await stop('importing@ca', of('both'), 'refuse')
  await stop('importing@ca', of('early'), 'refuse')
  await stop('importing@ae', of('elsewhere'), 'refuse')
  await office.settled()
  await office.ask('issuing@cd', 'POST', `/${of('early').number}/export`, {})
  await office.turnClock(LATE)
  await ringOverdueTask(office.means)({})
  await office.settled()
})
afterAll(() => office.close())

const rung = async (name: string) => {
  const here = await steps.alarms('issuing@cd', of(name).number)
  return here.includes('CONFIRMATION_OVERDUE')
}

test.each([
  ['refused by its destination', 'refused', false],
  ['detained and then refused', 'both', false],
  ['refused before the exporting side noted the export', 'early', false],
  ['detained: it may still be let in', 'detained', true],
  ['refused by a transit: the destination still owes its word', 'elsewhere', true],
  ['presented and left', 'later', true],
])('goods that were %s', async (_, name, expected) => {
  expect(await rung(name)).toBe(expected)
})

test('what was refused is due no more', async () => {
  const dueOn = async (name: string) => {
    const { confirmationDueOn } = await office.ask('issuing@cd', 'GET', `/${of(name).number}`)
    return confirmationDueOn
  }
  expect(await dueOn('refused')).toBeNull()
  expect(await dueOn('detained')).not.toBeNull()
  const { items } = await office.ask('issuing@cd', 'GET', '/work?what=certificates&state=exported')
  const late = [...(items ?? [])].filter(({ overdue }) => String(overdue) === 'true')
  const numbers = late.map(({ number }) => String(number))
  expect(numbers).toContain(of('detained').number)
  expect(numbers).not.toContain(of('refused').number)
})

test('refusals from before the day was kept are found in what the exporting side has kept', async () => {
  const file = new URL('../migrations/047-refused-abroad.sql', import.meta.url)
  const [, search = ''] = (await readFile(file, 'utf8')).split(/(?=^update )/m)
  await office.rows(`update certificates.certificate set refused_at = null`)
  await office.rows(search)
  const found = await office.rows<{ number: string }>(
    `select number from certificates.certificate where refused_at is not null`,
  )
  const refused = ['refused', 'both', 'early'].map((name) => of(name).number)
  expect(found.map(({ number }) => number).sort()).toEqual(refused.sort())
})

test('a refusal that comes late settles what had rung on both sides', async () => {
  const open = async (who: string) => {
    const { alarms } = await office.ask(who, 'GET', '/alarms')
    const late = [...(alarms ?? [])].filter(
      ({ number, code, acknowledgedAt }) =>
        String(number) === of('later').number &&
        String(code).startsWith('CONFIRMATION_O') &&
        acknowledgedAt === null,
    )
    return late.length
  }
  expect([await open('issuing@cd'), await open('importing@ca')]).toEqual([1, 1])
  await stop('importing@ca', of('later'), 'refuse')
  await office.settled()
  expect([await open('issuing@cd'), await open('importing@ca')]).toEqual([0, 0])
})

test('the refusal of a twin ends nothing: the certificate that was signed is still awaited', async () => {
  await office.turnClock('2026-06-01T09:00:00Z')
  const shipment = await steps.exported({ destination: 'CA' })
  await office.settled()
  await office.rows(
    `update certificates.certificate set digest = sha256('another') where number = $1`,
    [shipment.number],
  )
  await steps.presented('importing@ca', shipment.qr, 'Toronto')
  await stop('importing@ca', shipment, 'refuse')
  await office.settled()
  await office.turnClock(LATE)
  await ringOverdueTask(office.means)({})
  const here = await steps.alarms('issuing@cd', shipment.number)
  expect(here).toContain('CONFIRMATION_OVERDUE')
})
