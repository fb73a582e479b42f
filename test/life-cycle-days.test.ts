import { afterAll, beforeAll, expect, test } from 'vitest'
import { ringOverdueTask } from '../src/certificates/adapters/ring-overdue.ts'
import type { Period, Registry } from '../src/participants/registry.ts'
import type { Json } from './caller.ts'
import { type Office, openOffice } from './office.ts'
import { goods, type Shipment, stepsOf, VALIDATION } from './shipment.ts'

/** The Central African Republic suspended again, and Canada by itself, both from 10 June 2026. */
const SUSPENSION = '2026-06-10'

function withSuspensions(registry: Registry): Registry {
  const ended = (code: 'CF' | 'CA', standing: 'suspended' | 'self_suspended') => {
    const party = registry.parties[code]
    const last = party?.periods.at(-1)
    if (party === undefined || last === undefined) throw new Error(`no ${code} in the registry`)
    const closed = { ...last, until: SUSPENSION } as Period
    const now = { standing, from: SUSPENSION, source: last.source } as Period
    return { ...party, periods: [...party.periods.slice(0, -1), closed, now] }
  }
  const parties = {
    ...registry.parties,
    CF: ended('CF', 'suspended'),
    CA: ended('CA', 'self_suspended'),
  }
  return { ...registry, parties }
}

let office: Office
let steps: ReturnType<typeof stepsOf>
let early: Shipment
let unused: Shipment
let toCanada: Shipment
let silent: Shipment
let lying: Shipment
beforeAll(async () => {
  office = await openOffice({ at: '2026-06-01T09:00:00Z', registry: withSuspensions })
  steps = stepsOf(office)
  early = await steps.exported({ origin: { mode: 'single', countries: ['CF'] } }, 'CF')
  unused = await steps.validated()
  toCanada = await steps.exported({ destination: 'CA' })
  silent = await steps.exported({ destination: 'IN', transit: ['AE'] })
  await office.settled()
  await steps.presented('importing@ae', silent.qr, 'Dubai')
  lying = await steps.exported({ destination: 'CA' })
  await steps.presented('importing@ca', lying.qr, 'Toronto')
})
afterAll(() => office.close())

const ask: Office['ask'] = (...given) => office.ask(...given)
const refusedWith = async (who: string, path: string, body: unknown = {}) => {
  const { status, body: problem } = await office.call(who, 'POST', `/api/certificates${path}`, body)
  return `${status} ${String(problem.code)}`
}
const acknowledgedBy = async (who: string) => {
  const { alarms } = await ask(who, 'GET', '/alarms')
  return [...(alarms ?? [])]
    .filter(({ number }) => String(number) === toCanada.number)
    .map((each) => (each.acknowledgedBy === null ? null : String(each.acknowledgedBy)))
}
const verdictOf = ({ verdict }: Json) => String(verdict?.verdict)
const firstReason = ({ verdict }: Json) => String(verdict?.reasons?.[0]?.code)

test('own suspension: nothing is issued any more, and the officer is told why', async () => {
  await office.turnClock('2026-06-12T09:00:00Z')
  const start = { content: goods({ origin: { mode: 'single', countries: ['CF'] } }), submit: true }
  const { id } = await ask('exporter@cf', 'POST', '/applications', start)
  const seen = await ask('issuing@cf', 'GET', `/applications/${String(id)}`)
  const own = [...(seen.checks ?? [])].find(({ code }) => String(code) === 'CHECK_OWN_STANDING')
  expect(own).toMatchObject({ outcome: 'stop' })
  expect(await refusedWith('issuing@cf', `/applications/${String(id)}/issue`)).toBe(
    '409 CERTIFICATES_OWN_STANDING',
  )
})

test('hard case 23: what left before the suspension is good when it arrives after it', async () => {
  await office.turnClock('2026-06-12T09:00:00Z')
  expect(verdictOf(await steps.presented('importing@eu', early.qr, 'Antwerp'))).toBe('VALID')
  expect(verdictOf(await steps.presented('importing@ca', toCanada.qr, 'Toronto'))).toBe('VALID')
})

test('suspended destination: nothing is issued to it', async () => {
  await office.turnClock('2026-06-12T09:00:00Z')
  for (const destination of ['CA', 'CF']) {
    const id = await steps.submitted({ destination })
    expect(await refusedWith('issuing@cd', `/applications/${id}/issue`)).toBe(
      '422 CERTIFICATES_DESTINATION_STANDING',
    )
  }
})

test('expired: not exported, not accepted, but returned unused', async () => {
  // Sixty days after the first of June end with the 31st of July, on the clock of Kinshasa.
  await office.turnClock('2026-07-31T22:59:00Z')
  expect(verdictOf(await steps.presented('inspector@eu', unused.qr, 'Schiphol'))).toBe('VALID')
  await office.turnClock('2026-07-31T23:00:01Z')
  expect(await refusedWith('issuing@cd', `/${unused.number}/export`)).toBe(
    '409 CERTIFICATES_EXPIRED',
  )
  const late = await steps.presented('importing@eu', unused.qr, 'Antwerp')
  expect([verdictOf(late), firstReason(late)]).toEqual(['INVALID', 'EXPIRED'])
  await ask('issuing@cd', 'POST', `/${unused.number}/return-unused`, {})
  const back = await ask('issuing@cd', 'GET', `/${unused.number}`)
  expect(back).toMatchObject({ state: 'returned_unused', exportedAt: null })
})

test('hard case 18: silence rings once on each side, and the confirmation settles both', async () => {
  const ring = async (instant: string) => {
    await office.turnClock(instant)
    await ringOverdueTask(office.means)({})
    await office.settled()
    const { number } = toCanada
    return [await steps.alarms('issuing@cd', number), await steps.alarms('importing@ca', number)]
  }
  const { confirmationDueOn } = await ask('issuing@cd', 'GET', `/${toCanada.number}`)
  expect(String(confirmationDueOn)).toBe('2026-07-01')
  const both = [['CONFIRMATION_OVERDUE'], ['CONFIRMATION_OWED']]
  expect(await ring('2026-07-01T12:00:00Z')).toEqual([[], []])
  expect(await ring('2026-07-02T12:00:00Z')).toEqual(both)
  expect(await ring('2026-07-03T12:00:00Z')).toEqual(both)
  expect(await acknowledgedBy('issuing@cd')).toEqual([null])
  await steps.inspected('importing@ca', toCanada)
  await ask('importing@ca', 'POST', `${steps.arrival(toCanada)}/confirm`, {})
  await office.settled()
  expect(await acknowledgedBy('issuing@cd')).toEqual(['Canada'])
  const me = await office.call('importing@ca', 'GET', '/api/access/me')
  expect(await acknowledgedBy('importing@ca')).toEqual([String(me.body.officer?.name)])
  expect(await ring('2026-07-04T12:00:00Z')).toEqual(both)
})

test('silence of goods that nobody ever showed rings on both sides as well', async () => {
  const { number } = silent
  expect(await steps.alarms('issuing@cd', number)).toEqual(['CONFIRMATION_OVERDUE'])
  expect(await steps.alarms('importing@in', number)).toEqual(['CONFIRMATION_OWED'])
})

test('what both sides notice on the same night rings once on each', async () => {
  expect(await steps.alarms('issuing@cd', lying.number)).toEqual(['CONFIRMATION_OVERDUE'])
  expect(await steps.alarms('importing@ca', lying.number)).toEqual(['CONFIRMATION_OWED'])
})

test('a transit that looked owes nothing', async () => {
  expect(await steps.alarms('importing@ae', silent.number)).toEqual([])
})

test('hard case 14: a validation after the expiry that began with the issue is refused', async () => {
  await office.turnClock('2026-08-01T09:00:00Z')
  const { number } = await steps.issued()
  await office.turnClock('2026-10-01T09:00:00Z')
  expect(await refusedWith('validating@cd', `/${number}/validate`, VALIDATION)).toBe(
    '409 CERTIFICATES_EXPIRED',
  )
})
