import { accept, type Outcome, refuse } from './outcome.ts'

/**
 * The three codes of the Harmonized System that are rough diamonds (Core Document, section I):
 * 7102.10 unsorted, 7102.21 industrial, 7102.31 non-industrial. 7102.29 and .39 are worked, 7104 is
 * synthetic, 7105 dust.
 */
export const HS_CODES = ['7102.10', '7102.21', '7102.31'] as const
export type HsCode = (typeof HS_CODES)[number]

/** Reads `7102.10`, `710210` or a longer national code that begins with it (`7102.10.00`). */
export function parseHsCode(text: unknown): Outcome<HsCode, 'VALUES_HS'> {
  if (typeof text !== 'string' || !/^[\d.]{6,12}$/.test(text)) return refuse('VALUES_HS')
  const digits = text.replaceAll('.', '')
  const found = HS_CODES.find((code) => digits.startsWith(code.replace('.', '')))
  const restIsZero = /^\d{6}0*$/.test(digits)
  return found !== undefined && restIsZero ? accept(found) : refuse('VALUES_HS')
}

/** The code as the integer that is signed: `710210`. */
export function hsNumber(code: HsCode): number {
  return Number(code.replace('.', ''))
}

export function hsFromNumber(value: unknown): HsCode | undefined {
  return HS_CODES.find((code) => hsNumber(code) === value)
}
