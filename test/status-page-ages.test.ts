import { afterAll, beforeAll, expect, test } from 'vitest'
import { issuersStatements } from '../src/certificates/adapters/trust-bundle.ts'
import { decodePage } from '../src/certificates/status.ts'
import { parseStatement } from '../src/crypto/statement.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ at: '2026-03-02T09:00:00Z' })
})
afterAll(() => office.close())

const CD = 'CD' as PartyCode

async function slotsOnPage(): Promise<readonly number[]> {
  const { statusPages } = await issuersStatements(office.means, [CD])
  const statement = parseStatement(statusPages.get(CD) ?? new Uint8Array())
  if (!statement.ok) throw new Error(statement.refusals[0].code)
  return decodePage(statement.value.body)?.entries.map(({ slot }) => slot) ?? []
}

test('a used certificate leaves the page 90 days after its end, a spoiled blank never', async () => {
  const steps = stepsOf(office)
  const shipment = await steps.exported()
  await office.settled()
  await steps.confirmed('importing@eu', shipment)
  await office.settled()
  const [row] = await office.rows<{ slot: bigint; exp: bigint }>(
    `select slot, exp from certificates.certificate where number = $1`,
    [shipment.number],
  )
  const used = Number(row?.slot)
  await office.ask('stationery@cd', 'POST', '/blanks/spoil', {
    number: 'CD000100',
    state: 'spoiled',
    reason: 'Torn in the printer.',
  })
  expect(await slotsOnPage()).toEqual([used, 99])
  const after = (days: number) => new Date((Number(row?.exp) + days * 86_400) * 1000).toISOString()
  await office.turnClock(after(89))
  expect(await slotsOnPage()).toEqual([used, 99])
  await office.turnClock(after(91))
  expect(await slotsOnPage()).toEqual([99])
})
