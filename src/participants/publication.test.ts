import { expect, test } from 'vitest'
import { RULES, witnessKeys, ZA } from '../../test/delegation-changes.ts'
import type { PartyCode } from '../values/codes.ts'
import { witnessesBeside } from './publication.ts'

test.each<[string, Record<string, string>, string[]]>([
  ['the party itself', {}, ['X-ADPA', 'X-DDI', 'BE', 'CN', 'IN']],
  ['whom the party runs', { IN: 'ZA' }, ['X-ADPA', 'X-DDI', 'BE', 'CN']],
  ['whom its own host runs', { ZA: 'X-HOST', IN: 'X-HOST' }, ['X-ADPA', 'X-DDI', 'BE', 'CN']],
  ['its host', { ZA: 'IN' }, ['X-ADPA', 'X-DDI', 'BE', 'CN']],
])('of a party that lost its keys no word counts of %s', (_, who, left) => {
  const operators = new Map(Object.entries(who)) as Map<PartyCode, PartyCode>
  const keys = witnessKeys()
  expect([...witnessesBeside({ keys, rules: { ...RULES, operators } }, ZA).keys()]).toEqual(left)
})
