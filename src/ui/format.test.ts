import { describe, expect, it } from 'vitest'
import { formatFor } from './format.ts'

const en = formatFor('en-GB')
const fr = formatFor('fr')

describe('how people read numbers and days', () => {
  it.each([
    ['12.3', '12.30'],
    ['0.05', '0.05'],
    ['1234567.89', '1,234,567.89'],
    ['9007199254740993.27', '9,007,199,254,740,993.27'],
    ['not a number', 'not a number'],
  ])('the amount %s is %s', (decimal, shown) => {
    expect(en.amount(decimal)).toBe(shown)
  })

  it('writes amounts and days as the language does', () => {
    expect(fr.amount('1234.5').replace(/\s/g, ' ')).toBe('1 234,50')
    expect(en.day('2026-11-21')).toBe('21 Nov 2026')
    expect(fr.day('2026-11-21')).toBe('21 nov. 2026')
  })

  it('writes an instant as everybody reads it', () => {
    expect(en.utc('2026-11-21T23:30:00Z')).toBe('21 Nov 2026, 23:30 UTC')
    expect(fr.utc('2026-11-21T23:30:00Z')).toBe('21 nov. 2026, 23:30 UTC')
  })

  it('shows a day that is none as it came', () => {
    expect(en.day('2026-13-45')).toBe('2026-13-45')
  })

  it.each([
    [90, '1 minute ago'],
    [7_200, '2 hours ago'],
    [90_000, 'yesterday'],
    [864_000, '10 days ago'],
  ])('%i seconds are %s', (seconds, shown) => {
    expect(en.ago(seconds)).toBe(shown)
  })
})
