import { describe, expect, test } from 'vitest'
import { HS_CODES, hsFromNumber, hsNumber, parseHsCode } from './hs.ts'

describe('HS codes', () => {
  test.each([
    ['7102.10', '7102.10'],
    ['710210', '7102.10'],
    ['7102.21', '7102.21'],
    ['7102.31', '7102.31'],
    ['7102.31.00', '7102.31'],
    ['7102310000', '7102.31'],
  ])('%s is %s', (typed, code) => {
    expect(parseHsCode(typed)).toEqual({ ok: true, value: code })
  })

  test.each<unknown>([
    '7102.29',
    '7102.39',
    '7102.20',
    '7102.30',
    '7102',
    '7104.10',
    '7104.21',
    '7105.10',
    '7102.211',
    '7102.31.10',
    '7102.1',
    '71.02.31x',
    '',
    710_231,
    null,
  ])('%j is none of the three', (typed) => {
    expect(parseHsCode(typed)).toMatchObject({ refusals: [{ code: 'VALUES_HS' }] })
  })

  test('stand as integers in signed bytes', () => {
    expect(HS_CODES.map(hsNumber)).toEqual([710_210, 710_221, 710_231])
    expect(HS_CODES.map((code) => hsFromNumber(hsNumber(code)))).toEqual([...HS_CODES])
    for (const other of [710_229, 710_239, 7104, 0, '710210', null]) {
      expect(hsFromNumber(other)).toBeUndefined()
    }
  })
})
