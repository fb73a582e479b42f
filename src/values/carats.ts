import { parseHundredths, showHundredths } from './hundredths.ts'
import type { Outcome } from './outcome.ts'

declare const carats: unique symbol
/** A weight in hundredths of a carat, exact; 1 carat is 0.2 g. Always a safe, positive integer. */
export type Carats = number & { readonly [carats]: true }

/**
 * 100 million carats on one line. World production was 118 million carats in 2024, so more on one
 * certificate is a slip of the keyboard.
 */
export const MAX_CARATS = 10_000_000_000 as Carats

export type CaratsRefusal =
  | 'VALUES_CARATS'
  | 'VALUES_CARATS_DECIMALS'
  | 'VALUES_CARATS_NOT_POSITIVE'
  | 'VALUES_CARATS_TOO_LARGE'

/** Reads `"12.30"`, `"12.3"` or `"12"`; never a float, a sign, an exponent or a thousands separator. */
export function parseCarats(text: unknown): Outcome<Carats, CaratsRefusal> {
  return parseHundredths<Carats, 'VALUES_CARATS'>(text, 'VALUES_CARATS', MAX_CARATS)
}

/** Two decimals, always: `12.30`. */
export function showCarats(weight: number): string {
  return showHundredths(weight)
}

/** Whether an integer from the wire can be a weight. */
export function isCarats(value: unknown): value is Carats {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= MAX_CARATS
}
