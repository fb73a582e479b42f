/** What is checked beside an application while an officer reviews it. */
export const CHECK_CODES = [
  'CHECK_DESTINATION_STANDING',
  'CHECK_OWN_STANDING',
  /** The importer's own legal list may differ from the scheme's (hard case 24). */
  'CHECK_LEGAL_LIST',
  'CHECK_NUMBERS_LEFT',
  'CHECK_ORIGIN_ACCEPTED',
  'CHECK_VALUE_BAND',
  'CHECK_SAME_GOODS',
  'CHECK_DOCUMENTS',
  'CHECK_SOURCES',
] as const
export type CheckCode = (typeof CHECK_CODES)[number]

/** `stop` means that issuing is refused: for good, or until the officer has answered it (`despite.ts`). */
export const CHECK_OUTCOMES = ['pass', 'warn', 'stop'] as const
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number]

/** One sentence for each outcome of a check. */
export type CheckWords = Readonly<Record<CheckCode, Readonly<Record<CheckOutcome, string>>>>

/**
 * The values that the sentences of a check may name; whoever runs it gives all of them.
 *
 * - `destination`, `issuer`  Participants by name in the reader's language
 * - `why`       sentences of participants/ for the standing, in the reader's language
 * - `left`      blanks in stock, a whole number
 * - `perCarat`, `usual`  US dollars a carat, two decimals; `year`: of the usual value
 * - `other`     the number of the application or certificate with the same goods
 * - `count`     documents attached, or sources named
 */
export const CHECK_DETAIL = {
  CHECK_DESTINATION_STANDING: ['destination', 'why'],
  CHECK_OWN_STANDING: ['issuer', 'why'],
  CHECK_LEGAL_LIST: ['destination', 'issuer'],
  CHECK_NUMBERS_LEFT: ['left'],
  CHECK_ORIGIN_ACCEPTED: ['destination'],
  CHECK_VALUE_BAND: ['perCarat', 'usual', 'year'],
  CHECK_SAME_GOODS: ['other'],
  CHECK_DOCUMENTS: ['count'],
  CHECK_SOURCES: ['count'],
} as const satisfies Record<CheckCode, readonly string[]>
