import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { FOUND, goods, SEALS, type Shipment, stepsOf } from './shipment.ts'

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
const delivered = async (change: Readonly<Record<string, unknown>> = {}, issuer = 'CD') => {
  const shipment = await steps.exported(change, issuer)
  await office.settled()
  return shipment
}

describe('ways', () => {
  test('hard case 7: unsold goods return under a new certificate that names the first', async () => {
    const first = await delivered()
    await steps.confirmed('importing@eu', first)
    const content = {
      ...{ destination: 'CD', purpose: 'return_unsold', relatedNumbers: [first.number] },
      origin: { mode: 'single', countries: ['CD'] },
    }
    const back = await steps.exported(content, 'EU')
    const { certificate } = await ask('issuing@eu', 'GET', `/${back.number}`)
    expect(certificate).toMatchObject({ issuer: 'EU', destination: 'CD', kind: 'regular' })
    expect(certificate?.origin).toEqual({ mode: 'single', countries: ['CD'] })
    const start = { content: goods({ ...content, relatedNumbers: [] }), submit: true }
    expect(await refusedWith('exporter@eu', '/applications', start)).toBe(
      '422 CERTIFICATES_RETURN_WITHOUT_NUMBER',
    )
  })

  test('hard case 8: goods that only go to be looked at take a certificate all the same', async () => {
    const viewing = await delivered({ purpose: 'tender_viewing' })
    const seen = await steps.presented('importing@eu', viewing.qr, 'Antwerp')
    expect(seen.verdict?.verdict).toBe('VALID')
  })

  test('hard case 9: a declared transit looks and confirms nothing; opened seals are told at the end', async () => {
    const shipment = await delivered({ transit: ['AE'] })
    const seen = await steps.presented('importing@ae', shipment.qr, 'Dubai')
    expect(seen.verdict?.verdict).toBe('VALID')
    await office.settled()
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual([])
    await steps.inspected('importing@ae', shipment)
    expect(await refusedWith('importing@ae', `${steps.arrival(shipment)}/confirm`, {})).toBe(
      '409 CERTIFICATES_NOT_DESTINATION',
    )
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    const found = SEALS.map((seal, at) => ({ seal, intact: at > 0 }))
    await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/seals`, { found })
    const closed = await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, {})
    expect(closed.outcome).toMatchObject({
      outcome: 'with_discrepancy',
      reasons: ['SEAL_BROKEN'],
    })
  })

  test('hard case 40: customs at Schiphol, then the authority at Antwerp, are one thread without alarm', async () => {
    const shipment = await delivered()
    await steps.presented('inspector@eu', shipment.qr, 'Schiphol', 'customs')
    const second = await steps.presented('importing@eu', shipment.number, 'Antwerp')
    await office.settled()
    expect(second.arrival?.state).toBe('presented')
    expect(second.arrival?.presentations).toMatchObject([
      { place: 'Schiphol', office: 'customs' },
      { place: 'Antwerp', office: 'authority' },
    ])
    expect(await steps.alarms('importing@eu', shipment.number)).toEqual([])
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual([])
  })

  test('hard case 40: whoever is neither destination nor transit alarms all three', async () => {
    const shipment = await delivered()
    await steps.presented('importing@in', shipment.qr, 'Mumbai')
    await office.settled()
    for (const who of ['importing@in', 'issuing@cd', 'importing@eu']) {
      expect(await steps.alarms(who, shipment.number)).toEqual(['WRONG_PARTICIPANT'])
    }
  })
})

describe('arrival', () => {
  test('hard case 16: found less is confirmed with what was found, beside what was declared', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    const [, other] = FOUND.lines
    const found = { parcels: 2, lines: [{ hs: '7102.31', carats: '11.93' }, other] }
    const weighed = await steps.inspected('importing@eu', shipment, found)
    expect(weighed.weighing?.lines).toContainEqual({
      hs: '7102.31',
      declared: '12.30',
      found: '11.93',
      difference: '-0.37',
    })
    await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, {})
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.confirmation).toMatchObject({
      outcome: 'with_discrepancy',
      reasons: ['WEIGHT_LESS'],
      lines: [
        { hs: '7102.21', carats: '100.00' },
        { hs: '7102.31', carats: '11.93' },
      ],
    })
    expect(home.certificate?.totals).toEqual({ carats: '112.30', usd: '5600.00' })
  })

  test('hard case 17: a doubted value is a reason, and the declared one stands', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    const reasons = { reasons: ['VALUE_DOUBTED'] }
    await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, reasons)
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.confirmation).toMatchObject({ reasons: ['VALUE_DOUBTED'] })
    expect(home.certificate?.totals).toEqual({ carats: '112.30', usd: '5600.00' })
  })

  test('hard case 18: silence has a day on both sides, by the profile of the importer', async () => {
    const shipment = await delivered({ destination: 'US' })
    const { arrival } = await steps.presented('importing@us', shipment.qr, 'New York')
    const days = (from: unknown, to: unknown) =>
      (Date.parse(`${String(to)}`) - Date.parse(`${String(from).slice(0, 10)}`)) / 86_400_000
    const due = arrival?.confirmationDueOn
    // The day of the authority's clock may be the one before that of Greenwich.
    expect([14, 15]).toContain(days(arrival?.presentedAt, due))
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.confirmationDueOn).toBe(due)
  })

  test('hard case 19: in the United States the consignee confirms, elsewhere it may not', async () => {
    const importer = {
      name: 'Cranberry Street Gems LLC',
      address: '1',
      place: 'New York',
      country: 'US',
    }
    const shipment = await delivered({ destination: 'US', importer })
    await steps.presented('importing@us', shipment.qr, 'New York')
    const confirm = `${steps.arrival(shipment)}/confirm`
    await office.hire('other consignee', 'US', 'importer', 'Somebody Else Inc.')
    expect(await refusedWith('other consignee', confirm, {})).toBe('404 CERTIFICATES_NOT_FOUND')
    await steps.inspected('importer@us', shipment)
    expect(await refusedWith('importing@us', confirm, {})).toBe(
      '403 CERTIFICATES_CONSIGNEE_CONFIRMS',
    )
    const closed = await ask('importer@us', 'POST', confirm, {})
    expect(closed.state).toBe('confirmed')

    const antwerp = await delivered()
    await steps.presented('importing@eu', antwerp.qr, 'Antwerp')
    await steps.inspected('importing@eu', antwerp)
    expect(await refusedWith('importer@eu', `${steps.arrival(antwerp)}/confirm`, {})).toBe(
      '403 CERTIFICATES_ROLE',
    )
  })
})

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
    expect(await refusedWith('both', `/${number}/validate`, {})).toBe('403 CERTIFICATES_ROLE')
  })
})
