import { describe, expect, it } from 'vitest'
import { isTable, pastedCells, pasteInto, readAmount } from './paste.ts'

describe('amounts from a spreadsheet', () => {
  it.each([
    ['12.30', '12.30'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,5', '1234.5'],
    ['1\u202f234,50', '1234.50'],
    ["1'234.5", '1234.5'],
    ['US$ 4,500.00', '4500.00'],
    ['1,234,567', '1234567'],
    ['12.30 ct', '12.30'],
  ])('reads %s as %s', (cell, amount) => {
    expect(readAmount(cell)).toBe(amount)
  })

  it.each(['12,345', '12.345', 'about 12', '-5'])('leaves %s for a person to decide', (cell) => {
    expect(readAmount(cell)).toBe(cell.replace(/\s/g, ''))
  })
})

describe('lines from a spreadsheet', () => {
  const copied = 'HS\tct\tUS$\r\n710231\t12,30\t4 500,00\tmelee\r\n7102.21.00\t1.5\t90\r\n'

  it('leaves out the heading and empty lines', () => {
    expect(pastedCells(copied)).toHaveLength(2)
  })

  it('fills parcels from the cell on and adds the missing ones', () => {
    const parcels = pasteInto([{ hs: '7102.10' }], pastedCells(copied), 1, 'hs')
    expect(parcels).toEqual([
      { hs: '7102.10' },
      { hs: '7102.31', carats: '12.30', usd: '4500.00', description: 'melee' },
      { hs: '7102.21', carats: '1.5', usd: '90' },
    ])
  })

  it('fills one column when it begins there', () => {
    const parcels = pasteInto([{}, {}], [['12.3'], ['4']], 0, 'carats')
    expect(parcels).toEqual([{ carats: '12.3' }, { carats: '4' }])
  })

  it('keeps a foreign code as it came, so that the refusal can name it', () => {
    expect(pasteInto([], [['7104.21']], 0, 'hs')).toEqual([{ hs: '7104.21' }])
  })

  it('takes one word for an ordinary paste', () => {
    expect(isTable('12.30')).toBe(false)
    expect(isTable('12.30\t5')).toBe(true)
  })
})
