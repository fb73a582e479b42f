import type { Officer } from '../../access/officer.ts'
import { confirmationDueOn } from '../../participants/profile.ts'
import type { Tx } from '../../platform/database.ts'
import type { Status } from '../../transparency/statuses.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { CERTIFICATE_ACTS, type CertificateAct, type CertificateState, permit } from '../acts.ts'
import { MAX_NOTE } from '../limits.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { findApplication, updateApplication } from './applications-store.ts'
import { type CertificateRow, changeState } from './certificates-store.ts'
import { addEvent } from './events-store.ts'
import { epochSeconds, type Means, practiceOf, todayOf } from './means.ts'
import { closeBlank } from './numbers-store.ts'
import { type Numbered, sayStatus } from './say-status.ts'
import { toldOf } from './stored-certificate.ts'

export type Close = {
  readonly tx: Tx
  readonly means: Means
  readonly officer: Officer
  readonly row: CertificateRow
  readonly now: Date
  readonly body: Readonly<Record<string, unknown>>
}
export type Closed = Promise<Outcome<null, CertificatesRefusal>>

/** The goods leave: from here on a replacement is no longer possible. */
export async function markExported({ tx, means, officer, row, now }: Close): Closed {
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'export', officer)
  if (!allowed.ok) return allowed
  if (epochSeconds(now) >= Number(row.exp)) return refuse('CERTIFICATES_EXPIRED')
  const due = confirmationDueOn(
    practiceOf(means, row.destination, now),
    todayOf(means, row.destination, now),
  )
  await changeState(tx, row, { state: 'exported', exportedAt: now, confirmationDueOn: due })
  await remember({ tx, officer, row, now, act: 'export' })
  return accept(null)
}

/** The issuer takes its word back: what an inspector sees from now on decides (hard case 22). */
export async function voidCertificate(close: Close): Closed {
  return closeWith(close, 'void', 'voided', 'void')
}

/** Reported lost or stolen; with what happened, because other authorities have to look out for it. */
export async function reportLost(close: Close): Closed {
  const { circumstances, stolen = false } = close.body
  if (typeof stolen !== 'boolean') return refuse('VALUES_CHOICE', 'stolen')
  return closeWith(
    { ...close, body: { reason: circumstances } },
    'report-lost',
    'lost',
    stolen ? 'stolen' : 'lost_or_stolen',
  )
}

/** Returned to the issuer without being used (EU Art. 12(5)): counted as issued, not as exported. */
export async function returnUnused(close: Close): Closed {
  return closeWith(close, 'return-unused', 'returned_unused', 'returned_unused')
}

async function closeWith(
  close: Close,
  act: CertificateAct,
  state: CertificateState,
  status: Status,
): Closed {
  const { tx, officer, row, now, body } = close
  const allowed = permit(CERTIFICATE_ACTS, row.state, act, officer)
  if (!allowed.ok) return allowed
  // That a certificate comes back unused says enough; who closes a living one says why.
  const isSilent = act === 'return-unused' && (body.reason ?? null) === null
  const reason = isSilent ? accept(null) : parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder(act === 'report-lost' ? 'circumstances' : 'reason', reason)
  await changeState(tx, row, { state, stolen: status === 'stolen' })
  await sayStatus({ ...close, row: numbered(row) }, { status, reason: reason.value, other: null })
  await remember({
    tx,
    officer,
    row,
    now,
    act,
    detail: { ...(reason.value !== null && { reason: reason.value }), status },
  })
  return accept(null)
}

/**
 * The contents are not what is declared: the number is spoiled, and the application goes back to the
 * exporter with the reason. The validating officer never corrects it himself.
 */
export async function sendBack({ tx, means, officer, row, now, body }: Close): Closed {
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'send-back', officer)
  if (!allowed.ok) return allowed
  // What the authority issued for a firm, it compares itself.
  if (officer.firm !== null && row.delegation_id === null)
    return refuse('CERTIFICATES_DELEGATION_VALIDATION')
  const reason = parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const application = await findApplication(tx, row.participant, row.application_id, 'lock')
  if (application === undefined) throw new Error('a certificate has no application')
  await changeState(tx, row, { state: 'spoiled' })
  await closeBlank(tx, row.participant, row.slot, {
    state: 'spoiled',
    officer: officer.name,
    reason: reason.value,
    at: now,
  })
  await sayStatus(
    { tx, means, row: numbered(row), now },
    { status: 'spoiled', reason: reason.value, other: null },
  )
  const deficiency = { at: now.toISOString(), by: officer.name, reason: reason.value, fields: [] }
  updateApplication(tx, application, { state: 'returned', number: null, deficiency })
  const detail = { reason: reason.value }
  await remember({ tx, officer, row, now, act: 'send-back', detail })
  await remember({ tx, officer, row, now, act: 'send-back', detail, subject: application.id })
  return accept(null)
}

/** Writes a line of the certificate's history. */
export async function remember(line: {
  readonly tx: Tx
  readonly officer: Officer
  readonly row: { readonly participant: PartyCode; readonly number: string }
  readonly now: Date
  readonly act: CertificateAct | 'replaced-by'
  readonly detail?: Readonly<Record<string, string>>
  readonly subject?: string
}): Promise<void> {
  const { tx, officer, row, now, act, detail = {}, subject = row.number } = line
  const role = officer.roles[0] ?? null
  const { participant } = row
  await addEvent(tx, { participant, subject, at: now, act, by: { officer, role }, detail })
}

/** The certificate's number with those who were told of it. */
export function numbered(row: CertificateRow): Numbered {
  return { ...row, told: toldOf(row) }
}
