import { parseHundredths, showHundredths } from './hundredths.ts'
import type { Outcome } from './outcome.ts'

declare const usCents: unique symbol
/** A value in US cents, exact. Always a safe, positive integer. */
export type UsCents = number & { readonly [usCents]: true }

/** 10 billion US dollars on one line. The whole world's exports were 30 billion in 2024. */
export const MAX_US_CENTS = 1_000_000_000_000 as UsCents

export type UsCentsRefusal =
  | 'VALUES_USD'
  | 'VALUES_USD_DECIMALS'
  | 'VALUES_USD_NOT_POSITIVE'
  | 'VALUES_USD_TOO_LARGE'

/** Reads `"1234.50"`, `"1234.5"` or `"1234"` as US dollars. */
export function parseUsd(text: unknown): Outcome<UsCents, UsCentsRefusal> {
  return parseHundredths<UsCents, 'VALUES_USD'>(text, 'VALUES_USD', MAX_US_CENTS)
}

export function showUsd(value: number): string {
  return showHundredths(value)
}

export function isUsCents(value: unknown): value is UsCents {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= MAX_US_CENTS
}
