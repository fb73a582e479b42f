import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCode, stepAt, stepOfCode, totpCode } from './totp.ts'

/** The secret of RFC 6238, appendix B. */
const SECRET = Buffer.from('12345678901234567890')

describe('totpCode', () => {
  // The appendix gives eight digits; ours are the last six.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds it is %s', (seconds, code) => {
    expect(totpCode(SECRET, stepAt(seconds))).toBe(code)
  })
})

describe('stepOfCode', () => {
  it('takes the code of half a minute before and after, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 4_000_000_000 }), (seconds) => {
        const step = stepAt(seconds)
        const found = (aside: number) => stepOfCode(SECRET, totpCode(SECRET, step + aside), seconds)
        for (const aside of [-1, 0, 1]) expect(found(aside)).toBe(step + aside)
        // Two codes in a million agree by chance.
        for (const aside of [-2, 2])
          expect([null, step - 1, step, step + 1]).toContain(found(aside))
      }),
    )
    expect(stepOfCode(SECRET, totpCode(SECRET, stepAt(59) - 2), 59)).toBeNull()
    expect(stepOfCode(SECRET, totpCode(SECRET, stepAt(59) + 2), 59)).toBeNull()
  })
})

describe('parseCode', () => {
  it.each([
    ['123456', { kind: 'totp', code: '123456' }],
    [' 123 456 ', { kind: 'totp', code: '123456' }],
    ['aB3dE-fG7hI', { kind: 'backup', code: 'aB3dE-fG7hI' }],
    ['aB3dEfG7hI', { kind: 'backup', code: 'aB3dE-fG7hI' }],
    ['12345', null],
    ['1234567', null],
    ['', null],
    ['١٢٣٤٥٦', null],
  ])('%j', (text, parsed) => {
    expect(parseCode(text)).toEqual(parsed)
  })
})
