import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { SEALS, type Shipment, stepsOf, VALIDATION } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const refusedWith = async (who: string, path: string, body: unknown = {}) => {
  const { status, body: problem } = await office.call(who, 'POST', `/api/certificates${path}`, body)
  return `${status} ${String(problem.code)}`
}
const delivered = async (change: Readonly<Record<string, unknown>> = {}) => {
  const shipment = await steps.exported(change)
  await office.settled()
  return shipment
}
const verdictOf = ({ verdict }: Json) => [
  String(verdict?.verdict),
  String(verdict?.reasons?.[0]?.code),
]
const linesOf = ({ history }: Json) => [...(history ?? [])].map(({ text }) => String(text))
const actsOf = ({ history }: Json) => [...(history ?? [])].map(({ act }) => String(act))

describe('before the goods leave', () => {
  test('whoever issued does not validate, whatever roles he has', async () => {
    await office.hire('both', 'CD', 'issuing_officer')
    await office.rows(
      `update access.officer set roles = '{issuing_officer,validating_officer}' where name = 'both'`,
    )
    const id = await steps.submitted()
    const { number } = await ask('both', 'POST', `/applications/${id}/issue`, {})
    expect(await refusedWith('both', `/${String(number)}/validate`, VALIDATION)).toBe(
      '403 CERTIFICATES_SAME_OFFICER',
    )
    const signed = await ask('validating@cd', 'POST', `/${String(number)}/validate`, VALIDATION)
    expect(signed.state).toBe('validated')
  })

  test('contents that differ go back: the number is spoiled, the next issue takes another', async () => {
    const { id, number } = await steps.issued()
    const less = { ...VALIDATION, found: { ...VALIDATION.found, parcels: 1 } }
    expect(await refusedWith('validating@cd', `/${number}/validate`, less)).toBe(
      '422 CERTIFICATES_PARCELS_DIFFER',
    )
    await ask('validating@cd', 'POST', `/${number}/send-back`, { reason: 'One parcel is missing.' })
    const back = await ask('exporter@cd', 'GET', `/applications/${id}`)
    expect(back).toMatchObject({
      state: 'returned',
      number: null,
      deficiency: { reason: 'One parcel is missing.' },
    })
    await ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
    const again = await ask('issuing@cd', 'POST', `/applications/${id}/issue`, {})
    expect(String(again.number)).not.toBe(number)
    const { blocks } = await ask('stationery@cd', 'GET', '/numbers')
    expect(Number(blocks?.[0]?.spoiled)).toBeGreaterThan(0)
    expect(await refusedWith('validating@cd', `/${number}/validate`, VALIDATION)).toBe(
      '409 CERTIFICATES_STATE',
    )
  })

  test('the history of a replacement names the officer who replaced, not the applicant', async () => {
    const { number } = await steps.validated()
    const { application } = await ask('issuing@cd', 'POST', `/${number}/replace`, {
      reason: 'Typing error.',
      originalSurrendered: true,
    })
    const officer = await office.call('issuing@cd', 'GET', '/api/access/me')
    expect(application?.history).toMatchObject([
      { act: 'copied', by: { name: String(officer.body.officer?.name) } },
    ])
    const exporter = await office.call('exporter@cd', 'GET', '/api/access/me')
    expect(application?.applicant?.name).toBe(exporter.body.officer?.name)
  })

  test('nothing is done to a certificate that is closed', async () => {
    const { number } = await steps.validated()
    await ask('issuing@cd', 'POST', `/${number}/void`, { reason: 'Not needed.' })
    const bodies = { reason: 'X', circumstances: 'X', originalSurrendered: true }
    for (const act of ['export', 'void', 'return-unused', 'report-lost', 'replace', 'correct']) {
      const said = await refusedWith('issuing@cd', `/${number}/${act}`, bodies)
      expect(`${act} ${said}`).toBe(`${act} 409 CERTIFICATES_STATE`)
    }
  })
})

describe('on the way', () => {
  const lost = { circumstances: 'The bag did not arrive.', stolen: true }

  test.each([
    ['stolen', lost, 'STOLEN', true],
    ['lost or stolen', { circumstances: lost.circumstances }, 'LOST_OR_STOLEN', false],
  ])(
    '%s: whoever shows it is told, and both sides hear of it',
    async (word, body, code, stolen) => {
      const shipment = await delivered({ transit: ['AE'] })
      const home = await ask('issuing@cd', 'POST', `/${shipment.number}/report-lost`, body)
      expect(home).toMatchObject({ state: 'lost', stolen })
      expect(linesOf(home)).toContain(`Reported ${word}: ${lost.circumstances}`)
      await office.settled()
      expect(linesOf(await ask('importing@ae', 'GET', steps.arrival(shipment)))).toContain(
        `Status set to ${word} by the issuing authority: ${lost.circumstances}`,
      )
      const seen = await steps.presented('importing@ae', shipment.qr, 'Dubai')
      expect(verdictOf(seen)).toEqual(['INVALID', code])
      await office.settled()
      for (const who of ['importing@ae', 'issuing@cd', 'importing@eu']) {
        expect(await steps.alarms(who, shipment.number)).toEqual(['PRESENTED_AFTER_VOID'])
      }
    },
  )

  test('stolen is yes or no', async () => {
    const { number } = await steps.validated()
    const body = { ...lost, stolen: 'perhaps' }
    expect(await refusedWith('issuing@cd', `/${number}/report-lost`, body)).toBe(
      '422 VALUES_CHOICE',
    )
  })

  test('lost: the replacement needs no original and links both numbers', async () => {
    const shipment = await delivered()
    await ask('issuing@cd', 'POST', `/${shipment.number}/report-lost`, lost)
    const { application } = await ask('issuing@cd', 'POST', `/${shipment.number}/replace`, {
      reason: 'Lost on the way.',
    })
    const id = String(application?.id)
    await ask('exporter@cd', 'POST', `/applications/${id}/submit`, {})
    const { number } = await ask('issuing@cd', 'POST', `/applications/${id}/issue`, {})
    expect(await ask('issuing@cd', 'GET', `/${shipment.number}`)).toMatchObject({
      state: 'replaced',
      replacedBy: String(number),
    })
  })

  test('a declared transit hears of a voiding as it heard of the certificate', async () => {
    const shipment = await delivered({ transit: ['AE'] })
    await ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'Declared falsely.' })
    await office.settled()
    const seen = await ask('importing@ae', 'GET', steps.arrival(shipment))
    expect(actsOf(seen)).toEqual(['pre-alert', 'voided-by-issuer'])
  })

  /** A page that was signed while a voiding waited for its row must not hide that voiding. */
  test('a voiding that was slow to commit is on the very next status page', async () => {
    const shipment = await delivered()
    const holder = await office.database.connect()
    await holder.query('begin')
    await holder.query(`select 1 from certificates.certificate where number = $1 for update`, [
      shipment.number,
    ])
    const voiding = ask('issuing@cd', 'POST', `/${shipment.number}/void`, { reason: 'Slow.' })
    const waits = () =>
      office.rows(
        `select 1 from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
    await expect.poll(waits).toHaveLength(1)
    const before = await steps.presented('inspector@eu', shipment.qr, 'Schiphol', 'customs')
    expect(before.verdict?.verdict).toBe('VALID')
    await holder.query('commit')
    holder.release()
    await voiding
    const after = await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    expect(verdictOf(after)).toEqual(['INVALID', 'VOID'])
  })
})

describe('at the end', () => {
  const path = (shipment: Shipment, act: string) => `${steps.arrival(shipment)}/${act}`

  test('a second confirmation is refused and told to both sides', async () => {
    const shipment = await delivered()
    await steps.confirmed('importing@eu', shipment)
    expect(await refusedWith('importing@eu', path(shipment, 'confirm'))).toBe(
      '409 CERTIFICATES_ALREADY_CONFIRMED',
    )
    await office.settled()
    for (const who of ['importing@eu', 'issuing@cd']) {
      expect(await steps.alarms(who, shipment.number)).toEqual(['SECOND_CONFIRMATION'])
    }
  })

  test('a second presentation after the end is told to both sides, here and elsewhere', async () => {
    const shipment = await delivered()
    await steps.confirmed('importing@eu', shipment)
    await office.settled()
    const again = await steps.presented('inspector@eu', shipment.qr, 'Zaventem', 'customs')
    expect(verdictOf(again)).toEqual(['INVALID', 'USED'])
    await steps.presented('importing@ae', shipment.qr, 'Dubai')
    await office.settled()
    const told = ['SECOND_PRESENTATION', 'SECOND_PRESENTATION', 'WRONG_PARTICIPANT']
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(told)
    expect(await steps.alarms('importing@eu', shipment.number)).toEqual(told)
    const kept = await ask('importing@eu', 'GET', steps.arrival(shipment))
    expect(kept).toMatchObject({ state: 'confirmed', verdict: { verdict: 'VALID' } })
  })

  test('detained, then found in order and confirmed; the issuer hears both', async () => {
    const shipment = await delivered()
    await steps.presented('inspector@eu', shipment.qr, 'Schiphol', 'customs')
    const reason = { reason: 'A seal looks touched.', reasons: ['SEAL_BROKEN'] }
    await ask('inspector@eu', 'POST', path(shipment, 'detain'), reason)
    await steps.inspected('importing@eu', shipment)
    await ask('importing@eu', 'POST', path(shipment, 'confirm'), {})
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.state).toBe('confirmed')
    expect(actsOf(home)).toEqual(expect.arrayContaining(['detained-abroad', 'confirmed-abroad']))
  })

  test('what the importing officer adds reaches the exporting authority', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    const note = 'The outer box was wet; the bags are dry.'
    const long = { note: 'x'.repeat(2001) }
    expect(await refusedWith('importing@eu', path(shipment, 'confirm'), long)).toBe(
      '422 VALUES_TEXT_TOO_LONG',
    )
    const here = await ask('importing@eu', 'POST', path(shipment, 'confirm'), { note })
    expect(here.outcome).toMatchObject({ outcome: 'as_declared', note })
    expect(linesOf(here)).toContain(`Receipt confirmed: as declared. Note: ${note}`)
    await office.settled()
    const home = await ask('issuing@cd', 'GET', `/${shipment.number}`)
    expect(home.confirmation).toMatchObject({ note })
    expect(linesOf(home).at(-1)).toMatch(/^Receipt confirmed by .*, as declared\. Note: The outer/)
  })

  test('a reason that nobody knows is refused, not dropped', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await steps.inspected('importing@eu', shipment)
    const body = { reasons: ['LOOKS_STRANGE'], reason: 'X' }
    for (const act of ['confirm', 'detain', 'refuse']) {
      expect(await refusedWith('importing@eu', path(shipment, act), body)).toBe('422 VALUES_CHOICE')
    }
    expect((await ask('importing@eu', 'GET', steps.arrival(shipment))).state).toBe('presented')
  })

  test('refused goods go back under a technical certificate with their origin and old number', async () => {
    const shipment = await delivered()
    await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    await ask('importing@eu', 'POST', path(shipment, 'refuse'), { reason: 'Not as declared.' })
    const start = await ask('importing@eu', 'POST', path(shipment, 'technical-return'), {})
    const { id, version, content } = start.application as Json
    expect(content).toMatchObject({ kind: 'technical', relatedNumbers: [shipment.number] })
    const whole = {
      ...content,
      exporter: { ...content?.exporter, address: 'Hoveniersstraat 22' },
      importer: { ...content?.importer, address: '12 avenue du Commerce' },
      declaration: { accepted: true, name: 'K. Lammertyn' },
    }
    await ask('importing@eu', 'PUT', `/applications/${String(id)}`, { version, content: whole })
    await ask('importing@eu', 'POST', `/applications/${String(id)}/submit`, {})
    const { number } = await ask('issuing@eu', 'POST', `/applications/${String(id)}/issue`, {})
    const containers = [{ seals: SEALS }]
    const found = VALIDATION.found
    const back = await ask('validating@eu', 'POST', `/${String(number)}/validate`, {
      found,
      containers,
    })
    await ask('issuing@eu', 'POST', `/${String(number)}/export`, {})
    await office.settled()
    const home = await steps.presented('importing@cd', String(back.qr), 'Kinshasa')
    expect(home.verdict?.verdict).toBe('VALID')
    const codes = [...(home.verdict?.reasons ?? [])].map(({ code }) => String(code))
    expect(codes).toContain('TECHNICAL_CERTIFICATE')
    expect(home.arrival?.certificate).toMatchObject({
      kind: 'technical',
      issuer: 'EU',
      destination: 'CD',
      origin: { mode: 'single', countries: ['CD'] },
    })
  })
})
