import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { type Shipment, stepsOf } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const refusedWith = async (who: string, path: string, body: unknown) => {
  const { status, body: problem } = await office.call(who, 'POST', `/api/certificates${path}`, body)
  return `${status} ${String(problem.code)}`
}
const reasonsOf = (answer: { verdict: { reasons: readonly { code: unknown }[] } }) =>
  answer.verdict.reasons.map(({ code }) => String(code))
const delivered = async () => {
  const shipment = await steps.exported()
  await office.settled()
  return shipment
}

describe('what the issuer says later', () => {
  const correct = (shipment: Shipment) =>
    ask('issuing@cd', 'POST', `/${shipment.number}/correct`, {
      field: 'importer.name',
      is: 'Van Ostaeyen en Dochters NV',
      reason: 'Typing error.',
    })

  test('hard case 20: typo on arrival is corrected by a signed statement, never edited', async () => {
    const shipment = await delivered()
    await correct(shipment)
    await office.settled()
    const { arrival, verdict } = await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    expect(arrival?.corrections).toMatchObject([
      {
        field: 'importer.name',
        was: 'Van Ostaeyen & Dochters NV',
        is: 'Van Ostaeyen en Dochters NV',
      },
    ])
    expect(arrival?.certificate?.importer).toMatchObject({ name: 'Van Ostaeyen & Dochters NV' })
    expect(verdict?.verdict).toBe('CANNOT_TELL')
    expect(reasonsOf({ verdict } as never)).toContain('CORRECTED')
    await steps.inspected('importing@eu', shipment)
    const closed = await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, {})
    expect(closed.state).toBe('confirmed')
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.qr).toBe(shipment.qr)
    expect(home.statements?.map(({ kind }) => String(kind))).toContain('correction')
  })

  test('hard case 20: goods, dates and origins are no typing errors', async () => {
    const shipment = await delivered()
    for (const field of ['lines', 'expiresOn', 'origin', 'destination', 'seals']) {
      const body = { field, is: 'X', reason: 'Y' }
      expect(await refusedWith('issuing@cd', `/${shipment.number}/correct`, body)).toBe(
        '422 CERTIFICATES_FIELD_NOT_CORRECTABLE',
      )
    }
  })

  test('hard case 21: replaced before export, the old number is dead and names the new one', async () => {
    const first = await steps.validated()
    const path = `/${first.number}/replace`
    const reason = 'The weight was typed wrongly.'
    expect(await refusedWith('issuing@cd', path, { reason })).toBe(
      '422 CERTIFICATES_ORIGINAL_NOT_SURRENDERED',
    )
    const { application } = await ask('issuing@cd', 'POST', path, {
      reason,
      originalSurrendered: true,
    })
    expect(application).toMatchObject({ state: 'draft', replaces: first.number })
    const id = String(application?.id)
    await ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
    const { number } = await ask('issuing@cd', 'POST', `/applications/${id}/issue`, {})
    const old = await ask('issuing@cd', 'GET', `/${first.number}`)
    expect(old).toMatchObject({ state: 'replaced', replacedBy: String(number), acts: [] })
    expect(await ask('issuing@cd', 'GET', `/${String(number)}`)).toMatchObject({
      replaces: first.number,
    })
    await office.settled()
    const shown = await steps.presented('importing@eu', first.qr, 'Antwerp')
    expect(shown.verdict?.verdict).toBe('INVALID')
    expect(reasonsOf(shown as never)[0]).toBe('REPLACED')
  })

  test('hard case 21: after the export it is too late to replace', async () => {
    const shipment = await steps.exported()
    const body = { reason: 'Too late.', originalSurrendered: true }
    expect(await refusedWith('issuing@cd', `/${shipment.number}/replace`, body)).toBe(
      '409 CERTIFICATES_ALREADY_EXPORTED',
    )
  })

  test('hard case 22: void while the goods fly: the status at the presentation decides', async () => {
    const early = await delivered()
    const late = await delivered()
    expect((await steps.presented('importing@eu', early.qr, 'Antwerp')).verdict?.verdict).toBe(
      'VALID',
    )
    for (const { number } of [early, late]) {
      await ask('validating@cd', 'POST', `/${number}/void`, { reason: 'Declared falsely.' })
    }
    await office.settled()
    const { arrival, verdict } = await steps.presented('importing@eu', late.qr, 'Antwerp')
    expect(verdict?.verdict).toBe('INVALID')
    expect(String(verdict?.reasons?.[0]?.text)).toMatch(/\d{4}/)
    await steps.inspected('importing@eu', late)
    expect(await refusedWith('importing@eu', `${steps.arrival(late)}/confirm`, {})).toBe(
      '409 CERTIFICATES_VERDICT_INVALID',
    )
    // What was presented before is told to those who have it before them; its verdict stays.
    expect(await steps.alarms('importing@eu', late.number)).toEqual(['PRESENTED_AFTER_VOID'])
    expect(await steps.alarms('importing@eu', early.number)).toEqual(['CLOSED_AFTER_PRESENTATION'])
    expect(arrival?.state).toBe('presented')
    const kept = await ask('importing@eu', 'GET', steps.arrival(early))
    expect(kept.verdict).toMatchObject({ verdict: 'VALID' })
    expect(kept.history?.map(({ act }) => String(act))).toContain('voided-by-issuer')
  })

  test('hard case 13: issued and never exported is returned; its number is never used again', async () => {
    const { number } = await steps.validated()
    await ask('issuing@cd', 'POST', `/${number}/return-unused`, {})
    const back = await ask('issuing@cd', 'GET', `/${number}`)
    expect(back).toMatchObject({ state: 'returned_unused', exportedAt: null, acts: [] })
    const id = await steps.submitted()
    const wanted = { number }
    expect(await refusedWith('issuing@cd', `/applications/${id}/issue`, wanted)).toBe(
      '409 CERTIFICATES_NUMBER_TAKEN',
    )
  })

  test('hard case 14: issue and validation are two acts of two people on two instants', async () => {
    const { number } = await steps.issued()
    const before = await ask('validating@cd', 'GET', `/${number}`)
    expect(before).toMatchObject({ state: 'issued', validatedAt: null, qr: null })
    await office.hire('both', 'CD', 'issuing_officer')
    expect(await refusedWith('both', `/${number}/validate`, {})).toBe('403 ACCESS_NOT_ALLOWED')
  })
})
