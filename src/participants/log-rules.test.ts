import { describe, expect, test } from 'vitest'
import { parseLogRules } from './log-rules.ts'

const GOOD = { origin: 'kp.example/2026', quorum: 3, operators: { CF: 'X-HOST' } }

test('what a root says of logs is read', () => {
  const operators = new Map([['CF', 'X-HOST']])
  expect(parseLogRules(GOOD)).toEqual({ origin: 'kp.example/2026', quorum: 3, operators })
})

describe('anything else is no rule', () => {
  test.each([
    ['nothing', undefined],
    ['an origin with a scheme', { ...GOOD, origin: 'https://kp.example' }],
    ['an origin with a space', { ...GOOD, origin: 'kp.example /a' }],
    ['an origin of no length', { ...GOOD, origin: '' }],
    ['nobody to agree', { ...GOOD, quorum: 0 }],
    ['half a witness', { ...GOOD, quorum: 1.5 }],
    ['more than there can be', { ...GOOD, quorum: 33 }],
    ['a list of operators', { ...GOOD, operators: ['CF'] }],
    ['an operator that is no party', { ...GOOD, operators: { CF: 'host' } }],
    ['the operator of nobody', { ...GOOD, operators: { nobody: 'CF' } }],
  ])('%s', (_, value) => {
    expect(parseLogRules(value)).toBeUndefined()
  })
})
