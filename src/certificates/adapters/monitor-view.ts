import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import type { Queryable } from '../../platform/database.ts'
import { mayMonitor } from '../co-approval.ts'
import type { CertificateRow } from './certificates-store.ts'
import { type ReviewRow, reviewsOf } from './monitor-store.ts'

/** What monitors were asked about a certificate and what they said, oldest first. */
export async function monitorView(on: Queryable, row: CertificateRow, reader: Officer) {
  const reviews = await reviewsOf(on, row)
  return reviews.map((review) => ({
    mode: review.mode,
    supervisedBy: review.supervised_by,
    askedAt: review.asked_at,
    dueOn: review.due_on,
    decision: review.decision,
    decidedAt: review.decided_at,
    decidedBy: review.decided_by_name,
    reason: review.reason,
    mayDecide: mayDecide(row, review, reader),
  }))
}

function mayDecide({ issued_by: issuedBy }: CertificateRow, review: ReviewRow, reader: Officer) {
  const isAsked = review.decision === null && mayDo(reader, 'certificates:co-approve')
  return isAsked && mayMonitor(reader, { issuedBy, validatedBy: review.asked_by }).ok
}
