import { isParticipantCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { MAX_NUMBER_LENGTH } from './limits.ts'

declare const certificateNumber: unique symbol
/**
 * A certificate's number in canonical form: the issuing Participant's code, then letters and digits,
 * upper case, no separators, leading zeros significant (Core Document, Annex I: unique, with the
 * alpha-2 code).
 */
export type CertificateNumber = string & { readonly [certificateNumber]: true }

const CANONICAL = new RegExp(`^[A-Z]{2}[0-9A-Z]{1,${MAX_NUMBER_LENGTH}}$`)

/** Reads a number as people write it: `cd 000-017` is `CD000017`. */
export function parseNumber(typed: unknown): Outcome<CertificateNumber, 'CERTIFICATES_NUMBER'> {
  if (typeof typed !== 'string' || typed.length > 64) return refuse('CERTIFICATES_NUMBER')
  const canonical = typed.toUpperCase().replace(/[\s./_-]/g, '')
  return isCanonicalNumber(canonical) ? accept(canonical) : refuse('CERTIFICATES_NUMBER')
}

export function isCanonicalNumber(text: string): text is CertificateNumber {
  return CANONICAL.test(text) && isParticipantCode(text.slice(0, 2))
}

export function issuerOf(number: CertificateNumber): PartyCode {
  return number.slice(0, 2) as PartyCode
}
