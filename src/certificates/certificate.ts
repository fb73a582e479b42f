import { type Claims, encodeClaims } from '../crypto/statement.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayNumber } from '../values/day.ts'
import { HS_CODES } from '../values/hs.ts'
import { type Body, bodyJson, decodeBody, encodeBody } from './fields.ts'
import { totalsOf } from './goods.ts'
import { type CertificateNumber, isCanonicalNumber, issuerOf } from './number.ts'
import { isConsistentOrigin } from './origin.ts'

/** One certificate: one shipment, by its issuer, under one number (Core Document, section I). */
export type Certificate = Body & {
  readonly number: CertificateNumber
  readonly issuer: PartyCode
  /** When the exporting authority validated and signed it, epoch seconds. */
  readonly iat: number
  /** The first second at which it is no longer valid, epoch seconds. */
  readonly exp: number
}

export function claimsOf(certificate: Certificate): Claims {
  const { number, issuer, iat, exp } = certificate
  return { iss: issuer, iat, exp, cti: number, body: encodeBody(certificate) }
}

/** What a signature and the headers around the claims take, in bytes, at most. */
const ENVELOPE_BYTES = 130

/** How many bytes the statement will take: what decides whether its code can still be scanned. */
export function statementBytes(certificate: Certificate): number {
  return encodeClaims(claimsOf(certificate)).length + ENVELOPE_BYTES
}

/** Why a well-signed statement is no certificate: the field or the rule at fault. */
export type MeaningFault =
  | { readonly code: 'FIELD_MALFORMED'; readonly field: string }
  | { readonly code: 'NUMBER_MALFORMED' }
  | { readonly code: 'NUMBER_OF_ANOTHER_ISSUER' }
  | { readonly code: 'NO_EXPIRY' }
  | { readonly code: 'LINES_NOT_IN_ORDER' }
  | { readonly code: 'TOTALS_DIFFER' }
  | { readonly code: 'ORIGIN_INCONSISTENT' }
  | { readonly code: 'DATES_INCONSISTENT' }
  | { readonly code: 'DESTINATION_IS_ISSUER' }
  | { readonly code: 'TRANSIT_INCONSISTENT' }
  | { readonly code: 'SEALS_REPEATED' }

/** Reads claims as a certificate and checks what its fields say together. */
export function certificateOf(
  claims: Claims,
): { readonly certificate: Certificate } | { readonly fault: MeaningFault } {
  const { cti, iss, iat, exp } = claims
  if (!isCanonicalNumber(cti)) return { fault: { code: 'NUMBER_MALFORMED' } }
  if (exp === null) return { fault: { code: 'NO_EXPIRY' } }
  const decoded = decodeBody(claims.body)
  if ('fault' in decoded) return { fault: { code: 'FIELD_MALFORMED', field: decoded.fault } }
  const certificate: Certificate = { ...decoded.body, number: cti, issuer: iss, iat, exp }
  const code = contradiction(certificate)
  return code === undefined ? { certificate } : { fault: { code } }
}

function contradiction(certificate: Certificate) {
  const { lines, totals, number, issuer, seals } = certificate
  if (issuerOf(number) !== issuer) return 'NUMBER_OF_ANOTHER_ISSUER'
  if (!areInOrder(certificate)) return 'LINES_NOT_IN_ORDER'
  const sum = totalsOf(lines)
  if (sum.carats !== totals.carats || sum.usd !== totals.usd) return 'TOTALS_DIFFER'
  if (!isConsistentOrigin(certificate.origin)) return 'ORIGIN_INCONSISTENT'
  if (!areDatesConsistent(certificate)) return 'DATES_INCONSISTENT'
  if (certificate.destination === issuer) return 'DESTINATION_IS_ISSUER'
  if (!isConsistentTransit(certificate)) return 'TRANSIT_INCONSISTENT'
  return new Set(seals).size === seals.length ? undefined : 'SEALS_REPEATED'
}

/** One line for each code, in the order of the codes. */
function areInOrder({ lines }: Certificate): boolean {
  const places = lines.map(({ hs }) => HS_CODES.indexOf(hs))
  return places.every((place, at) => at === 0 || (places[at - 1] as number) < place)
}

/** Transit lies on a journey that begins and ends outside it (Core Document, section I). */
function isConsistentTransit({ transit, issuer, destination }: Certificate): boolean {
  const ends: readonly PartyCode[] = [issuer, destination]
  return new Set(transit).size === transit.length && !transit.some((each) => ends.includes(each))
}

/** Zones run from UTC-12 to UTC+14: an expiry may end that far from midnight UTC. */
const ZONES = { west: 12 * 3600, east: 14 * 3600 }
/** No law that was found allows more than two months; a year leaves room and still catches a slip. */
const LONGEST_VALIDITY_DAYS = 366

function areDatesConsistent({ issuedOn, expiresOn, iat, exp }: Certificate): boolean {
  const [first, last] = [dayNumber(issuedOn), dayNumber(expiresOn)]
  const days = last - first
  const midnight = (last + 1) * 86_400
  const issued = first * 86_400
  return (
    days >= 0 &&
    days <= LONGEST_VALIDITY_DAYS &&
    exp >= midnight - ZONES.east &&
    exp <= midnight + ZONES.west &&
    iat >= issued - ZONES.east
  )
}

/** A certificate as programs read it: the shape that `openkp verify --json` prints. */
export function certificateJson(certificate: Certificate) {
  const { dossierDigest, ...body } = bodyJson(certificate)
  return { number: certificate.number, issuer: certificate.issuer, ...body, dossierDigest }
}
