import type { CountryCode } from '../values/codes.ts'

/**
 * Where the stones were mined, in three modes (Core Document, Annex I; Intersessional 2024): one
 * country; a mixture whose countries are named; a mixture that names none, printed as asterisks.
 * The asterisks are a printing convention: they are never stored as a country.
 */
export const ORIGIN_MODES = ['single', 'mixed_undisclosed', 'mixed_listed'] as const
export type OriginMode = (typeof ORIGIN_MODES)[number]

export type Origin = { readonly mode: OriginMode; readonly countries: readonly CountryCode[] }

/** Whether the number of countries agrees with the mode, and none stands twice. */
export function isConsistentOrigin({ mode, countries }: Origin): boolean {
  const distinct = new Set(countries).size === countries.length
  if (mode === 'single') return countries.length === 1
  if (mode === 'mixed_undisclosed') return countries.length === 0
  return countries.length >= 2 && distinct
}
