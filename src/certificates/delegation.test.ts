import { describe, expect, it } from 'vitest'
import { goods } from '../../test/shipment.ts'
import type { DelegatedIssue } from '../participants/profile.ts'
import { dayOf } from '../values/day.ts'
import { parseApplication } from './application.ts'
import {
  countedFrom,
  type Delegation,
  licenceToday,
  mayValidateUnder,
  notInForce,
  overlaps,
  parseLicence,
  withinLicence,
} from './delegation.ts'

const TODAY = dayOf('2026-11-22')
const terms = { goods: 'own', months: 12, validates: 'firm' } as const
const CLAUSE: DelegatedIssue = { who: 'W', limits: 'L', terms }
const OF_AU = { ...CLAUSE, terms: { ...terms, origins: ['AU'] } } as unknown as DelegatedIssue
const FIRM = 'Comptoir Lubilandi SARL'
const body = { firm: FIRM, from: '2026-11-22', until: '2027-11-21' }
const codes = (outcome: ReturnType<typeof parseLicence> | ReturnType<typeof withinLicence>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code.replace('CERTIFICATES_DELEGATION_', ''))

describe('what a licence may say', () => {
  it.each<[string, object, DelegatedIssue | undefined, string[]]>([
    ['a year, to the day', {}, CLAUSE, []],
    ['a day', { until: '2026-11-22' }, CLAUSE, []],
    ['where practice knows none', {}, undefined, ['NOT_HERE']],
    ['a clause that only tells', {}, { who: 'W', limits: 'L' }, ['NOT_HERE']],
    ['a year and a day', { until: '2027-11-22' }, CLAUSE, ['DAYS']],
    ['yesterday', { from: '2026-11-21' }, CLAUSE, ['DAYS']],
    ['an end before it begins', { until: '2026-11-21' }, CLAUSE, ['DAYS']],
    ['a year ahead', { from: '2027-11-22', until: '2027-12-22' }, CLAUSE, ['DAYS']],
    ['no day', { until: 'soon' }, CLAUSE, ['DAYS']],
    ['origins in one box', { origins: 'AU, BW' }, CLAUSE, []],
    ['an origin that is none', { origins: ['XX'] }, CLAUSE, ['ORIGINS']],
    ['an origin beyond the clause', { origins: ['AU', 'BW'] }, OF_AU, ['ORIGINS']],
    ['origins that are no list', { origins: 7 }, CLAUSE, ['ORIGINS']],
    ['limits', { mostCertificates: 12, mostCarats: '500.00' }, CLAUSE, []],
    ['limits left empty', { mostCertificates: '', mostCarats: '' }, CLAUSE, []],
    ['no certificate', { mostCertificates: 0 }, CLAUSE, ['MOST']],
    ['half a certificate', { mostCertificates: 0.5 }, CLAUSE, ['MOST']],
    ['carats that are none', { mostCarats: 'many' }, CLAUSE, ['MOST']],
  ])('%s', (_, change, clause, expected) => {
    expect(codes(parseLicence({ ...body, ...change }, clause, TODAY))).toEqual(expected)
  })

  it('names the origins of its clause where it names none', () => {
    expect(parseLicence(body, OF_AU, TODAY)).toMatchObject({ value: { origins: ['AU'] } })
  })

  it('needs a firm', () => {
    expect(parseLicence({ ...body, firm: ' ' }, CLAUSE, TODAY)).toMatchObject({
      refusals: [{ field: 'firm' }],
    })
  })
})

const licence = {
  ...{ id: 'a', firm: FIRM, origins: ['CD'], per: 'licence', suspendedAt: null },
  ...{ from: '2026-01-01', until: '2026-11-22', mostCertificates: 3, mostCarats: 30_000 },
} as unknown as Delegation

describe('what is issued under it', () => {
  const issued = (
    change: Readonly<Record<string, unknown>>,
    used = { certificates: 0, carats: 0 },
    on = TODAY,
    of = {},
  ) => {
    const application = parseApplication(goods(change))
    if (!application.ok) throw new Error(application.refusals[0].code)
    const under = { ...licence, ...of }
    return codes(withinLicence(under, application.value, { used, today: on }))
  }

  it.each<[string, Parameters<typeof issued>, string[]]>([
    ['own goods of its origin, on the last day', [{}], []],
    ['no licence at all', [{}, undefined, undefined, { firm: '' }], ['GOODS']],
    ['the day after', [{}, undefined, dayOf('2026-11-23')], ['ENDED']],
    ['the day before', [{}, undefined, dayOf('2025-12-31')], ['NOT_YET']],
    ['suspended', [{}, undefined, TODAY, { suspendedAt: new Date(0) }], ['SUSPENDED']],
    ['goods of another', [{ exporter: { ...(goods().exporter as object), name: 'B' } }], ['GOODS']],
    ['another origin', [{ origin: { mode: 'single', countries: ['BW'] } }], ['ORIGIN']],
    [
      'one of two origins',
      [{ origin: { mode: 'mixed_listed', countries: ['CD', 'BW'] } }],
      ['ORIGIN'],
    ],
    [
      'origins that are not named',
      [{ origin: { mode: 'mixed_undisclosed', countries: [] } }],
      ['ORIGIN'],
    ],
    [
      'origins that are not named, under a licence for any',
      [{ origin: { mode: 'mixed_undisclosed', countries: [] } }, undefined, TODAY, { origins: [] }],
      [],
    ],
    ['the last of the certificates', [{}, { certificates: 2, carats: 0 }], []],
    ['one more', [{}, { certificates: 3, carats: 0 }], ['COUNT']],
    ['the last carat', [{}, { certificates: 0, carats: 18_770 }], []],
    ['a hundredth more', [{}, { certificates: 0, carats: 18_771 }], ['CARATS']],
  ])('%s', (_, given, expected) => {
    expect(issued(...given)).toEqual(expected)
  })

  it('is nothing without a licence', () => {
    expect(notInForce(undefined, TODAY)?.code).toBe('CERTIFICATES_DELEGATION_NONE')
  })

  it('is counted from the first of the month, or of the licence', () => {
    expect(countedFrom({ ...licence, per: 'month' }, TODAY)).toBe('2026-11-01')
    expect(countedFrom(licence, TODAY)).toBe('2026-01-01')
  })
})

describe('which licence counts', () => {
  const old = { ...licence, id: 'old', until: dayOf('2026-06-30') }
  const suspended = { ...licence, id: 'suspended', suspendedAt: new Date(0) }
  it.each<[string, Delegation[], string | undefined]>([
    ['none', [], undefined],
    ['the one in force', [suspended, licence, old], 'a'],
    ['the newest, where none is', [suspended, old], 'suspended'],
  ])('%s', (_, all, id) => {
    expect(licenceToday(all, TODAY)?.id).toBe(id)
  })

  it('two hold on a day when the first ends no sooner than the second begins', () => {
    expect(overlaps(old, { ...licence, from: dayOf('2026-06-30') })).toBe(true)
    expect(overlaps(old, { ...licence, from: dayOf('2026-07-01') })).toBe(false)
  })
})

describe('who validates', () => {
  const byAuthority = { ...CLAUSE, terms: { ...terms, validates: 'authority' } } as const
  it.each<[string, Delegation | undefined, DelegatedIssue | undefined, string | undefined]>([
    ['the firm, by its clause', licence, CLAUSE, undefined],
    ['the authority, by its clause', licence, byAuthority, 'VALIDATION'],
    ['the authority, of what it issued itself', undefined, CLAUSE, 'VALIDATION'],
    [
      'nobody of the firm, once suspended',
      { ...licence, suspendedAt: new Date(0) },
      CLAUSE,
      'SUSPENDED',
    ],
    [
      'nobody of the firm, once it has ended',
      { ...licence, until: dayOf('2026-01-02') },
      CLAUSE,
      'ENDED',
    ],
  ])('%s', (_, of, clause, code) => {
    const outcome = mayValidateUnder(of, clause, TODAY)
    const found = outcome.ok ? undefined : outcome.refusals[0].code
    expect(found).toBe(code && `CERTIFICATES_DELEGATION_${code}`)
  })
})
