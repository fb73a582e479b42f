import { expect, test } from 'vitest'
import type { KeysSeen } from '../watch-keys.ts'
import { keyChanges } from '../watch-keys.ts'
import { alarmText } from './alarm-text.ts'

/** What an alarm says to a reader, in English and in French. */

const KEY = 'ab'.repeat(32)
const OTHER = 'cd'.repeat(32)
const OLD: KeysSeen = {
  root: KEY,
  parties: { GB: [`certificate ${KEY} active – 1700000000 1800000000`] },
  delegations: { GB: ['delegation threshold 1', `delegation ${KEY}`] },
}
const NEW: KeysSeen = {
  root: OTHER,
  parties: {
    GB: [
      `certificate ${KEY} compromised 1750000000 1700000000 1800000000 good below 1`,
      `certificate ${OTHER} active – 1750000000 1800000000`,
      `status ${OTHER} retired 1750000000 1700000000 1800000000`,
      `status ${KEY} compromised 1750000000 1700000000 1800000000`,
    ],
  },
  delegations: {
    GB: [
      'delegation threshold 2',
      `delegation ${OTHER}`,
      'delegation 3 agreed by the party',
      'delegation 4 announced in the log of X-ADPA at entry 7',
    ],
  },
}
const size = (size: number) =>
  ({ code: 'MONITOR_BEHIND', detail: { log: 'l', size: 0, larger: size } }) as const

test.each(['en', 'fr'] as const)('what changed about keys is told in words: %s', (language) => {
  const said = keyChanges(OLD, NEW, []).map((each) => alarmText(each, language))
  expect(said).toHaveLength(2)
  // No line as a program keeps it, no bare second, no value left open.
  expect(said.join(' ')).not.toMatch(/good below|active –|17[05]0{3}|\{|agreed by the party;/)
  expect(said.join(' ')).toContain('2025-06-15T15:06:40Z')
})

test('nothing of it is English to a French reader', () => {
  const said = keyChanges(OLD, NEW, []).map((each) => alarmText(each, 'fr'))
  expect(said.join(' ')).not.toMatch(/\b(active|retired|compromised|threshold|agreed|announced)\b/)
  expect(said[0]).toContain('la racine du système')
  expect(said[1]).toContain('annoncés au journal de X-ADPA à l’entrée 7')
})

test('a line of a later program stands as it is', () => {
  const detail = { party: 'GB', gone: '–', come: 'delegation of another kind' }
  const said = alarmText({ code: 'MONITOR_KEYS_CHANGED', detail }, 'fr')
  expect(said).toContain('delegation of another kind')
})

test('one entry is one, and many are counted', () => {
  expect(alarmText(size(1), 'en')).toContain('has seen 1 entry of the log')
  expect(alarmText(size(2), 'en')).toContain('has seen 2 entries of the log')
  expect(alarmText(size(1), 'fr')).toContain('a vu 1 entrée du journal')
  expect(alarmText(size(2), 'fr')).toContain('a vu 2 entrées du journal')
})

test('why a page differs is said in the language of the reader', () => {
  const detail = { party: 'GB', size: 3, cause: 'another root' }
  expect(alarmText({ code: 'MONITOR_PAGE_DIFFERS', detail }, 'fr')).toContain('(une autre racine)')
})
