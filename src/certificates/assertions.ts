import { sha256 } from '@noble/hashes/sha2.js'
import { encodeCbor } from '../crypto/cbor.ts'
import { type Claims, encodeClaims } from '../crypto/statement.ts'
import type { Challenges } from '../participants/approvals.ts'
import type { Environment } from '../participants/kinds.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { Application } from './application.ts'
import { certificateOf } from './certificate.ts'
import { bodyFrom, encodeBody, FIELDS } from './fields.ts'
import type { Issued } from './issue.ts'
import type { CertificateNumber } from './number.ts'

/** What the validating officer adds. Any other field, a new one too, is the issuing officer's. */
const ADDED_AT_VALIDATION: ReadonlySet<number | string> = new Set([
  FIELDS.seals.key,
  FIELDS.dossierDigest.key,
])

/**
 * What the issuing officer's passkey signs, 32 bytes: SHA-256 of deterministic CBOR of the number, the
 * issuer, the expiry and every field that stood when the certificate was issued. Seals, dossier digest
 * and time of signing come later, with the validation, and do not change it.
 */
export function issueChallenge(environment: Environment, claims: Claims): Uint8Array {
  return sha256(issueSigned(environment, claims))
}

/** The bytes whose SHA-256 that is: whoever reads them sees what was confirmed. */
export function issueSigned(environment: Environment, claims: Claims): Uint8Array {
  const { iss, cti, exp, body } = claims
  const fixed = new Map([...body].filter(([key]) => !ADDED_AT_VALIDATION.has(key)))
  return encodeCbor(['openkp issue 1', environment, iss, cti, exp, fixed])
}

/** The certificate that is issued, as far as it stands: what its issuing officer's passkey signs, 32 bytes. */
export function challengeToIssue(
  environment: Environment,
  { application, number, issuer, issued: { exp, ...days } }: ToIssue,
): Uint8Array {
  const later = { seals: [], dossierDigest: new Uint8Array(32) }
  const body = encodeBody(bodyFrom({ application, ...days, ...later }))
  return issueChallenge(environment, { iss: issuer, iat: exp - 1, exp, cti: number, body })
}

type ToIssue = {
  readonly application: Application
  readonly number: CertificateNumber
  readonly issuer: PartyCode
  readonly issued: Issued
}

/** What the validating officer's passkey signs, 32 bytes: SHA-256 over the exact claims to be signed. */
export function validationChallenge(environment: Environment, claims: Claims): Uint8Array {
  return sha256(validationSigned(environment, claims))
}

/** The bytes whose SHA-256 that is. */
export function validationSigned(environment: Environment, claims: Claims): Uint8Array {
  return encodeCbor(['openkp validate 1', environment, encodeClaims(claims)])
}

/** Both, of claims that are a certificate whose fields agree with each other. */
export function challengesOf(
  environment: Environment,
  claims: Claims,
): Outcome<Challenges, 'PARTICIPANTS_SIGN_MEANING'> {
  const meaning = certificateOf(claims)
  if ('fault' in meaning)
    return refuse('PARTICIPANTS_SIGN_MEANING', undefined, { cause: meaning.fault.code })
  return accept({
    issued: issueChallenge(environment, claims),
    validated: validationChallenge(environment, claims),
  })
}
