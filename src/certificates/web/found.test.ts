import { describe, expect, it } from 'vitest'
import { compareLines, weighedLines } from './found.ts'

const lines = [
  { hs: '7102.21', carats: '5.00' },
  { hs: '7102.31', carats: '12.30' },
]

it.each([
  ['0', '0.00'],
  ['00.', '0.00'],
  ['12.3', '12.3'],
])('%s carats found go to the server as %s', (found, carats) => {
  const typed = { '7102.21': found, '7102.31': found }
  expect(weighedLines(compareLines(lines, typed))).toEqual([
    { hs: '7102.21', carats },
    { hs: '7102.31', carats },
  ])
})

describe('declared against found', () => {
  it.each([
    ['12.30', '0.00'],
    ['12.3', '0.00'],
    ['11.93', '-0.37'],
    ['12.31', '+0.01'],
    ['0', '-12.30'],
    ['0.00', '-12.30'],
  ])('of 12.30 carats, %s found is %s', (found, difference) => {
    expect(compareLines(lines, { '7102.31': found })[1]?.difference).toBe(difference)
  })

  it.each(['', '  ', 'x', '-1', '1.234', '12,30'])('says nothing yet for %j', (found) => {
    expect(compareLines(lines, { '7102.31': found })[1]?.difference).toBeNull()
  })

  it('keeps the order of the declaration', () => {
    expect(compareLines(lines, {}).map(({ hs }) => hs)).toEqual(['7102.21', '7102.31'])
  })
})
