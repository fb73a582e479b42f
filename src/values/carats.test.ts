import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCarats, MAX_CARATS, parseCarats, showCarats } from './carats.ts'
import { isUsCents, MAX_US_CENTS, parseUsd, showUsd } from './us-cents.ts'

describe('weights as people type them', () => {
  test.each([
    ['12.30', 1230],
    ['12.3', 1230],
    ['12', 1200],
    ['0.01', 1],
    ['012.30', 1230],
    ['100000000', 10_000_000_000],
    ['100000000.00', 10_000_000_000],
  ])('%s carats are %d hundredths', (text, hundredths) => {
    expect(parseCarats(text)).toEqual({ ok: true, value: hundredths })
  })

  test.each<[unknown, string]>([
    ['0', 'VALUES_CARATS_NOT_POSITIVE'],
    ['0.00', 'VALUES_CARATS_NOT_POSITIVE'],
    ['-1', 'VALUES_CARATS_NOT_POSITIVE'],
    ['-0.01', 'VALUES_CARATS_NOT_POSITIVE'],
    ['1.234', 'VALUES_CARATS_DECIMALS'],
    ['0.001', 'VALUES_CARATS_DECIMALS'],
    ['1.000', 'VALUES_CARATS_DECIMALS'],
    ['100000000.01', 'VALUES_CARATS_TOO_LARGE'],
    ['1000000000000', 'VALUES_CARATS_TOO_LARGE'],
    ['9'.repeat(16), 'VALUES_CARATS_TOO_LARGE'],
    ['9'.repeat(1_000_000), 'VALUES_CARATS_TOO_LARGE'],
    ['NaN', 'VALUES_CARATS'],
    ['Infinity', 'VALUES_CARATS'],
    ['1e3', 'VALUES_CARATS'],
    ['0x10', 'VALUES_CARATS'],
    ['+1', 'VALUES_CARATS'],
    ['1.', 'VALUES_CARATS'],
    ['.5', 'VALUES_CARATS'],
    ['1,5', 'VALUES_CARATS'],
    ['1 000', 'VALUES_CARATS'],
    [' 1', 'VALUES_CARATS'],
    ['1\n', 'VALUES_CARATS'],
    ['1.2.3', 'VALUES_CARATS'],
    ['١٢', 'VALUES_CARATS'],
    ['', 'VALUES_CARATS'],
    [12.3, 'VALUES_CARATS'],
    [null, 'VALUES_CARATS'],
    [undefined, 'VALUES_CARATS'],
    [['1'], 'VALUES_CARATS'],
  ])('%j: %s', (typed, code) => {
    expect(parseCarats(typed)).toMatchObject({ ok: false, refusals: [{ code }] })
  })
})

test('every weight is shown with two decimals and read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_CARATS }), (hundredths) => {
      const text = showCarats(hundredths)
      expect(text).toMatch(/^\d+\.\d{2}$/)
      expect(parseCarats(text)).toEqual({ ok: true, value: hundredths })
    }),
  )
})

test('the order of the typed numbers is the order of the weights: nothing goes through a float', () => {
  const decimal = fc.tuple(fc.nat(99_999_999), fc.nat(99))
  fc.assert(
    fc.property(decimal, ([whole, fraction]) => {
      const parsed = parseCarats(`${whole}.${String(fraction).padStart(2, '0')}`)
      const expected = whole * 100 + fraction
      expect(parsed.ok ? parsed.value : 0).toBe(expected)
    }),
  )
})

test.each([
  [1, true],
  [MAX_CARATS, true],
  [MAX_CARATS + 1, false],
  [0, false],
  [-1, false],
  [0.5, false],
  [Number.NaN, false],
  ['1', false],
  [null, false],
])('%j from the wire is a weight: %s', (value, is) => {
  expect(isCarats(value)).toBe(is)
})

describe('US dollars', () => {
  test.each([
    ['1234.50', 123_450],
    ['1234.5', 123_450],
    ['10000000000', 1_000_000_000_000],
  ])('%s are %d cents', (text, cents) => {
    expect(parseUsd(text)).toEqual({ ok: true, value: cents })
    expect(parseUsd(showUsd(cents))).toEqual({ ok: true, value: cents })
  })

  test.each([
    ['0', 'VALUES_USD_NOT_POSITIVE'],
    ['-5', 'VALUES_USD_NOT_POSITIVE'],
    ['1.005', 'VALUES_USD_DECIMALS'],
    ['10000000000.01', 'VALUES_USD_TOO_LARGE'],
    ['US$ 5', 'VALUES_USD'],
  ])('%s: %s', (typed, code) => {
    expect(parseUsd(typed)).toMatchObject({ refusals: [{ code }] })
  })

  test('from the wire', () => {
    expect([1, MAX_US_CENTS, MAX_US_CENTS + 1, 0, 1.5].map(isUsCents)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
