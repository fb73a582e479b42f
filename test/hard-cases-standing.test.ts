import { expect, test } from 'vitest'
import { parseApplication } from '../src/certificates/application.ts'
import { checksFor } from '../src/certificates/checks.ts'
import { refusalsToIssue } from '../src/certificates/issue.ts'
import { loadRegistryFiles } from '../src/participants/adapters/registry-files.ts'
import { certificateBetween, partyFor, standingOn } from '../src/participants/standing.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { dayOf } from '../src/values/day.ts'
import { goods } from './shipment.ts'

const { registry, profileOf } = loadRegistryFiles()

type Way = { readonly from: string; readonly to: string; readonly on: string }

function wayOf({ from, to, on }: Way) {
  const parsed = parseApplication(goods({ destination: to }))
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  const issuer = from as PartyCode
  return { application: parsed.value, issuer, registry, today: dayOf(on) }
}

/** What stands in the way of a certificate from one Participant to another on a day. */
function refusals(way: Way): string[] {
  const profile = profileOf(way.from as PartyCode)
  return refusalsToIssue({ ...wayOf(way), profile }).map(({ code }) => code)
}

function check(way: Way, code: string) {
  const [own, theirs] = [profileOf(way.from as PartyCode), profileOf(way.to as PartyCode)]
  const given = { numbersLeft: 100, documents: 1, similar: null, language: 'en' as const }
  const found = checksFor({ ...wayOf(way), ...given, own, theirs })
  return found.find((each) => each.code === code)?.outcome
}

const between = (from: string, to: string, on = '2026-11-21') =>
  certificateBetween(registry, from, to, dayOf(on))
const standing = (code: string, on: string, list?: string) =>
  standingOn(registry, code, dayOf(on), list as PartyCode | undefined)
const today = '2026-11-21'

test('hard case 1: Antwerp to Lisbon takes no certificate, and none is issued', () => {
  expect(between('BE', 'PT')).toBe('not_due')
  expect(refusals({ from: 'EU', to: 'EU', on: today })).toEqual(['CERTIFICATES_SAME_PARTICIPANT'])
  // A member state is no destination, not even for somebody from outside.
  expect(refusals({ from: 'CD', to: 'PT', on: today })).toEqual([
    'CERTIFICATES_DESTINATION_STANDING',
  ])
})

test('hard case 2: from Great Britain to the Union and to Northern Ireland, by territory', () => {
  expect(refusals({ from: 'GB', to: 'EU', on: today })).toEqual([])
  expect(between('GB', 'BE')).toBe('due')
  expect(between('GB', 'XI')).toBe('due')
  expect(between('XI', 'BE')).toBe('not_due')
  // Until the end of 2020 London lay inside.
  expect(between('GB', 'BE', '2020-12-31')).toBe('not_due')
})

test('hard case 3: Greenland is one area with the Union', () => {
  expect(partyFor(registry, 'GL', dayOf(today))).toBe('EU')
  expect(between('GL', 'BE')).toBe('not_due')
  expect(between('CA', 'GL')).toBe('due')
})

test.each([
  ['suspended', 'CF', '2014-01-01', false, false],
  ['self_suspended', 'VE', '2010-01-01', false, false],
  ['embargoed', 'CI', '2010-01-01', false, true],
  ['removed', 'CG', '2005-01-01', false, false],
  ['zone_limited', 'CF', '2016-07-01', true, true],
])('hard case 23: %s is a state of its own', (name, code, on, mayExport, mayImport) => {
  expect(standing(code, on)).toMatchObject({ standing: name, mayExport, mayImport })
  // Who is no party any more has no list of its own on which a destination could stand.
  const nowhere = name === 'removed' ? ['CERTIFICATES_DESTINATION_STANDING'] : []
  expect(refusals({ from: code, to: 'EU', on })).toEqual(
    mayExport ? [] : ['CERTIFICATES_OWN_STANDING', ...nowhere],
  )
  expect(refusals({ from: 'AO', to: code, on })).toEqual(
    mayImport ? [] : ['CERTIFICATES_DESTINATION_STANDING'],
  )
})

test('hard case 23: each of them begins and ends on a day', () => {
  const cf = (on: string) => refusals({ from: 'CF', to: 'EU', on })
  expect(cf('2013-05-22')).toEqual([])
  expect(cf('2013-05-23')).toEqual(['CERTIFICATES_OWN_STANDING'])
  expect(cf('2024-11-15')).toEqual([])
})

test('hard case 24: on the list of the scheme, not yet on the list of the importing country', () => {
  const way = { from: 'UZ', to: 'CA', on: '2024-12-01' }
  expect(standing('UZ', way.on).mayExport).toBe(true)
  expect(standing('UZ', way.on, 'CA').mayExport).toBe(false)
  expect(check(way, 'CHECK_LEGAL_LIST')).toBe('stop')
  expect(check({ ...way, to: 'EU' }, 'CHECK_LEGAL_LIST')).toBe('pass')
  // Canada followed in January 2025, the United States in March.
  expect(check({ ...way, on: '2025-02-01' }, 'CHECK_LEGAL_LIST')).toBe('pass')
  expect(check({ ...way, to: 'US', on: '2025-02-01' }, 'CHECK_LEGAL_LIST')).toBe('stop')
})

test('hard case 25: a member state before it was one, and under the Union after', () => {
  expect(standing('BG', '2006-12-31')).toMatchObject({ standing: 'participant', mayExport: true })
  expect(standing('BG', '2007-06-01')).toMatchObject({ standing: 'covered', coveredBy: 'EU' })
  expect(refusals({ from: 'BG', to: 'CH', on: '2006-06-01' })).toEqual([])
  expect(refusals({ from: 'BG', to: 'CH', on: '2007-06-01' })).toEqual([
    'CERTIFICATES_OWN_STANDING',
  ])
  expect(refusals({ from: 'EU', to: 'CH', on: '2007-06-01' })).toEqual([])
})

test('hard case 26: Hong Kong falls under China, and what moves between them is not established', () => {
  expect(partyFor(registry, 'HK', dayOf(today))).toBe('CN')
  expect(between('HK', 'CN')).toBe('not_established')
  expect(refusals({ from: 'BW', to: 'CN', on: today })).toEqual([])
  expect(refusals({ from: 'BW', to: 'HK', on: today })).toEqual([
    'CERTIFICATES_DESTINATION_STANDING',
  ])
})

test('hard case 27: Taiwan is no Participant; trade where a law names it, and nowhere else', () => {
  expect(standing('TW', today).standing).toBe('trading_entity')
  expect(refusals({ from: 'CA', to: 'TW', on: today })).toEqual([])
  expect(refusals({ from: 'EU', to: 'TW', on: today })).toEqual([])
  expect(refusals({ from: 'CD', to: 'TW', on: today })).toEqual([
    'CERTIFICATES_DESTINATION_STANDING',
  ])
  expect(check({ from: 'CD', to: 'TW', on: today }, 'CHECK_DESTINATION_STANDING')).toBe('stop')
  expect(check({ from: 'CA', to: 'TW', on: today }, 'CHECK_DESTINATION_STANDING')).toBe('warn')
})

test('hard case 29: Belarus to Russia has no customs border and takes a certificate', () => {
  expect(between('BY', 'RU')).toBe('due')
  expect(refusals({ from: 'BY', to: 'RU', on: today })).toEqual([])
})
