import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import registryJson from '../../registry/participants.json' with { type: 'json' }
import type { PartyCode } from '../values/codes.ts'
import { dayFromNumber, dayNumber, dayOf } from '../values/day.ts'
import { parseRegistry, type Registry, registryForVerifiers } from './registry.ts'
import { certificateBetween, participantsOn, partyFor, standingOn } from './standing.ts'
import { reasonIn } from './standing-reason.ts'
import { fr } from './words.fr.ts'

function load(): Registry {
  const parsed = parseRegistry(registryJson)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}
const registry = load()
const offline = registryForVerifiers(registry)

function ask(code: string, on: string, forList?: string) {
  return standingOn(registry, code, dayOf(on), forList as PartyCode | undefined)
}
function codes(code: string, on: string, forList?: string) {
  return ask(code, on, forList).reasons.map((reason) => reason.code)
}

const OLD_MEMBERS = 'AT BE DE DK ES FI FR GR IE IT LU NL PT SE'.split(' ')
const JOINED_2004 = 'CY CZ EE HU LT LV MT PL SI SK'.split(' ')
const EU_27 = [...OLD_MEMBERS, ...JOINED_2004, 'BG', 'RO', 'HR']

describe('what a party may do on a day', () => {
  it.each<[string, string, string, string, boolean, boolean]>([
    // why, code, day, standing, may export, may import
    ['a Participant', 'BW', '2025-11-21', 'participant', true, true],
    ['case 23: before the suspension', 'CF', '2013-05-22', 'participant', true, true],
    ['case 23: suspended from its first day', 'CF', '2013-05-23', 'suspended', false, false],
    ['case 23: suspended to its last day', 'CF', '2015-07-16', 'suspended', false, false],
    ['case 39: zones decided, none open', 'CF', '2015-07-17', 'zone_limited', false, true],
    ['case 39: the first zone', 'CF', '2016-06-01', 'zone_limited', true, true],
    ['case 39: the last limited day', 'CF', '2024-11-14', 'zone_limited', true, true],
    ['case 23: reinstated', 'CF', '2024-11-15', 'participant', true, true],
    ['case 39: Marange', 'ZW', '2010-03-01', 'zone_limited', true, true],
    ['case 23: self-suspended', 'VE', '2010-11-04', 'self_suspended', false, false],
    ['case 23: back', 'VE', '2020-01-01', 'participant', true, true],
    ['case 23: embargoed, a Participant', 'CI', '2010-01-01', 'embargoed', false, true],
    ['case 23: the last day of the embargo', 'CI', '2014-04-28', 'embargoed', false, true],
    ['case 23: embargo lifted', 'CI', '2014-04-29', 'participant', true, true],
    ['case 23: removed', 'CG', '2005-01-01', 'removed', false, false],
    ['case 23: readmitted', 'CG', '2007-11-01', 'participant', true, true],
    ['off the list', 'LB', '2004-06-01', 'removed', false, false],
    ['not yet in', 'LR', '2007-05-03', 'not_participant', false, false],
    ['in', 'LR', '2007-05-04', 'participant', true, true],
    ['a forged certificate before admission', 'CM', '2012-07-31', 'not_participant', false, false],
    ['never in', 'KE', '2015-01-01', 'not_participant', false, false],
    ['case 25: a member state', 'FR', '2025-01-01', 'covered', false, false],
    ['case 25: the Union', 'EU', '2025-01-01', 'participant', true, true],
    ['case 25: Croatia itself', 'HR', '2013-06-30', 'participant', true, true],
    ['case 25: Croatia in the Union', 'HR', '2013-07-01', 'covered', false, false],
    ['case 25: Hungary itself', 'HU', '2004-04-30', 'participant', true, true],
    ['case 25: Romania in the Union', 'RO', '2007-01-01', 'covered', false, false],
    ['case 25: Czechia before', 'CZ', '2004-04-30', 'not_participant', false, false],
    ['case 2: Britain through the Union', 'GB', '2020-12-31', 'covered', false, false],
    ['case 2: Britain itself', 'GB', '2021-01-01', 'participant', true, true],
    ['case 2: Northern Ireland', 'XI', '2021-01-01', 'covered', false, false],
    ['case 3: Greenland', 'GL', '2025-01-01', 'covered', false, false],
    ['case 26: Hong Kong', 'HK', '2025-01-01', 'covered', false, false],
    ['case 27: Taiwan', 'TW', '2025-01-01', 'trading_entity', true, true],
    ['before the scheme', 'BW', '2002-12-31', 'not_participant', false, false],
    ['no country', 'QQ', '2025-01-01', 'unknown', false, false],
    ['no code at all', 'constructor', '2025-01-01', 'unknown', false, false],
    ['a territory of which nothing is known', 'MO', '2025-01-01', 'unknown', false, false],
  ])('%s: %s on %s is %s', (_why, code, on, standing, mayExport, mayImport) => {
    expect(ask(code, on)).toMatchObject({ participant: code, on, standing, mayExport, mayImport })
  })

  it('case 25: says who issues for a covered country', () => {
    expect(ask('FR', '2025-01-01').coveredBy).toBe('EU')
    expect(ask('HK', '2025-01-01').coveredBy).toBe('CN')
    expect(ask('FR', '2025-01-01').reasons[0]?.text).toContain('European Union')
  })

  it('case 39: names the zones open on the day, and only those', () => {
    const zones = (on: string) => ask('CF', on).reasons[0]?.detail.zones
    expect(zones('2016-09-30')).toBe('Berbérati')
    expect(zones('2016-10-01')).toBe('Berbérati, Boda, Carnot, Nola')
    expect(codes('CF', '2015-08-01')).toEqual(['NO_ZONE_APPROVED'])
    expect(ask('ZW', '2010-03-01').reasons[0]).toMatchObject({
      code: 'MINE_APPROVAL_NEEDED',
      detail: { zones: 'Marange' },
    })
  })

  it('case 23: says why, and that earlier exports are judged by their own day', () => {
    for (const [code, on] of [
      ['CF', '2014-01-01'],
      ['CI', '2010-01-01'],
      ['CG', '2005-01-01'],
    ] as const) {
      expect(codes(code, on)).toContain('EXPORTED_BEFORE_EFFECT')
    }
    expect(codes('BW', '2014-01-01')).toEqual(['PARTICIPANT'])
    expect(codes('BW', '2002-12-31')).toEqual(['SCHEME_NOT_STARTED'])
    expect(codes('KE', '2003-01-01')).toEqual(['NOT_PARTICIPANT'])
  })
})

describe('whose legal list counts (cases 24 and 27)', () => {
  it.each<[string, string, string, boolean]>([
    ['UZ', '2025-01-22', 'CA', false],
    ['UZ', '2025-01-23', 'CA', true],
    ['UZ', '2025-03-05', 'US', false],
    ['UZ', '2025-03-06', 'US', true],
    ['UZ', '2025-01-10', 'IN', true],
    ['UZ', '2024-11-14', 'IN', false],
    ['VE', '2017-04-25', 'US', false],
    ['VE', '2017-04-26', 'US', true],
    ['VE', '2012-01-01', 'IN', false],
    ['TW', '2025-01-01', 'CA', true],
    ['TW', '2025-01-01', 'EU', true],
    ['TW', '2025-01-01', 'FR', true],
    ['TW', '2025-01-01', 'BR', false],
    ['BW', '2025-01-01', 'TW', true],
    ['TW', '2025-01-01', 'TW', true],
  ])('%s on %s for %s: %s', (code, on, list, allowed) => {
    const answer = ask(code, on, list)
    expect([answer.mayExport, answer.mayImport]).toEqual([allowed, allowed])
  })

  it('keeps the standing in the scheme and adds the reason', () => {
    expect(ask('UZ', '2025-01-10', 'CA').standing).toBe('participant')
    expect(codes('UZ', '2025-01-10', 'CA')).toContain('NOT_ON_LEGAL_LIST')
    expect(codes('TW', '2025-01-01', 'EU')).toContain('TRADING_ENTITY_LISTED')
    expect(codes('TW', '2025-01-01', 'BR')).toContain('TRADING_ENTITY_NOT_LISTED')
  })

  it('never allows what the scheme forbids', () => {
    fc.assert(
      fc.property(anyCode, anyDay, fc.constantFrom('CA', 'US', 'EU', 'IN'), (code, on, list) => {
        const scheme = standingOn(registry, code, on)
        const law = standingOn(registry, code, on, list as PartyCode)
        expect(law.standing).toBe(scheme.standing)
        expect(scheme.mayExport || !law.mayExport).toBe(true)
        expect(scheme.mayImport || !law.mayImport).toBe(true)
      }),
    )
  })
})

describe('dates that the sources leave open', () => {
  it.each<[string, string, boolean]>([
    ['VE', '2007-12-31', false],
    ['VE', '2008-06-01', true],
    ['VE', '2012-06-01', false],
    ['VE', '2015-01-01', true],
    ['VE', '2017-12-31', true],
    ['VE', '2018-01-01', false],
    ['CG', '2004-07-31', true],
    ['CG', '2004-08-01', false],
    ['CF', '2013-05-23', false],
    ['CI', '2005-06-01', true],
    ['NZ', '2025-01-01', false],
    ['ML', '2014-06-01', true],
  ])('%s on %s: warned %s', (code, on, warned) => {
    expect(codes(code, on).includes('DATE_UNCERTAIN')).toBe(warned)
  })
})

describe('territories', () => {
  it.each<[string, string, string | undefined]>([
    ['FR', '2025-01-01', 'EU'],
    ['GL', '2025-01-01', 'EU'],
    ['XI', '2025-01-01', 'EU'],
    ['HK', '2025-01-01', 'CN'],
    ['GB', '2020-12-31', 'EU'],
    ['GB', '2021-01-01', 'GB'],
    ['PL', '2004-04-30', 'PL'],
    ['PL', '2004-05-01', 'EU'],
    ['CF', '2014-01-01', 'CF'],
    ['TW', '2025-01-01', 'TW'],
    ['CG', '2005-01-01', undefined],
    ['KE', '2025-01-01', undefined],
  ])('%s on %s falls under %s', (country, on, party) => {
    expect(partyFor(registry, country, dayOf(on))).toBe(party)
  })

  it.each<[string, string, string, string, string]>([
    ['case 1: Antwerp to Lisbon', 'BE', 'PT', '2025-01-01', 'not_due'],
    ['case 3: Greenland to Denmark', 'GL', 'DK', '2025-01-01', 'not_due'],
    ['case 40: Schiphol to Antwerp', 'NL', 'BE', '2025-01-01', 'not_due'],
    ['case 2: London to Antwerp in 2020', 'GB', 'BE', '2020-12-31', 'not_due'],
    ['case 2: London to Antwerp in 2021', 'GB', 'BE', '2021-01-01', 'due'],
    ['case 2: Belfast to Antwerp', 'XI', 'BE', '2021-01-01', 'not_due'],
    ['case 2: London to Belfast', 'GB', 'XI', '2021-01-01', 'due'],
    ['case 26: Hong Kong to Shanghai', 'HK', 'CN', '2025-01-01', 'not_established'],
    ['inside Hong Kong', 'HK', 'HK', '2025-01-01', 'not_due'],
    ['case 29: Minsk to Moscow', 'BY', 'RU', '2025-01-01', 'due'],
    ['Budapest to Vienna in April 2004', 'HU', 'AT', '2004-04-30', 'due'],
    ['two countries outside', 'KE', 'UG', '2025-01-01', 'due'],
  ])('%s', (_what, from, to, on, expected) => {
    expect(certificateBetween(registry, from, to, dayOf(on))).toBe(expected)
  })
})

describe('how many Participants there were', () => {
  it.each([
    ['2004-12-31', 43],
    ['2007-12-31', 48],
    ['2012-11-30', 54],
    ['2024-11-14', 59],
    ['2025-11-21', 60],
  ])('on %s: %i', (on, count) => {
    expect(participantsOn(registry, dayOf(on))).toHaveLength(count)
  })

  it('counts the Union once and Taiwan never', () => {
    const all = participantsOn(registry, dayOf('2025-11-21'))
    expect(all).toContain('EU')
    expect(all.filter((code) => [...EU_27, 'TW', 'HK', 'GL'].includes(code))).toEqual([])
  })

  it('makes 86 countries of the 60, the 27 members in place of the Union', () => {
    const all = participantsOn(registry, dayOf('2025-11-21'))
    expect(all.length - 1 + EU_27.length).toBe(86)
  })
})

const FIRST = dayNumber(dayOf('2001-01-01'))
const LAST = dayNumber(dayOf('2040-12-31'))
const anyDay = fc.integer({ min: FIRST, max: LAST }).map(dayFromNumber)
const anyCode = fc.constantFrom(...Object.keys(registry.parties), ...registry.unsettled, 'KE', 'QQ')

describe('properties', () => {
  it('no party has two standings on one day', () => {
    const starts = (date: string) => `${date}-01-01`.slice(0, 10)
    fc.assert(
      fc.property(anyCode, anyDay, (code, on) => {
        const periods = registry.parties[code]?.periods ?? []
        const now = periods.filter(
          ({ from, until }) => starts(from) <= on && (!until || on < starts(until)),
        )
        expect(now.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('every member is covered by the Union on every day since its accession', () => {
    const since = (code: string) => {
      if (OLD_MEMBERS.includes(code)) return '2003-01-01'
      if (JOINED_2004.includes(code)) return '2004-05-01'
      return code === 'HR' ? '2013-07-01' : '2007-01-01'
    }
    fc.assert(
      fc.property(fc.constantFrom(...EU_27), fc.integer({ min: 0, max: 12_000 }), (code, days) => {
        const on = dayFromNumber(dayNumber(dayOf(since(code))) + days)
        expect(standingOn(registry, code, on)).toMatchObject({
          standing: 'covered',
          coveredBy: 'EU',
        })
      }),
    )
  })

  it('who covers is a Participant on that day', () => {
    fc.assert(
      fc.property(anyCode, anyDay, (code, on) => {
        const by = standingOn(registry, code, on).coveredBy
        if (by !== undefined) expect(participantsOn(registry, on)).toContain(by)
      }),
    )
  })

  it('the offline registry gives the same answers, without sources', () => {
    fc.assert(
      fc.property(anyCode, anyDay, (code, on) => {
        const { reasons, ...full } = standingOn(registry, code, on, 'US' as PartyCode)
        const { reasons: bare, ...rest } = standingOn(offline, code, on, 'US' as PartyCode)
        expect(rest).toEqual(full)
        expect(bare).toEqual(reasons.map(({ source: _source, ...reason }) => reason))
      }),
    )
  })

  it('every reason is a full sentence in English and French', () => {
    fc.assert(
      fc.property(anyCode, anyDay, fc.constantFrom('US', 'BR', 'EU'), (code, on, list) => {
        const { reasons } = standingOn(registry, code, on, list as PartyCode)
        expect(reasons.length).toBeGreaterThan(0)
        for (const reason of reasons) {
          const french = reasonIn(registry, reason, 'fr', fr)
          expect(`${reason.text} ${french}`).not.toMatch(/[{}]|undefined/)
        }
      }),
    )
  })

  it('names parties in the language of the sentence', () => {
    const [reason] = ask('DE', '2025-01-01').reasons
    expect(reason && reasonIn(registry, reason, 'fr', fr)).toContain('Union européenne')
  })
})
