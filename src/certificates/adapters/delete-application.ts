import { createHash } from 'node:crypto'
import type { Officer } from '../../access/officer.ts'
import { rowsOf, type Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { APPLICATION_ACTS, permit } from '../acts.ts'
import { mayDelete, mayDeleteDraft } from '../delete-application.ts'
import { MAX_NOTE } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import type { ApplicationRow } from './applications-store.ts'
import { attachmentsOf } from './attachments-store.ts'
import type { Call } from './call.ts'
import { practiceOf, todayOf } from './means.ts'

type Deleted = Promise<Outcome<null, CertificatesRefusal>>

/** Its writer throws away a draft that nobody else has opened. */
export async function deleteDraft({ tx, officer }: Call, row: ApplicationRow): Deleted {
  const allowed = permit(APPLICATION_ACTS, row.state, 'delete-draft', officer)
  if (!allowed.ok) return allowed
  if (!mayDeleteDraft(row, officer.id)) return refuse('CERTIFICATES_DRAFT_SEEN')
  return remove(tx, row)
}

/** Two officers delete an application that was never issued, with its documents and its time line. */
export async function deleteApplication(call: Call, row: ApplicationRow): Deleted {
  const { tx, means, officer, now } = call
  const { participant, submitted_at } = row
  const allowed = permit(APPLICATION_ACTS, row.state, 'delete', officer)
  if (!allowed.ok) return allowed
  const { reason: typed } = call.body as Readonly<Record<string, unknown>>
  const reason = parseNote(typed, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const submittedOn = submitted_at === null ? null : todayOf(means, participant, submitted_at)
  const about = { submittedOn, wasIssued: await wasIssued(tx, row) }
  const may = mayDelete(
    about,
    practiceOf(means, participant, now),
    todayOf(means, participant, now),
  )
  return may.ok ? remove(tx, row) : may
}

async function wasIssued(tx: Tx, { participant, id }: ApplicationRow): Promise<boolean> {
  const found = await rowsOf(
    tx,
    'select 1 from certificates.certificate where participant = $1 and application_id = $2 limit 1',
    [participant, id],
  )
  return found.length > 0
}

/** What stays is a line of the journal with the digest of what went. The row is locked. */
async function remove(tx: Tx, row: ApplicationRow): Deleted {
  const documents = await attachmentsOf(tx, row)
  const digest = createHash('sha256')
    .update(JSON.stringify([row.content, documents.map(({ name, sha256 }) => [name, sha256])]))
    .digest('hex')
  const { state, version } = row
  tx.changes.push({
    ...{ thing: 'application', key: row.id, after: null },
    before: { state, version, digest, documents: documents.length },
  })
  const [gone] = await rowsOf<{ deleted: boolean }>(
    tx,
    'select certificates.delete_application($1::uuid) as deleted',
    [row.id],
  )
  // A certificate that came in between the look and the lock.
  return gone?.deleted === true ? accept(null) : refuse('CERTIFICATES_WAS_ISSUED')
}

/** Keeps that somebody else than the applicant opened a draft: from then on it takes two to delete it. */
export async function noteSeen(
  tx: Tx,
  { participant, id, state, seen_at, applicant_id }: ApplicationRow,
  { officer, now }: { readonly officer: Officer; readonly now: Date },
): Promise<void> {
  if (state !== 'draft' || seen_at !== null || applicant_id === officer.id) return
  await rowsOf(
    tx,
    `update certificates.application set seen_at = $3
     where participant = $1 and id = $2 and seen_at is null`,
    [participant, id, now],
  )
}
