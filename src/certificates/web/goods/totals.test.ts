import { describe, expect, it } from 'vitest'
import { liveTotals, perCaratOf } from './totals.ts'

describe('live totals', () => {
  it('sums by HS code in the order of the codes, exactly', () => {
    const { lines, total, incomplete } = liveTotals([
      { hs: '7102.31', carats: '0.1', usd: '10' },
      { hs: '7102.10', carats: '5', usd: '100.00' },
      { hs: '7102.31', carats: '0.2', usd: '20' },
    ])
    expect(lines).toEqual([
      { hs: '7102.10', carats: '5.00', usd: '100.00', perCarat: '20.00' },
      { hs: '7102.31', carats: '0.30', usd: '30.00', perCarat: '100.00' },
    ])
    expect(total).toEqual({ carats: '5.30', usd: '130.00', perCarat: '24.53' })
    expect(incomplete).toBe(0)
  })

  it('says how many parcels do not count yet, and passes over untouched lines', () => {
    const { total, incomplete } = liveTotals([{ hs: '7102.31', carats: 'x' }, {}, { hs: '' }])
    expect(total).toBeNull()
    expect(incomplete).toBe(1)
  })

  it('gives a value per carat only when both are known', () => {
    expect(perCaratOf({ carats: '2', usd: '5' })).toBe('2.50')
    expect(perCaratOf({ carats: '2' })).toBeNull()
  })
})
