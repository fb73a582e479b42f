import { decodeClaims } from '../../crypto/statement.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type Certificate, certificateOf } from '../certificate.ts'
import { approvalOf } from '../kept-assertion.ts'
import type { AwaitingRow } from './awaiting-store.ts'
import { epochSeconds } from './means.ts'
import type { Signing } from './sign.ts'

/**
 * The signature that the exact claims of a row wait for, whoever it was that was waited for.
 * Refused where they are not about that row, or are past their end.
 */
export function signingOf(
  row: AwaitingRow,
  now: Date,
): Outcome<Signing, 'PARTICIPANTS_SIGN_MEANING' | 'CERTIFICATES_EXPIRED'> {
  const { participant, number } = row
  const claims = decodeClaims(new Uint8Array(row.to_sign))
  const certificate = certificateIn(row, claims)
  if (!claims.ok || certificate === undefined) return refuse('PARTICIPANTS_SIGN_MEANING')
  if (epochSeconds(now) >= certificate.exp) return refuse('CERTIFICATES_EXPIRED')
  return accept({
    kind: 'certificate',
    author: participant,
    number,
    slot: Number(row.slot),
    subject: null,
    claims: claims.value,
    to: [certificate.destination, ...certificate.transit],
    approvals: {
      issued: approvalOf(row.issued_by, row.issue_assertion),
      validated: approvalOf(row.validated_by, row.validate_assertion),
    },
  })
}

/** What the claims of a row say, where they are about that row. */
function certificateIn(
  { participant, number }: AwaitingRow,
  claims: ReturnType<typeof decodeClaims>,
): Certificate | undefined {
  const meaning = claims.ok ? certificateOf(claims.value) : undefined
  if (meaning === undefined || 'fault' in meaning) return undefined
  const { certificate } = meaning
  const isOwn = certificate.number === number && certificate.issuer === participant
  return isOwn ? certificate : undefined
}
