import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, nextGoods, stepsOf, VALIDATION } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

type Content = Readonly<Record<string, unknown>>

const ask: Office['ask'] = (...given) => office.ask(...given)
const lot = (usd: string): Content => {
  const [first, ...others] = goods().parcels as readonly Content[]
  return { parcels: [{ ...first, usd }, ...others] }
}
const issue = async (id: string, body: Json | object = {}, who = 'issuing@cd') => {
  const path = `/api/certificates/applications/${id}/issue`
  const { status, body: answer } = await office.call(who, 'POST', path, body)
  const refusals = [...(answer.refusals ?? [])].map(({ code, field }) => `${field} ${code}`)
  return { status, refusals, answer }
}
const REASON = 'Two lots of one weight and value; both were weighed.'
const despite = (check: string) => ({ despite: [{ check, reason: REASON }] })

/** Two applications that are alike, the first one issued. */
async function twins(usd: string) {
  const first = await steps.issued(lot(usd))
  return { first, second: await steps.submitted(lot(usd)) }
}

describe('goods that were certified already', () => {
  test('are issued again only with a reason, which reaches the officer who validates', async () => {
    const { first, second } = await twins('2000.00')
    const { checks } = await ask('issuing@cd', 'GET', `/applications/${second}`)
    expect(
      [...(checks ?? [])].filter(({ answerable }) => String(answerable) === 'true'),
    ).toMatchObject([
      { code: 'CHECK_SAME_GOODS', outcome: 'stop', detail: { other: first.number } },
    ])
    const refused = await issue(second)
    expect([refused.status, refused.refusals]).toEqual([
      409,
      ['despite.CHECK_SAME_GOODS CERTIFICATES_CHECK_STOPS'],
    ])
    expect(String(refused.answer.refusals?.[0]?.text)).toContain(first.number)

    const done = await issue(second, despite('CHECK_SAME_GOODS'))
    expect(done.status).toBe(200)
    const path = `/${String(done.answer.number)}`
    const seen = await ask('validating@cd', 'GET', path)
    expect(seen.despite).toEqual([
      {
        check: 'CHECK_SAME_GOODS',
        text: `The same goods stood in ${first.number}.`,
        reason: REASON,
      },
    ])
    const line = [...(seen.history ?? [])].find(({ act }) => String(act) === 'issue')
    expect(String(line?.text)).toContain(REASON)
    expect(String(line?.text)).toContain(first.number)
    const signed = await ask('validating@cd', 'POST', `${path}/validate`, VALIDATION)
    expect(signed.state).toBe('validated')
  })

  test('a refused issue takes no number and leaves the application where it is', async () => {
    const { second } = await twins('2100.00')
    const left = () =>
      office.rows(`select count(*)::int as n from certificates.blank where state = 'in_stock'`)
    const before = await left()
    await issue(second)
    expect(await left()).toEqual(before)
    expect((await ask('exporter@cd', 'GET', `/applications/${second}`)).state).toBe('submitted')
  })

  test('two that wait are both stopped, so that two officers cannot pass each by the other', async () => {
    const ids = [await steps.submitted(lot('2200.00')), await steps.submitted(lot('2200.00'))]
    const answers = await Promise.all(ids.map((id) => issue(id)))
    expect(answers.map(({ status }) => status)).toEqual([409, 409])
  })

  test('an older twin is found behind a newer one at another value', async () => {
    const { second } = await twins('2300.00')
    await steps.submitted(lot('2301.00'))
    expect((await issue(second)).refusals).toEqual([
      'despite.CHECK_SAME_GOODS CERTIFICATES_CHECK_STOPS',
    ])
  })

  test('another value is a warning, and so is no twin: an answer to it is refused', async () => {
    await steps.issued(lot('2400.00'))
    const other = await steps.submitted(lot('2401.00'))
    const told = await issue(other, despite('CHECK_SAME_GOODS'))
    expect([told.status, told.refusals]).toEqual([
      422,
      ['despite.0.check CERTIFICATES_CHECK_NOT_STOPPING'],
    ])
    expect((await issue(other)).status).toBe(200)
  })

  test.each([
    ['void', { reason: 'Wrong.' }],
    ['return-unused', {}],
  ])('after %s they are free', async (act, body) => {
    const usd = act === 'void' ? '2500.00' : '2600.00'
    const first = await steps.validated(lot(usd))
    await ask('issuing@cd', 'POST', `/${first.number}/${act}`, body)
    expect((await issue(await steps.submitted(lot(usd)))).status).toBe(200)
  })

  test('lost goods are not free, but for the application that replaces their certificate', async () => {
    const { number } = await steps.validated(lot('2700.00'))
    await ask('issuing@cd', 'POST', `/${number}/report-lost`, { circumstances: 'Stolen bag.' })
    expect((await issue(await steps.submitted(lot('2700.00')))).status).toBe(409)
    const alone = await steps.validated(lot('2750.00'))
    await ask('issuing@cd', 'POST', `/${alone.number}/report-lost`, { circumstances: 'Gone.' })
    const { application } = await ask('issuing@cd', 'POST', `/${alone.number}/replace`, {
      reason: 'Lost.',
    })
    const id = String(application?.id)
    await ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
    expect((await issue(id)).status).toBe(200)
  })
})

describe('what only the destination refuses', () => {
  test('asterisks to the Union', async () => {
    const origin = { mode: 'mixed_undisclosed', countries: [] }
    const start = { content: nextGoods({ origin }), submit: true }
    const { id } = await ask('exporter@ae', 'POST', '/applications', start)
    const refused = await issue(String(id), {}, 'issuing@ae')
    expect(refused.refusals).toEqual(['despite.CHECK_ORIGIN_ACCEPTED CERTIFICATES_CHECK_STOPS'])
    const done = await issue(String(id), despite('CHECK_ORIGIN_ACCEPTED'), 'issuing@ae')
    expect(done.status).toBe(200)
  })

  test('what the scheme forbids has no answer', async () => {
    const id = await steps.submitted({ destination: 'TW' })
    for (const body of [{}, despite('CHECK_LEGAL_LIST')]) {
      const { refusals } = await issue(id, body)
      expect(refusals).toEqual(['destination CERTIFICATES_DESTINATION_STANDING'])
    }
  })
})

test('a number that the log has is not taken again, whatever an older copy says of it', async () => {
  const before = await steps.issued(lot('7311.00'))
  const next = Number(String(before.number).slice(2))
  await office.rows(
    `insert into transparency.log (participant, size) values ('CD', 1) on conflict do nothing`,
  )
  await office.rows(
    `insert into transparency.entry (participant, index, statement_digest, kind, slot, entry)
     values ('CD', 0, sha256('lost'), 'certificate', $1, '')`,
    [next],
  )
  const { number } = await steps.issued(lot('7422.00'))
  expect(Number(String(number).slice(2))).toBe(next + 2)
})
