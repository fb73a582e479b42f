import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

const DAY = '2026-06-01T09:00:00Z'
/** Past the day that an issuer has to announce a block before its absence is a fault. */
const LATER = '2026-06-03T09:00:00Z'
const EXPIRED = '2026-08-20T09:00:00Z'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice({ at: DAY })
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const delivered = async () => {
  const shipment = await steps.exported()
  await office.settled()
  return shipment
}
const confirmed = async (shipment: Shipment) => {
  const path = `/api/certificates${steps.arrival(shipment)}/confirm`
  const { status, body } = await office.call('importing@eu', 'POST', path, {})
  return status === 200 ? String(body.state) : `${status} ${String(body.code)}`
}
const shown = async ({ qr }: Shipment, place = 'Antwerp') => {
  const { arrival } = await steps.presented('importing@eu', qr, place)
  return arrival as Json
}
/** What is said of numbers has changed: the next page is signed anew. */
const said = () => office.rows(`update certificates.said set count = count + 1`)
/** The blocks of the issuer reach the reader, or do not. */
const blocksOf = async (from: string, to: string) => {
  await office.rows(
    `do $$ begin
       set local session_replication_role = 'replica';
       update certificates.number_block set participant = '${to}' where participant = '${from}';
     end $$`,
  )
  await said()
}
const thread = ({ presentations }: Json) =>
  [...(presentations ?? [])].map(
    ({ verdict, decides }) => `${verdict}${String(decides) === 'true' ? ' decides' : ''}`,
  )

test('INVALID for want of a block, presented again when it came: the newest decides', async () => {
  const shipment = await delivered()
  await office.turnClock(LATER)
  await blocksOf('CD', 'ZZ')
  const early = await shown(shipment, 'Schiphol')
  expect(early.verdict?.verdict).toBe('INVALID')
  await steps.inspected('importing@eu', shipment)
  expect(await confirmed(shipment)).toBe('409 CERTIFICATES_VERDICT_INVALID')
  await blocksOf('ZZ', 'CD')
  const again = await shown(shipment)
  expect(again.verdict?.verdict).toBe('VALID')
  expect(thread(again)).toEqual(['INVALID', 'VALID decides'])
  const lines = [...(again.history ?? [])].filter(({ act }) => String(act) === 'present')
  expect(lines.map(({ text }) => String(text))).toEqual([
    'Presented to the authority in Schiphol: INVALID.',
    'Presented to the authority in Antwerp: VALID.',
  ])
  expect(await confirmed(shipment)).toBe('confirmed')
})

test('void before it was ever presented: no number of presentations makes it confirmable', async () => {
  const shipment = await delivered()
  await ask('validating@cd', 'POST', `/${shipment.number}/void`, { reason: 'Declared falsely.' })
  await office.settled()
  for (const place of ['Schiphol', 'Antwerp', 'Antwerp']) {
    expect((await shown(shipment, place)).verdict?.verdict).toBe('INVALID')
  }
  await steps.inspected('importing@eu', shipment)
  // Even where a list from before the voiding were shown to the officer.
  await office.rows(`delete from certificates.status where number = $1`, [shipment.number])
  await said()
  const stale = await shown(shipment)
  expect(thread(stale)).toEqual(['INVALID decides', 'INVALID', 'INVALID', 'VALID'])
  expect(stale.verdict?.verdict).toBe('INVALID')
  expect(await confirmed(shipment)).toBe('409 CERTIFICATES_VERDICT_INVALID')
})

test('used stays used: a presentation after the end changes nothing', async () => {
  const shipment = await delivered()
  await steps.confirmed('importing@eu', shipment)
  await office.settled()
  const again = await shown(shipment, 'Zaventem')
  expect(again.state).toBe('confirmed')
  expect(thread(again)).toEqual(['VALID decides', 'INVALID'])
  expect(await confirmed(shipment)).toBe('409 CERTIFICATES_ALREADY_CONFIRMED')
})

test('a twin decides nothing, whatever its verdict', async () => {
  const [announced, other] = [await delivered(), await delivered()]
  // The issuer announced another certificate under this number than the one that is shown.
  await office.rows(
    `update certificates.arrival a set statement = b.statement, digest = b.digest
     from certificates.arrival b where a.number = $1 and b.number = $2 and b.participant = a.participant`,
    [announced.number, other.number],
  )
  const seen = await shown(announced)
  expect(seen.presentations).toMatchObject([{ verdict: 'VALID', twin: true, decides: false }])
  expect(seen.verdict).toBeNull()
  await steps.inspected('importing@eu', announced)
  expect(await confirmed(announced)).toBe('409 CERTIFICATES_TWIN_PRESENTED')
  expect(await steps.alarms('importing@eu', announced.number)).toEqual(['TWIN'])
})

test('VALID stands: presented again after the expiry, receipt is confirmed', async () => {
  const shipment = await delivered()
  await shown(shipment)
  await office.turnClock(EXPIRED)
  const late = await shown(shipment, 'Zaventem')
  expect(thread(late)).toEqual(['VALID decides', 'INVALID'])
  await steps.inspected('importing@eu', shipment)
  expect(await confirmed(shipment)).toBe('confirmed')
})
