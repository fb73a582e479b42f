import { describe, expect, test } from 'vitest'
import {
  isCountryCode,
  isParticipantCode,
  isPartyCode,
  parseCountry,
  parseParticipant,
} from './codes.ts'

describe('codes', () => {
  test.each<[unknown, boolean, boolean, boolean]>([
    ['ZA', true, true, true],
    ['TW', true, true, true],
    ['HK', true, true, true],
    ['GL', true, true, true],
    ['EU', false, true, true],
    ['X-WDC', false, false, true],
    ['X-OBSERVER', false, false, true],
    ['X-A', false, false, false],
    ['X-ABCDEFGHIJKLM', false, false, false],
    ['X-wdc', false, false, false],
    ['UK', false, false, false],
    ['EC', true, true, true],
    ['XK', false, false, false],
    ['XI', false, false, false],
    ['SU', false, false, false],
    ['ZZ', false, false, false],
    ['za', false, false, false],
    ['ZAF', false, false, false],
    ['ZA ', false, false, false],
    ['ZА', false, false, false],
    ['', false, false, false],
    ['constructor', false, false, false],
    [undefined, false, false, false],
    [710, false, false, false],
  ])('%j: country %s, Participant %s, party %s', (code, country, participant, party) => {
    expect([isCountryCode(code), isParticipantCode(code), isPartyCode(code)]).toEqual([
      country,
      participant,
      party,
    ])
    expect(parseCountry(code).ok).toBe(country)
    expect(parseParticipant(code).ok).toBe(participant)
  })

  test('249 countries are assigned in ISO 3166-1', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const all = letters.flatMap((first) => letters.map((second) => first + second))
    expect(all.filter(isCountryCode)).toHaveLength(249)
  })

  test('a refusal says which code it is', () => {
    expect(parseCountry('UK')).toMatchObject({ refusals: [{ code: 'VALUES_COUNTRY' }] })
    expect(parseParticipant('UK')).toMatchObject({ refusals: [{ code: 'VALUES_PARTICIPANT' }] })
  })
})
