import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../src/access/roles.ts'
import {
  APPLICATION_ACTS,
  ARRIVAL_ACTS,
  type ArrivalState,
  CERTIFICATE_ACTS,
  type CertificateState,
} from '../src/certificates/acts.ts'
import { type Office, openOffice } from './office.ts'
import { rolesOf } from './roles-of.ts'
import { FOUND, goods, stepsOf, VALIDATION } from './shipment.ts'

let office: Office
let steps: ReturnType<typeof stepsOf>
beforeAll(async () => {
  office = await openOffice()
  steps = stepsOf(office)
  await office.hire('other firm', 'CD', 'exporter', 'Another Firm SARL')
  for (const role of ROLES) {
    for (const participant of ['CD', 'EU']) {
      await office.hire(`${role} of ${participant}`, participant, role, firmOf(role))
    }
  }
})
afterAll(() => office.close())

const ROLES: readonly Role[] = [
  'exporter',
  'importer',
  'issuing_officer',
  'validating_officer',
  'stationery_custodian',
  'verifier',
  'confirmation_clerk',
  'monitor',
  'node_administrator',
]
const firmOf = (role: Role) => {
  if (role === 'exporter') return 'Comptoir Lubilandi SARL'
  return role === 'importer' ? 'Van Ostaeyen & Dochters NV' : undefined
}
const say = async (who: string, path: string, asked: unknown = {}, method = 'POST') => {
  const body = method === 'GET' ? undefined : asked
  const { status, body: said } = await office.call(who, method, `/api/certificates${path}`, body)
  return `${status} ${String(said.code)}`
}

/** Everything that any act may ask for, so that only the role or the state is in the way. */
const BODY = {
  ...VALIDATION,
  ...{ version: 1, content: goods(), fields: [], receivedOn: undefined },
  ...{ reason: 'X', circumstances: 'X', originalSurrendered: true },
}
const ROUTE: Readonly<Record<string, string>> = { weigh: 'weighing' }
const pathOf = (act: string) => ROUTE[act] ?? act
const bodyOf = (act: string) => (act === 'seals' ? { found: [] } : act === 'weigh' ? FOUND : BODY)

async function newDraft(): Promise<string> {
  const { id } = await office.ask('exporter@cd', 'POST', '/applications', { content: goods() })
  return String(id)
}

describe('states', () => {
  const MAKE = {
    draft: newDraft,
    submitted: () => steps.submitted(),
    returned: async () => {
      const id = await steps.submitted()
      await office.ask('issuing@cd', 'POST', `/applications/${id}/return`, { reason: 'X' })
      return id
    },
    withdrawn: async () => {
      const id = await newDraft()
      await office.ask('exporter@cd', 'POST', `/applications/${id}/withdraw`, {})
      return id
    },
    issued: async () => (await steps.issued()).id,
  } as const

  test.each(Object.keys(MAKE) as (keyof typeof MAKE)[])(
    'an application that is %s',
    async (state) => {
      const id = await MAKE[state]()
      const allowed: readonly string[] = APPLICATION_ACTS[state]
      for (const act of new Set(Object.values(APPLICATION_ACTS).flat())) {
        if (allowed.includes(act)) continue
        const role = rolesOf(act)[0]
        const [path, method] = act === 'save' ? ['', 'PUT'] : [`/${act}`, 'POST']
        const said = await say(`${role} of CD`, `/applications/${id}${path}`, BODY, method)
        expect(`${act} ${said}`).toBe(`${act} 409 CERTIFICATES_STATE`)
      }
    },
  )

  const ARRIVE: Partial<Record<CertificateState, readonly [string, string]>> = {
    voided: ['issuing@cd', 'void'],
    replaced: ['issuing@cd', 'replace'],
    returned_unused: ['issuing@cd', 'return-unused'],
    lost: ['issuing@cd', 'report-lost'],
    exported: ['issuing@cd', 'export'],
  }
  /** As it is while the signer is away, which no signer of this office ever is. */
  async function unsign(number: string, state: CertificateState): Promise<void> {
    await office.rows(
      `update certificates.certificate
       set state = $2, to_sign = statement, statement = null, digest = null where number = $1`,
      [number, state],
    )
  }
  async function certificateIn(state: CertificateState): Promise<string> {
    if (state === 'issued') return (await steps.issued()).number
    if (state === 'spoiled') {
      const { number } = await steps.issued()
      await office.ask('validating@cd', 'POST', `/${number}/send-back`, { reason: 'X' })
      return number
    }
    if (state === 'confirmed') {
      const shipment = await steps.exported()
      await office.settled()
      await steps.confirmed('importing@eu', shipment)
      await office.settled()
      return shipment.number
    }
    const { number } = await steps.validated()
    if (state.startsWith('awaiting_')) await unsign(number, state)
    const [who, act] = ARRIVE[state] ?? []
    if (who !== undefined) await office.ask(who, 'POST', `/${number}/${act}`, BODY)
    return number
  }

  test.each(Object.keys(CERTIFICATE_ACTS) as CertificateState[])(
    'a certificate that is %s',
    async (state) => {
      const number = await certificateIn(state)
      const { state: now } = await office.ask('issuing@cd', 'GET', `/${number}`)
      expect(String(now)).toBe(state)
      const allowed: readonly string[] = CERTIFICATE_ACTS[state]
      for (const act of new Set(Object.values(CERTIFICATE_ACTS).flat())) {
        if (allowed.includes(act)) continue
        const said = await say(`${rolesOf(act)[0]} of CD`, `/${number}/${act}`, bodyOf(act))
        const late = ['exported', 'confirmed'].includes(state) && act === 'replace'
        const code = late ? /ALREADY_EXPORTED|STATE/ : /STATE/
        expect(`${act} ${said}`).toMatch(new RegExp(`^${act} 409 CERTIFICATES_(${code.source})$`))
      }
    },
  )

  test.each(Object.keys(ARRIVAL_ACTS) as ArrivalState[])('an arrival that is %s', async (state) => {
    const shipment = await steps.exported()
    await office.settled()
    const path = steps.arrival(shipment)
    if (state !== 'expected') await steps.presented('importing@eu', shipment.qr, 'Antwerp')
    if (state === 'detained' || state === 'refused') {
      const act = state === 'detained' ? 'detain' : 'refuse'
      await office.ask('importing@eu', 'POST', `${path}/${act}`, { reason: 'X' })
    }
    if (state === 'confirmed' || state === 'discrepancy') {
      const reasons = state === 'confirmed' ? [] : ['VALUE_DOUBTED']
      await steps.inspected('importing@eu', shipment)
      await office.ask('importing@eu', 'POST', `${path}/confirm`, { reasons })
    }
    const { state: now } = await office.ask('importing@eu', 'GET', path)
    expect(String(now)).toBe(state)
    const allowed: readonly string[] = ARRIVAL_ACTS[state]
    for (const act of new Set(Object.values(ARRIVAL_ACTS).flat())) {
      if (allowed.includes(act) || act === 'present') continue
      const said = await say('importing@eu', `${path}/${pathOf(act)}`, bodyOf(act))
      const code = /(STATE|NOT_PRESENTED|ALREADY_CONFIRMED)/.source
      expect(`${act} ${said}`).toMatch(new RegExp(`^${act} 409 CERTIFICATES_${code}$`))
    }
  })
})

describe('what belongs to others', () => {
  test('is in no list: applications, search, and the stock of the authority', async () => {
    const shipment = await steps.exported()
    await office.settled()
    await steps.presented('importing@in', shipment.qr, 'Mumbai')
    await office.settled()
    const find = (who: string) => office.ask(who, 'GET', `/search?q=${shipment.number}`)
    expect((await find('issuing@cd')).hits?.length).toBe(1)
    expect((await find('other firm')).hits?.length).toBe(0)
    expect(await steps.alarms('issuing@cd', shipment.number)).toEqual(['WRONG_PARTICIPANT'])
    const { applications } = await office.ask('other firm', 'GET', '/applications')
    expect(applications?.length).toBe(0)
    expect(await say('other firm', '/numbers', null, 'GET')).toBe('403 ACCESS_NOT_ALLOWED')
  })

  test('a number of another Participant is in no stock of ours', async () => {
    const id = await steps.submitted()
    for (const number of ['AO000001', 'CD9999999']) {
      expect(await say('issuing@cd', `/applications/${id}/issue`, { number })).toBe(
        '409 CERTIFICATES_NUMBER_NOT_IN_STOCK',
      )
    }
    const block = { prefix: 'AO', first: 9000, last: 9010, stationery: 'X' }
    expect(await say('stationery@cd', '/number-blocks', block)).toBe(
      '422 CERTIFICATES_BLOCK_SERIES',
    )
  })
})
