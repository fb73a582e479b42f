import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { FOUND, nextGoods, SEALS, stepsOf } from './shipment.ts'

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
    const { applicationId } = await ask('issuing@eu', 'GET', `/${back.number}`)
    const { content: kept } = await ask(
      'issuing@eu',
      'GET',
      `/applications/${String(applicationId)}`,
    )
    expect(kept?.relatedNumbers).toEqual([first.number])
    const start = { content: nextGoods({ ...content, relatedNumbers: [] }), submit: true }
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
    expect(home.certificate?.totals).toEqual({
      carats: '112.30',
      usd: expect.stringMatching(/^56\d\d\./),
    })
  })

  test('hard case 16: an empty container is weighed, and confirmed as empty', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    const lines = FOUND.lines.map(({ hs }, at) => ({ hs, carats: at === 0 ? '0' : '0.00' }))
    const weighed = await steps.inspected('importing@eu', shipment, { parcels: 0, lines })
    expect(weighed.weighing).toMatchObject({
      parcels: 0,
      lines: [{ found: '0.00', difference: '-100.00' }, { difference: '-12.30' }],
    })
    const less = { parcels: 0, lines: [{ hs: '7102.31', carats: '-0.01' }] }
    expect(await refusedWith('importing@eu', `${steps.arrival(shipment)}/weighing`, less)).toBe(
      '422 VALUES_CARATS_NOT_POSITIVE',
    )
    await ask('importing@eu', 'POST', `${steps.arrival(shipment)}/confirm`, {})
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.confirmation).toMatchObject({
      ...{ outcome: 'with_discrepancy', parcels: 0 },
      lines: FOUND.lines.map(({ hs }) => ({ hs, carats: '0.00' })).reverse(),
      reasons: ['PARCELS_DIFFER', 'WEIGHT_LESS', 'LINES_DIFFER'],
    })
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual([
      'CONFIRMED_WITH_DISCREPANCY',
    ])
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
    expect(home.certificate?.totals).toEqual({
      carats: '112.30',
      usd: expect.stringMatching(/^56\d\d\./),
    })
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
