import { describe, expect, it } from 'vitest'
import type { Check } from '../answers.ts'
import { despiteOf, isAnswered, stopsOf } from './answers.ts'

const SAME: Check = { code: 'CHECK_SAME_GOODS', outcome: 'stop', text: '', answerable: true }
const STANDING: Check = {
  code: 'CHECK_DESTINATION_STANDING',
  outcome: 'stop',
  text: '',
  answerable: false,
}
const BAND: Check = { code: 'CHECK_VALUE_BAND', outcome: 'warn', text: '' }

describe('checks that say stop', () => {
  it('are those that words can answer and those that they cannot', () => {
    expect(stopsOf([BAND, STANDING, SAME])).toEqual({ answerable: [SAME], final: [STANDING] })
  })

  it.each([
    ['', false],
    ['ok', false],
    ['         x', false],
    ['0123456789', true],
  ])('are answered by %j: %s', (reason, answered) => {
    expect(isAnswered(SAME, { CHECK_SAME_GOODS: reason })).toBe(answered)
  })

  it('take only their own answer along, trimmed', () => {
    const typed = { CHECK_SAME_GOODS: ' two boxes of one weight ', CHECK_VALUE_BAND: 'no matter' }
    expect(despiteOf([BAND, SAME], typed)).toEqual([
      { check: 'CHECK_SAME_GOODS', reason: 'two boxes of one weight' },
    ])
  })
})
