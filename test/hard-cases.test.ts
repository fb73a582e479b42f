import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The hard cases that other modules will answer, and which. Each of the others is a test by name in
 * `hard-cases-*.test.ts`: where the rule is pure as a rule, where several offices act over HTTP.
 */
const ELSEWHERE: Readonly<Record<number, string>> = {
  30: 'custody: an export drawn from many imports, by weight, with cutting loss',
  35: 'licences: an individual who may trade once',
  36: 'monitoring: the clock of seized goods; their way back is a technical certificate (life cycle)',
  37: 'exchange and statistics: tiers of confidentiality, small cells; firms see their own (bad input)',
  38: 'statistics: an export of one year that arrives in the next',
  39: 'sourcing: which mine a parcel is of; the monitor who approves each export is in monitor.test.ts, zones are hard case 23',
}
const ALL = Array.from({ length: 40 }, (_, at) => at + 1)

test('each of the 40 hard cases is a named test or belongs to a later module', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^hard-cases-.*\.ts$/.test(name))
  const text = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  const inNames = [...text.matchAll(/hard case (\d+)/g)].map(([, number]) => Number(number))
  const inTables = [...text.matchAll(/^ +\['(\d+): /gm)].map(([, number]) => Number(number))
  const named = new Set([...inNames, ...inTables])
  expect(ALL.filter((number) => !named.has(number))).toEqual(Object.keys(ELSEWHERE).map(Number))
})
