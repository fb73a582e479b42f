import { describe, expect, it } from 'vitest'
import registryJson from '../../registry/participants.json' with { type: 'json' }
import { parseRegistry, registryForVerifiers } from './registry.ts'

type Json = Record<string, unknown>
const original = registryJson as unknown as Json

function registry() {
  const parsed = parseRegistry(registryJson)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}

/** The registry with one party in place of what it says about it. */
function withParty(code: string, party: unknown): Json {
  return { ...original, parties: { ...(original.parties as Json), [code]: party } }
}
function withPeriods(...periods: unknown[]): Json {
  return withParty('NZ', { en: 'New Zealand', fr: 'Nouvelle-Zélande', periods })
}
const member = { standing: 'participant', from: '2006', source: ['NE'] }

describe('parseRegistry', () => {
  it('accepts the registry of the package', () => {
    expect(parseRegistry(registryJson).ok).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ['no object', [], ''],
    ['another format', { ...original, format: 2 }, 'format'],
    ['a member that nobody defined', { ...original, extra: 1 }, 'extra'],
    ['a missing member', { ...original, unsettled: undefined }, 'unsettled'],
    [
      'a code of no country',
      withParty('QQ', { en: 'Q', fr: 'Q', periods: [member] }),
      'parties.QQ',
    ],
    ['a party without periods', withPeriods(), 'parties.NZ.periods'],
    [
      'an unknown standing',
      withPeriods({ ...member, standing: 'observer' }),
      'parties.NZ.periods.0.standing',
    ],
    [
      'an inherited name as standing',
      withPeriods({ ...member, standing: 'toString' }),
      'parties.NZ.periods.0.standing',
    ],
    ['a period that is null', withPeriods(null), 'parties.NZ.periods.0.standing'],
    [
      'a day that does not exist',
      withPeriods({ ...member, from: '2006-02-30' }),
      'parties.NZ.periods.0.from',
    ],
    [
      'a date before the scheme could be',
      withPeriods({ ...member, from: '1970' }),
      'parties.NZ.periods.0.from',
    ],
    [
      'an end on its first day',
      withPeriods({ ...member, until: '2006-01' }),
      'parties.NZ.periods.0.until',
    ],
    [
      'an end before its start',
      withPeriods({ ...member, until: '2005' }),
      'parties.NZ.periods.0.until',
    ],
    [
      'two standings on one day',
      withPeriods({ ...member, until: '2010-02' }, { ...member, from: '2010-01' }),
      'parties.NZ.periods.1',
    ],
    [
      'an open period before another',
      withPeriods(member, { ...member, from: '2010' }),
      'parties.NZ.periods.1',
    ],
    ['cover by itself', withPeriods({ ...member, standing: 'covered', by: 'NZ' }), 'parties.NZ'],
    [
      'cover by a party not listed',
      withPeriods({ ...member, standing: 'covered', by: 'FJ' }),
      'parties.NZ',
    ],
    ['cover by nobody', withPeriods({ ...member, standing: 'covered' }), 'parties.NZ.periods.0.by'],
    [
      'zones of a full Participant',
      withPeriods({ ...member, onlyFrom: [] }),
      'parties.NZ.periods.0.onlyFrom',
    ],
    [
      'a fact without a source',
      withPeriods({ standing: 'participant', from: '2006' }),
      'parties.NZ.source',
    ],
    [
      'a source that is not listed',
      withPeriods({ ...member, source: ['HEARSAY'] }),
      'parties.NZ.source',
    ],
    [
      'a direction override in a name',
      withParty('NZ', { en: 'New\u202eZealand', fr: 'N', periods: [member] }),
      'parties.NZ.en',
    ],
    [
      'a name of 81 letters',
      withParty('NZ', { en: 'N'.repeat(81), fr: 'N', periods: [member] }),
      'parties.NZ.en',
    ],
    ['400 legal lists and one', { ...original, legalLists: Array(401).fill({}) }, 'legalLists'],
  ])('refuses %s', (_what, json, field) => {
    const copy = json === undefined ? json : JSON.parse(JSON.stringify(json))
    expect(parseRegistry(copy)).toMatchObject({
      ok: false,
      refusals: [{ code: 'PARTICIPANTS_REGISTRY', field }],
    })
  })
})

describe('the registry of the package', () => {
  it('gives a source for every fact', () => {
    const facts = Object.values(registry().parties).flatMap((party) => party.periods)
    const { legalLists, supervisions = [] } = registry()
    const bare = [...facts, ...legalLists, ...supervisions].filter(
      (fact) => fact.source === undefined,
    )
    expect(bare).toEqual([])
  })

  it('cites every source that it lists', () => {
    const { parties, legalLists, supervisions = [], sources = {} } = registry()
    const periods = Object.values(parties).flatMap((party) => party.periods)
    const facts = [...periods, ...legalLists, ...supervisions]
    const cited = new Set(facts.flatMap((fact) => fact.source ?? []))
    expect(Object.keys(sources).filter((key) => !cited.has(key))).toEqual([])
  })

  it('does not leave a territory both settled and unsettled', () => {
    const { parties, unsettled } = registry()
    expect(unsettled.filter((code) => Object.hasOwn(parties, code))).toEqual([])
  })
})

describe('registryForVerifiers', () => {
  it('is a registry itself, and stays so when projected again', () => {
    const projected = registryForVerifiers(registry())
    expect(parseRegistry(projected)).toEqual({ ok: true, value: projected })
    expect(registryForVerifiers(projected)).toEqual(projected)
  })

  it('carries no sources and no prose', () => {
    const text = JSON.stringify(registryForVerifiers(registry()))
    expect(text).not.toMatch(/"(source|sources|note)"/)
  })

  it('takes at most 12 KB', () => {
    const text = JSON.stringify(registryForVerifiers(registry()))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(12 * 1024)
  })
})
