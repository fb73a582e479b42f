import { type CborValue, encodeCbor } from '../../crypto/cbor.ts'
import { decodeClaims, encodeClaims } from '../../crypto/statement.ts'
import { decodeCbor } from '../../crypto/strict-cbor.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Awaited } from '../awaiting.ts'
import { type Certificate, certificateOf } from '../certificate.ts'
import { approvalOf } from '../kept-assertion.ts'
import type { AwaitingRow } from './awaiting-store.ts'
import type { HeldRow } from './held-store.ts'
import { epochSeconds } from './means.ts'
import type { Safe } from './safe.ts'
import type { Awaitable } from './sign.ts'

/** What is to be signed later, whole, under a key that is not in the database: a row that somebody wrote opens to nothing. */
export function sealSigning(safe: Safe, signing: Awaitable): Buffer {
  const { kind, author, slot, subject, claims, to, ends } = signing
  const whole = [kind, slot, subject, encodeClaims({ ...claims, iss: author }), to, ends ?? null]
  return safe.close(encodeCbor(whole), labelOf({ ...signing, participant: author }))
}

/**
 * The same again, to be signed now: its body says since when it holds, and a key that came into force meanwhile does
 * not sign what is older than it. Refused where it is not what this node sealed for this number.
 */
export function openSigning(
  safe: Safe,
  row: AwaitingRow,
  now: Date,
): Outcome<Awaitable, 'PARTICIPANTS_SIGN_MEANING'> {
  const decoded = openedWith(safe, row)
  if (!decoded?.ok) return refuse('PARTICIPANTS_SIGN_MEANING')
  const [kind, slot, subject, bytes, to, ends] = decoded.value as readonly CborValue[]
  const claims = decodeClaims(bytes as Uint8Array)
  if (!claims.ok) return refuse('PARTICIPANTS_SIGN_MEANING')
  return accept({
    kind: kind as Awaited,
    author: row.participant,
    number: row.number,
    slot: slot as number | null,
    subject: subject as Uint8Array | null,
    claims: { ...claims.value, iat: epochSeconds(now) },
    to: to as readonly PartyCode[],
    ...(ends !== null && { ends: ends as number }),
    at: row.since,
  })
}

function openedWith(safe: Safe, row: AwaitingRow) {
  try {
    return decodeCbor(new Uint8Array(safe.open(row.sealed ?? Buffer.of(), labelOf(row))))
  } catch {
    // Other bytes, another place, or another key: what they say does not matter.
    return undefined
  }
}

function labelOf({ participant, number }: Pick<AwaitingRow, 'participant' | 'number'>): string {
  return `${participant} ${number} awaiting`
}

/**
 * The signature that the exact claims of a certificate wait for, whoever it was that was waited for.
 * Refused where they are not about that row, or are past their end.
 */
export function signingOf(
  row: HeldRow,
  now: Date,
): Outcome<Awaitable, 'PARTICIPANTS_SIGN_MEANING' | 'CERTIFICATES_EXPIRED'> {
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
    at: now,
  })
}

/** What the claims of a row say, where they are about that row. */
function certificateIn(
  { participant, number }: HeldRow,
  claims: ReturnType<typeof decodeClaims>,
): Certificate | undefined {
  const meaning = claims.ok ? certificateOf(claims.value) : undefined
  if (meaning === undefined || 'fault' in meaning) return undefined
  const { certificate } = meaning
  const isOwn = certificate.number === number && certificate.issuer === participant
  return isOwn ? certificate : undefined
}
