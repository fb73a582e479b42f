import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putStatus, statusesOf } from '../src/certificates/adapters/status-store.ts'
import { transaction } from '../src/platform/database.ts'
import type { Status } from '../src/transparency/statuses.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { Answered } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, stepsOf, VALIDATION } from './shipment.ts'

const CD = 'CD' as PartyCode

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
  await office.hire('second issuing', 'CD', 'issuing_officer')
  await office.hire('second validating', 'CD', 'validating_officer')
  await office.hire('second importing', 'EU', 'confirmation_clerk')
})
afterAll(() => office.close())

type Click = readonly [who: string, path: string, body?: unknown, key?: string]

/** All at once. With a key, as a page sends it: one for each press of a button. */
function together(clicks: readonly Click[], method = 'POST'): Promise<Answered[]> {
  return Promise.all(
    clicks.map(([who, path, body = {}, key]) => {
      const headers = key === undefined ? {} : { 'idempotency-key': key }
      return office.call(who, method, `/api/certificates${path}`, body, headers)
    }),
  )
}
const said = (answers: readonly Answered[]) =>
  answers.map(({ status, body }) => `${status} ${String(body.code ?? '')}`.trim()).sort()
const count = async (sql: string, values: readonly unknown[]) => {
  const [row] = await office.rows<{ count: number }>(`select count(*)::int as count ${sql}`, values)
  return row?.count
}

test('two officers issue the same application at once: one number', async () => {
  const id = await steps.submitted()
  const path = `/applications/${id}/issue`
  const answers = await together([
    ['issuing@cd', path],
    ['second issuing', path],
  ])
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_STATE'])
  expect(await count('from certificates.certificate where application_id = $1', [id])).toBe(1)
})

test('sixteen issue at once with the last ten blanks: ten numbers, six refusals', async () => {
  const ids = await Promise.all(
    Array.from({ length: 16 }, () =>
      steps.submitted({ origin: { mode: 'single', countries: ['BW'] } }, 'BW'),
    ),
  )
  await office.rows(
    `update certificates.blank set state = 'returned' where participant = 'BW' and slot not in
       (select slot from certificates.blank where participant = 'BW' order by slot limit 10)`,
  )
  const answers = await together(ids.map((id) => ['issuing@bw', `/applications/${id}/issue`]))
  expect(said(answers)).toEqual([
    ...Array.from({ length: 10 }, () => '200'),
    ...Array.from({ length: 6 }, () => '409 CERTIFICATES_NO_BLANK'),
  ])
  const numbers = answers.flatMap(({ body }) => (body.number ? [String(body.number)] : []))
  expect(new Set(numbers).size).toBe(10)
  const used = `from certificates.blank where participant = 'BW' and state = 'used'`
  expect(await count(used, [])).toBe(10)
  const waiting = `from certificates.application where participant = 'BW' and state = 'submitted'`
  expect(await count(waiting, [])).toBe(6)
})

test('two officers want the same number for two applications: one has it', async () => {
  const ids = [await steps.submitted(), await steps.submitted()]
  const number = 'CD004999'
  const answers = await together(
    ids.map((id) => ['issuing@cd', `/applications/${id}/issue`, { number }]),
  )
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_NUMBER_TAKEN'])
  expect(await steps.alarms('issuing@cd', number)).toEqual(['NUMBER_GAP'])
})

test('two officers validate at once: one statement', async () => {
  const { number } = await steps.issued()
  const path = `/${number}/validate`
  const answers = await together([
    ['validating@cd', path, VALIDATION],
    ['second validating', path, VALIDATION],
  ])
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_STATE'])
  const kept = `from certificates.statement where participant = 'CD' and number = $1`
  expect(await count(kept, [number])).toBe(1)
})

test('the same click twice is done once, and both presses get the first answer', async () => {
  const body = { content: goods() }
  const key = randomUUID()
  const click: Click = ['exporter@cd', '/applications', body, key]
  const [first, second] = await together([click, click])
  expect([first?.status, second?.status]).toEqual([201, 201])
  expect(second?.body).toEqual(first?.body)
  const [later] = await together([click])
  expect(later?.body).toEqual(first?.body)

  const [issuedFirst, issuedAgain] = await (async () => {
    const path = `/applications/${await steps.submitted()}/issue`
    const issue: Click = ['issuing@cd', path, {}, randomUUID()]
    return together([issue, issue])
  })()
  expect(issuedFirst?.status).toBe(200)
  expect(issuedAgain?.body).toEqual(issuedFirst?.body)
})

test('without a key the same request twice is two drafts, and the second act is refused', async () => {
  const body = { content: goods() }
  const drafts = await together([
    ['exporter@cd', '/applications', body],
    ['exporter@cd', '/applications', body],
  ])
  expect(new Set(drafts.map((each) => String(each.body.id))).size).toBe(2)
  const { number } = await steps.validated()
  const answers = await together([
    ['issuing@cd', `/${number}/export`],
    ['issuing@cd', `/${number}/export`],
  ])
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_STATE'])
})

test('a key that was used for something else is refused; another officer has keys of his own', async () => {
  const key = randomUUID()
  const body = { content: goods() }
  await together([['exporter@cd', '/applications', body, key]])
  const other = { content: goods({ purpose: 'other' }) }
  const answers = await together([
    ['exporter@cd', '/applications', other, key],
    ['exporter@ao', '/applications', other, key],
  ])
  expect(said(answers)).toEqual(['201', '409 PLATFORM_CLICK_REUSED'])
})

test('a key that was used for another file is refused, not answered for this one', async () => {
  const { id } = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
  const path = `/applications/${String(id)}/attachments`
  const headers = { 'idempotency-key': randomUUID() }
  const file = (text: string) => ({ name: 'invoice.txt', bytes: Buffer.from(text) })
  const send = (text: string) => office.upload('exporter@cd', path, file(text), {}, headers)
  expect((await send('first')).status).toBe(201)
  expect((await send('first')).status).toBe(201)
  expect(said([await send('second')])).toEqual(['409 PLATFORM_CLICK_REUSED'])
})

test('two people save one draft: the second is told, and nothing of the first is lost', async () => {
  await office.hire('colleague', 'CD', 'exporter', 'Comptoir Lubilandi SARL')
  const { id, version } = await office.ask('exporter@cd', 'POST', '/applications', {
    content: goods(),
  })
  const path = `/applications/${String(id)}`
  const answers = await together(
    [
      ['exporter@cd', path, { version, content: goods({ remarks: 'One.' }) }],
      ['colleague', path, { version, content: goods({ remarks: 'Two.' }) }],
    ],
    'PUT',
  )
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_DRAFT_CHANGED'])
  const kept = await office.ask('exporter@cd', 'GET', path)
  const saved = answers.find(({ status }) => status === 200)
  expect(kept.content?.remarks).toBe(saved?.body.content?.remarks)
})

test('two officers confirm at once: one confirmation, and the alarm of a second', async () => {
  const shipment = await steps.exported()
  await office.settled()
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  await steps.inspected('importing@eu', shipment)
  const path = `${steps.arrival(shipment)}/confirm`
  const answers = await together([
    ['importing@eu', path],
    ['second importing', path],
  ])
  expect(said(answers)).toEqual(['200', '409 CERTIFICATES_ALREADY_CONFIRMED'])
  await office.settled()
  const kept = `from certificates.statement where kind = 'import-confirmation' and number = $1
    and participant = $2`
  for (const party of ['EU', 'CD']) expect(await count(kept, [shipment.number, party])).toBe(1)
  expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(['SECOND_CONFIRMATION'])
})

test('confirmed and voided at the same moment: both sides know', async () => {
  const shipment = await steps.exported()
  await office.settled()
  await steps.presented('importing@eu', shipment.qr, 'Antwerp')
  await steps.inspected('importing@eu', shipment)
  const wrong = { reason: 'Too late.' }
  const { approve } = await office.propose('issuing@cd', `/${shipment.number}/void`, wrong)
  await Promise.all([
    office.ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, {}),
    approve(),
  ])
  await office.settled()
  const { state } = await office.ask('issuing@cd', 'GET', `/${shipment.number}`)
  expect(String(state)).toBe('voided')
  expect(await steps.alarms('issuing@cd', shipment.number)).toContain('PRESENTED_AFTER_VOID')
})

test('the same number at the same moment in two offices: one thread here, an alarm elsewhere', async () => {
  const shipment = await steps.exported()
  const { qr, number } = shipment
  const show = (who: string, place: string): Click => [
    ...([who, '/presentations', { document: qr, place, office: 'customs' }] as const),
  ]
  const answers = await together([
    show('inspector@eu', 'Schiphol'),
    show('importing@eu', 'Antwerp'),
    show('importing@ae', 'Dubai'),
  ])
  expect(said(answers)).toEqual(['201', '201', '201'])
  await office.settled()
  const here = await office.ask('importing@eu', 'GET', steps.arrival(shipment))
  expect([...(here.presentations ?? [])].map(({ place }) => String(place)).sort()).toEqual([
    ...['Antwerp', 'Schiphol'],
  ])
  expect(await steps.alarms('issuing@cd', number)).toEqual(['WRONG_PARTICIPANT'])
  expect(await steps.alarms('importing@eu', number)).toEqual(['WRONG_PARTICIPANT'])
})

/** The goods may be faster than the message before them: then that message finds them here. */
test('presented while the announcement arrives: always presented, never expected again', async () => {
  const codes = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const shipment = await steps.validated()
      const show = { document: shipment.qr, place: 'Antwerp', office: 'authority' }
      await together([
        ['importing@eu', '/presentations', show],
        ['second importing', '/presentations', show],
      ])
      return shipment
    }),
  )
  await office.settled()
  for (const shipment of codes) {
    const arrival = await office.ask('importing@eu', 'GET', steps.arrival(shipment))
    expect(arrival).toMatchObject({ state: 'presented', announcedAt: expect.any(String) })
    expect(arrival.presentations?.length).toBe(2)
    expect(arrival.presentedAt).toBe(arrival.presentations?.[0]?.at)
  }
})

test('a final status is not softened by a later one, but a replacement may be named', async () => {
  const { number } = await steps.validated()
  const [row] = await office.rows<{ slot: bigint }>(
    `select slot from certificates.certificate where number = $1`,
    [number],
  )
  const slot = Number(row?.slot)
  const put = (status: Status, other: string | null = null) =>
    transaction(office.database, (tx) =>
      putStatus(tx, CD, { slot, number, status, since: 1, other: other as never }),
    )
  const now = async () =>
    (await statusesOf(office.database, CD, 0)).find((each) => each.slot === slot)
  await put('corrected')
  await put('void')
  await put('used')
  expect(await now()).toMatchObject({ status: 'void' })
  await put('replaced', 'CD004998')
  await put('used')
  expect(await now()).toMatchObject({ status: 'replaced', other: 'CD004998' })
})
