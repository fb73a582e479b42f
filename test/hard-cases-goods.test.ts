import { describe, expect, test } from 'vitest'
import { type Application, parseApplication } from '../src/certificates/application.ts'
import { discrepancies, weighing } from '../src/certificates/arrival.ts'
import { checksFor } from '../src/certificates/checks.ts'
import { bodyFrom, FIELDS } from '../src/certificates/fields.ts'
import { refusalsToIssue } from '../src/certificates/issue.ts'
import { parseFound, parseValidation } from '../src/certificates/validate.ts'
import { loadRegistryFiles } from '../src/participants/adapters/registry-files.ts'
import { expiry, licensingClause } from '../src/participants/profile.ts'
import { parseCarats } from '../src/values/carats.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { dayOf } from '../src/values/day.ts'
import { FOUND, goods, VALIDATION } from './shipment.ts'

const { registry, profileOf } = loadRegistryFiles()
const profile = (code: string) => profileOf(code as PartyCode)

function application(change: Readonly<Record<string, unknown>> = {}): Application {
  const parsed = parseApplication(goods(change))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}

function faults(change: Readonly<Record<string, unknown>>): string[] {
  const parsed = parseApplication(goods(change))
  return parsed.ok ? [] : parsed.refusals.map(({ code, field }) => `${field} ${code}`)
}

const parcel = (hs: string, carats: string, usd = '100.00') => ({ hs, carats, usd })
const face = (of: Application) =>
  bodyFrom({
    application: of,
    seals: ['A1', 'A2'],
    dossierDigest: new Uint8Array(32),
    issuedOn: dayOf('2026-11-01'),
    expiresOn: dayOf('2026-12-31'),
  })
const printer = { country: (code: string) => code, day: (day: string) => day }

function originCheck(mode: string, countries: readonly string[], to: string, on: string) {
  const found = checksFor({
    application: application({ destination: to, origin: { mode, countries } }),
    ...{ issuer: 'AE' as PartyCode, registry, own: profile('AE'), theirs: profile(to) },
    ...{ today: dayOf(on), language: 'en', numbersLeft: 100, documents: 1, similar: null },
  })
  return found.find(({ code }) => code === 'CHECK_ORIGIN_ACCEPTED')?.outcome
}

describe('origin', () => {
  test('hard case 4: undisclosed mixed origin is valid, and refused by the Union from 2025-03-01', () => {
    expect(originCheck('mixed_undisclosed', [], 'EU', '2025-02-28')).toBe('pass')
    expect(originCheck('mixed_undisclosed', [], 'EU', '2025-03-01')).toBe('stop')
    expect(originCheck('mixed_undisclosed', [], 'IN', '2025-03-01')).toBe('pass')
    expect(originCheck('mixed_listed', ['AO', 'CD'], 'EU', '2025-03-01')).toBe('pass')
  })

  test('hard case 4: asterisks are printed, never stored as a country', () => {
    const { origin } = face(application({ origin: { mode: 'mixed_undisclosed', countries: [] } }))
    expect(origin).toEqual({ mode: 'mixed_undisclosed', countries: [] })
    expect(FIELDS.origin.print(origin, printer)).toEqual(['*****'])
    expect(faults({ origin: { mode: 'mixed_listed', countries: ['***'] } })).not.toEqual([])
    expect(faults({ origin: { mode: 'mixed_undisclosed', countries: ['AO'] } })).not.toEqual([])
  })

  test('hard case 5: an aggregated sort names its four origins from May 2024, not before', () => {
    const countries = ['BW', 'CA', 'NA', 'ZA']
    const issue = (on: string) =>
      refusalsToIssue({
        application: application({ origin: { mode: 'mixed_listed', countries } }),
        ...{ issuer: 'BW' as PartyCode, profile: profile('BW'), registry, today: dayOf(on) },
      }).map(({ code }) => code)
    expect(issue('2024-04-30')).toEqual(['CERTIFICATES_ORIGIN_MODE'])
    expect(issue('2024-05-01')).toEqual([])
  })

  test('hard case 6: the issuer is the provenance, the origin stays its own field', () => {
    const angolan = application({
      destination: 'IN',
      origin: { mode: 'single', countries: ['AO'] },
    })
    const input = { application: angolan, issuer: 'EU' as PartyCode, profile: profile('EU') }
    expect(refusalsToIssue({ ...input, registry, today: dayOf('2026-11-21') })).toEqual([])
    expect(face(angolan).origin.countries).toEqual(['AO'])
  })

  test('hard case 31: stock from before the scheme is a source like another', () => {
    const old = { kind: 'pre_scheme_stock', reference: 'Certified stock of 2002' }
    expect(faults({ sources: [old] })).toEqual([])
    expect(faults({ sources: [] })).toEqual(['sources VALUES_LIST_TOO_SHORT'])
  })
})

describe('goods', () => {
  test('hard case 10: a free zone is inside its Participant', () => {
    const importer = { name: 'X FZE', address: '1', place: 'Jebel Ali Free Zone', country: 'AE' }
    const input = { application: application({ destination: 'AE', importer }), registry }
    const cd = { issuer: 'CD' as PartyCode, profile: profile('CD'), today: dayOf('2026-11-21') }
    expect(refusalsToIssue({ ...input, ...cd })).toEqual([])
  })

  test('hard case 11: totals of each HS code are the sums of its parcels, containers have their seals', () => {
    const parcels = [
      parcel('7102.31', '0.10', '0.20'),
      parcel('7102.21', '5.00', '1.00'),
      parcel('7102.31', '0.20', '0.10'),
    ]
    const body = face(application({ parcels }))
    expect(body.parcels).toBe(3)
    expect(body.lines).toEqual([
      { hs: '7102.21', carats: 500, usd: 100 },
      { hs: '7102.31', carats: 30, usd: 30 },
    ])
    expect(body.totals).toEqual({ carats: 530, usd: 130 })
    const containers = [{ seals: ['A1'] }, { seals: ['A2', 'A3'] }]
    expect(parseValidation({ ...VALIDATION, containers }).ok).toBe(true)
    expect(parseValidation({ ...VALIDATION, containers: [{ seals: [] }] }).ok).toBe(false)
  })

  test('hard case 12: a weight is carats to two decimals, exact, and never grams or rounded', () => {
    expect(parseCarats('0.01')).toMatchObject({ ok: true, value: 1 })
    expect(parseCarats('12.305')).toMatchObject({
      refusals: [{ code: 'VALUES_CARATS_DECIMALS' }],
    })
    // A tenth and two tenths, a hundred times: binary fractions would drift.
    const parcels = Array.from({ length: 100 }, () => [
      parcel('7102.10', '0.10'),
      parcel('7102.10', '0.20'),
    ]).flat()
    expect(face(application({ parcels })).totals.carats).toBe(3000)
  })

  test('hard case 16: no tolerance but the one that the authority sets, both figures kept', () => {
    const certificate = {
      ...face(application()),
      ...{ number: 'CD000001', issuer: 'CD', iat: 0, exp: 1 },
    } as Parameters<typeof discrepancies>[0]
    const found = parseFound({
      parcels: 2,
      lines: [
        { hs: '7102.31', carats: '12.29' },
        { hs: '7102.21', carats: '100.00' },
      ],
    })
    if (!found.ok) throw new Error('not read')
    const seals = certificate.seals.map((seal) => ({ seal, intact: true }))
    const eu = profile('EU')
    const lenient = {
      ...eu,
      weightToleranceHundredths: { ...eu.weightToleranceHundredths, value: 1 },
    }
    expect(discrepancies(certificate, seals, found.value, eu)).toEqual(['WEIGHT_LESS'])
    expect(discrepancies(certificate, seals, found.value, lenient)).toEqual([])
    const [, line] = weighing(certificate, found.value)
    expect(line).toEqual({ hs: '7102.31', declared: 1230, found: 1229, difference: -1 })
  })

  test('hard case 17: what is found has no value, so none can be overwritten', () => {
    const [first] = FOUND.lines
    const valued = { ...FOUND, lines: [{ ...first, usd: '9999.00' }] }
    expect(parseFound(valued)).toMatchObject({ refusals: [{ code: 'VALUES_UNKNOWN_FIELD' }] })
  })

  test('hard case 28: who issues for others is data with its clause, not a rule in the code', () => {
    for (const code of ['US', 'AU']) {
      const { value, source } = profile(code).delegatedIssue
      expect(value.length).toBeGreaterThan(0)
      expect(source).toMatch(/USKPA|AU-FREQ/)
    }
    expect(profile('CD').delegatedIssue.value).toEqual([])
    // What a firm may do under such a clause is in delegated-issue.test.ts.
    expect(licensingClause(profile('AU'))?.terms).toMatchObject({ goods: 'own', origins: ['AU'] })
    expect(licensingClause(profile('US'))?.terms).toMatchObject({ goods: 'own', validates: 'firm' })
    expect(licensingClause(profile('CD'))).toBeUndefined()
  })

  test.each([
    ['32: a sample of unknown content, zero carats', parcel('7102.31', '0.00'), 'carats'],
    ['33: polished stones in the parcel', parcel('7102.39', '1.00'), 'hs'],
    ['33: worked industrial stones in the parcel', parcel('7102.29', '1.00'), 'hs'],
    ['34: stones grown in a laboratory', parcel('7104.21', '1.00'), 'hs'],
    ['34: dust and powder', parcel('7105.10', '1.00'), 'hs'],
  ])('hard case %s takes no certificate', (_name, bad, field) => {
    const code = field === 'hs' ? 'VALUES_HS' : 'VALUES_CARATS_NOT_POSITIVE'
    expect(faults({ parcels: [parcel('7102.31', '1.00'), bad] })).toEqual([
      `parcels.1.${field} ${code}`,
    ])
  })

  test('hard case 34: sawn, cleaved and bruted stones stay rough', () => {
    const parcels = ['7102.10', '7102.21', '7102.31'].map((hs) => parcel(hs, '1.00'))
    expect(faults({ parcels })).toEqual([])
  })
})

describe('the last day', () => {
  const end = (code: string, on: string) => {
    const { expiresOn, exp } = expiry(profile(code), dayOf(on))
    return [expiresOn, new Date(exp * 1000).toISOString()]
  }
  test('hard case 15: in Canada at 24:00 GMT of the 60th day, wherever the goods are', () => {
    expect(end('CA', '2026-01-01')).toEqual(['2026-03-02', '2026-03-03T00:00:00.000Z'])
  })

  test('hard case 15: two months are not sixty days, and February has its own end', () => {
    expect(end('EU', '2026-01-01')).toEqual(['2026-03-01', '2026-03-01T23:00:00.000Z'])
    expect(end('EU', '2025-12-31')).toEqual(['2026-02-28', '2026-02-28T23:00:00.000Z'])
  })

  test('hard case 14: it runs from the issue, not from the validation', () => {
    for (const code of ['EU', 'CA', 'CD']) expect(profile(code).runsFrom.value).toBe('issue')
  })
})
