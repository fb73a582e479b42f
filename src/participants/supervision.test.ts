import { describe, expect, it, test } from 'vitest'
import registryJson from '../../registry/participants.json' with { type: 'json' }
import type { PartyCode } from '../values/codes.ts'
import { dayOf } from '../values/day.ts'
import { parseRegistry, type Registry, registryForVerifiers } from './registry.ts'
import { supervisedOn, supervisionOn } from './supervision.ts'

const parsed = parseRegistry(registryJson)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
const registry: Registry = parsed.value

describe('who looked at whose exports, and how', () => {
  it.each([
    ['GH', '2005-12-31', undefined],
    ['GH', '2006-11-15', 'pre_approval'],
    ['GH', '2008-01-01', undefined],
    ['ZW', '2009-10-31', undefined],
    ['ZW', '2009-11-01', 'pre_approval'],
    ['ZW', '2011-10-31', 'pre_approval'],
    ['ZW', '2011-11-01', undefined],
    ['CF', '2015-07-16', undefined],
    ['CF', '2015-07-17', 'pre_approval'],
    ['CF', '2019-10-31', 'pre_approval'],
    ['CF', '2019-11-01', 'post_approval'],
    ['CF', '2024-11-14', 'post_approval'],
    ['CF', '2024-11-15', undefined],
    ['CD', '2016-01-01', undefined],
  ])('%s on %s: %s', (code, on, mode) => {
    expect(supervisionOn(registry, code as PartyCode, dayOf(on))?.mode).toBe(mode)
  })

  it('is nobody today, and no code is asked for', () => {
    expect(supervisedOn(registry, dayOf('2026-11-22'))).toEqual([])
    expect(supervisedOn(registry, dayOf('2016-01-01'))).toEqual(['CF'])
  })

  it('of two that hold, the one before the signature counts', () => {
    const one = { participant: 'BW' as PartyCode, by: 'M', days: 1, from: '2020' as never }
    const supervisions = [
      { ...one, mode: 'post_approval' },
      { ...one, mode: 'pre_approval' },
    ] as const
    const on = dayOf('2021-01-01')
    expect(supervisionOn({ supervisions }, one.participant, on)?.mode).toBe('pre_approval')
    expect(supervisionOn({}, one.participant, on)).toBeUndefined()
  })
})

const entry = { participant: 'BW', mode: 'pre_approval', by: 'M', days: 7, from: '2020' }
test.each([
  ['an unknown mode', { ...entry, source: ['NE'], mode: 'sometimes' }, 'supervisions.0.mode'],
  ['no days to look', { ...entry, source: ['NE'], days: 0 }, 'supervisions.0.days'],
  ['a year to look', { ...entry, source: ['NE'], days: 366 }, 'supervisions.0.days'],
  ['nobody who looks', { ...entry, source: ['NE'], by: '' }, 'supervisions.0.by'],
  ['an end before it begins', { ...entry, source: ['NE'], until: '2020' }, 'supervisions.0.until'],
  ['no source', entry, 'supervisions.source'],
  [
    'a party that is none',
    { ...entry, source: ['NE'], participant: 'FRA' },
    'supervisions.0.participant',
  ],
])('the registry is refused with %s', (_, supervision, field) => {
  const outcome = parseRegistry({ ...registryJson, supervisions: [supervision] })
  expect(outcome).toMatchObject({ refusals: [{ code: 'PARTICIPANTS_REGISTRY', field }] })
})

test('readers of certificates carry none of it', () => {
  expect('supervisions' in registryForVerifiers(registry)).toBe(false)
})
