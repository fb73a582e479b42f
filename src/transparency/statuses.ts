/**
 * What an issuer says of a number after it signed it. The place in the list is the number on the
 * wire: it grows at its end only.
 */
export const STATUSES = [
  'valid',
  'void',
  'suspended',
  'used',
  'corrected',
  'lost_or_stolen',
  'replaced',
  'returned_unused',
  'spoiled',
  /** Known to be stolen; `lost_or_stolen` is said where nobody knows which of the two. */
  'stolen',
] as const
export type Status = (typeof STATUSES)[number]

/** Statuses that end a number: nothing said later takes them back, but a replacement may be named. */
export const FINAL_STATUSES = [
  'void',
  'replaced',
  'lost_or_stolen',
  'stolen',
  'returned_unused',
  'spoiled',
] as const satisfies readonly Status[]

export function isFinal(status: Status): boolean {
  return FINAL_STATUSES.some((final) => final === status)
}
