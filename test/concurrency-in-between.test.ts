import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receive } from '../src/certificates/adapters/deliver.ts'
import { transaction } from '../src/platform/database.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { type Office, openOffice } from './office.ts'
import { stepsOf } from './shipment.ts'

const EU = 'EU' as PartyCode

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

/** Polls until so many statements wait for a lock of another transaction. */
async function waiting(statements: number): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    const [found] = await office.rows<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`,
    )
    if (found?.count === statements) return
    await sleep(10)
  }
  throw new Error(`there were never ${statements} that waited`)
}

/** What `concurrency.test.ts` can only hope to meet: a presentation stopped between its writes. */
test('announced in the middle of a presentation: it waits, and finds the goods presented', async () => {
  const { number, qr } = await steps.validated()
  await office.settled()
  await office.rows(`delete from certificates.arrival where participant = 'EU' and number = $1`, [
    number,
  ])
  const [issued] = await office.rows<{ statement: Buffer }>(
    'select statement from certificates.certificate where number = $1',
    [number],
  )
  const bytes = new Uint8Array(issued?.statement ?? [])
  const [presenting, announcing] = await transaction(office.database, async (tx) => {
    // Its row is the last of what a presentation writes of the arrival, and here it may not yet.
    await tx.query('lock table certificates.presentation in share row exclusive mode')
    const presenting = steps.presented('importing@eu', qr, 'Antwerp')
    await waiting(1)
    const announcing = transaction(office.database, (other) =>
      receive(other, office.means, EU, bytes),
    )
    await waiting(2)
    return [presenting, announcing]
  })
  await presenting
  expect(await announcing).toBe('received')
  const arrival = await office.ask('importing@eu', 'GET', `/arrivals/CD/${number}`)
  expect(arrival).toMatchObject({ state: 'presented', announcedAt: expect.any(String) })
  expect(arrival.presentedAt).toEqual(expect.any(String))
})
