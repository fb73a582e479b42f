import type { Profile } from '../participants/profile.ts'
import { expiry, mayIssueOrigin } from '../participants/profile.ts'
import { nameOf, type Registry } from '../participants/registry.ts'
import { certificateBetween, standingOn } from '../participants/standing.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { acceptUnless, type Outcome, type Refusal, refusal } from '../values/outcome.ts'
import type { Application } from './application.ts'
import { statementBytes } from './certificate.ts'
import { bodyFrom } from './fields.ts'
import * as limits from './limits.ts'
import type { CertificateNumber } from './number.ts'
import type { ActRefusal } from './refusals.ts'

export type IssueInput = {
  readonly application: Application
  readonly issuer: PartyCode
  readonly number: CertificateNumber
  readonly profile: Profile
  readonly registry: Registry
  /** The day on the authority's clock. */
  readonly today: Day
}

export type Issued = { readonly issuedOn: Day; readonly expiresOn: Day; readonly exp: number }

/**
 * Issues a certificate: the issuing authority gives the application a number and its dates. It is
 * not yet good for export: another officer validates it (Annex I, A 15).
 */
export function issue(input: IssueInput): Outcome<Issued, ActRefusal> {
  const { profile, today } = input
  const { expiresOn, exp } = expiry(profile, today)
  return acceptUnless([...refusalsToIssue(input), ...tooLong(input, expiresOn, exp)], () => ({
    issuedOn: today,
    expiresOn,
    exp,
  }))
}

/** What stands in the way of issuing, in the order in which an officer asks. */
export function refusalsToIssue({
  application,
  issuer,
  profile,
  registry,
  today,
}: Omit<IssueInput, 'number'>): Refusal<ActRefusal>[] {
  const { destination, origin, transit } = application
  const own = standingOn(registry, issuer, today)
  const theirs = standingOn(registry, destination, today, issuer)
  const found: Refusal<ActRefusal>[] = []
  const name = nameOf(registry, destination, 'en')
  const why = (answer: typeof own) => answer.reasons.map(({ text }) => text).join(' ')
  if (!own.mayExport) found.push(refusal('CERTIFICATES_OWN_STANDING', undefined, { why: why(own) }))
  if (certificateBetween(registry, issuer, destination, today) === 'not_due') {
    found.push(refusal('CERTIFICATES_SAME_PARTICIPANT', 'destination', { destination: name }))
  } else if (!theirs.mayImport) {
    found.push(
      refusal('CERTIFICATES_DESTINATION_STANDING', 'destination', {
        destination: name,
        why: why(theirs),
      }),
    )
  }
  if (transit.includes(issuer)) found.push(refusal('CERTIFICATES_TRANSIT', 'transit'))
  if (!mayIssueOrigin(profile, origin.mode, today)) {
    found.push(refusal('CERTIFICATES_ORIGIN_MODE', 'origin.mode', { mode: origin.mode }))
  }
  return found
}

/** The longest seals that the code must still have room for beside what is known at issue. */
const ROOM_FOR_SEALS = 2

/** Whether the code will stay readable: found at issue, not when the goods stand in the sealing room. */
function tooLong(input: IssueInput, expiresOn: Day, exp: number): Refusal<ActRefusal>[] {
  const seal = 'X'.repeat(limits.MAX_SEAL_LENGTH)
  const body = bodyFrom({
    application: input.application,
    seals: Array.from({ length: ROOM_FOR_SEALS }, () => seal),
    dossierDigest: new Uint8Array(32),
    issuedOn: input.today,
    expiresOn,
  })
  const certificate = { ...body, number: input.number, issuer: input.issuer, iat: exp - 1, exp }
  const bytes = statementBytes(certificate)
  return bytes > limits.MAX_CERTIFICATE_BYTES
    ? [
        refusal('CERTIFICATES_CODE_TOO_LONG', undefined, {
          bytes,
          max: limits.MAX_CERTIFICATE_BYTES,
        }),
      ]
    : []
}
