import { sha256 } from '@noble/hashes/sha2.js'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { CERTIFICATE_ACTS, type CertificateState, permit } from '../acts.ts'
import { isStillAsked, mayMonitor } from '../co-approval.ts'
import { MAX_NOTE } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { signingOf } from './awaiting-claims.ts'
import { unvalidatedWrite } from './certificates-store.ts'
import type { Close, Closed } from './close-certificate.ts'
import { eventsWrite } from './events-store.ts'
import { lockHeld, signedWrite } from './held-store.ts'
import { todayOf } from './means.ts'
import { type Decision, decisionWrite, openReview, type ReviewRow } from './monitor-store.ts'
import { signOrWait } from './sign-awaiting.ts'

/**
 * The monitor approves: exactly what was validated and shown to him is signed, and nothing is decided anew. After
 * the fact he only says that he has looked.
 */
export async function coApprove(close: Close): Closed {
  const asked = await askedOf(close, 'co-approve')
  if (!asked.ok) return asked
  const decision = { decision: 'approved', reason: null } as const
  if (asked.value.mode === 'pre_approval') return sign(close, asked.value)
  leaveWritten(close.tx, decided(close, asked.value, decision, 'co-approve'))
  return accept(null)
}

/** He objects: the validation is undone, and its officer decides anew. After the fact his objection is kept. */
export async function objectTo(close: Close): Closed {
  const reason = parseNote(close.body.reason, MAX_NOTE)
  const asked = await askedOf(close, 'object')
  if (!asked.ok) return asked
  if (!reason.ok) return refusedUnder('reason', reason)
  const isBefore = asked.value.mode === 'pre_approval'
  const decision = { decision: 'objected', reason: reason.value } as const
  const undone = isBefore ? [unvalidatedWrite(close.row)] : []
  if (isBefore) changed(close, 'issued')
  leaveWritten(close.tx, [...undone, ...decided(close, asked.value, decision, 'object')])
  return accept(null)
}

/** Its officer takes a validation back that nobody has decided on: to put it right, or as no monitor is asked any more. */
export async function takeValidationBack(close: Close): Closed {
  const { tx, officer, row } = close
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'recall', officer)
  if (!allowed.ok) return allowed
  const review = await openReview(tx, row)
  if (review === undefined) throw new Error(`${row.number} waits for nobody`)
  const decision = { decision: 'taken_back', reason: null } as const
  changed(close, 'issued')
  leaveWritten(tx, [unvalidatedWrite(row), ...decided(close, review, decision, 'recall')])
  return accept(null)
}

/** What this monitor is asked now. Once the goods are signed for, no state of theirs is in his way. */
async function askedOf(
  { tx, officer, row }: Close,
  act: 'co-approve' | 'object',
): Promise<Outcome<ReviewRow, CertificatesRefusal>> {
  const review = await openReview(tx, row)
  if (review?.mode !== 'post_approval') {
    const allowed = permit(CERTIFICATE_ACTS, row.state, act, officer)
    if (!allowed.ok) return allowed
  }
  if (review === undefined) throw new Error(`${row.number} waits for nobody`)
  const hands = { issuedBy: row.issued_by, validatedBy: review.asked_by }
  const third = mayMonitor(officer, hands)
  return third.ok ? accept(review) : third
}

async function sign(close: Close, review: ReviewRow): Closed {
  const { tx, means, row, now } = close
  const { participant } = row
  if (!isStillAsked(means.registry, participant, todayOf(means, participant, now)))
    return refuse('CERTIFICATES_SUPERVISION_OVER')
  const held = await lockHeld(tx, row, 'awaiting_monitor')
  if (held === undefined) throw new Error(`${row.number} waits without its claims`)
  const isShown = review.claims_digest.equals(sha256(new Uint8Array(held.to_sign)))
  const signing = signingOf(held, now)
  if (!signing.ok && signing.refusals[0].code === 'CERTIFICATES_EXPIRED')
    return refuse('CERTIFICATES_EXPIRED')
  // A row that was changed by hand is not what he has seen.
  if (!isShown || !signing.ok) return refuse('CERTIFICATES_SIGNED_OTHER')
  const decision = { decision: 'approved', reason: null } as const
  await signOrWait(tx, means, signing.value, (signed) => {
    changed(close, signed === null ? 'awaiting_signature' : 'validated')
    return [signedWrite(row, signed), ...decided(close, review, decision, 'co-approve')]
  })
  return accept(null)
}

function decided(
  { officer, row, now }: Close,
  review: ReviewRow,
  { decision, reason }: Pick<Decision, 'decision' | 'reason'>,
  act: 'co-approve' | 'object' | 'recall',
): readonly [Write, Write] {
  const { participant, number } = row
  const by = { officer, role: officer.roles[0] ?? null }
  const detail = reason === null ? {} : { reason }
  return [
    decisionWrite(review, { decision, at: now, by: officer, reason }),
    eventsWrite([{ participant, subject: number, at: now, act, by, detail }]),
  ]
}

function changed({ tx, row }: Close, state: CertificateState): void {
  const { number: key } = row
  tx.changes.push({ thing: 'certificate', key, before: { state: row.state }, after: { state } })
}
