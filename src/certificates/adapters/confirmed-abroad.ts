import { sameBytes } from '../../crypto/bytes.ts'
import type { Statement } from '../../crypto/statement.ts'
import type { Tx } from '../../platform/database.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import { pendingEntryWrite } from '../../transparency/adapters/store.ts'
import { showCarats } from '../../values/carats.ts'
import type { CertificateState } from '../acts.ts'
import type { AlarmCode } from '../alarms.ts'
import { decodeConfirmation, type ImportConfirmation } from '../confirmation.ts'
import { settleAlarm } from './alarms-store.ts'
import { type CertificateRow, changeState, findCertificate } from './certificates-store.ts'
import { type Incoming, note } from './incoming.ts'
import { epochSeconds } from './means.ts'
import { ring } from './raise-alarm.ts'
import { closedSince, putStatus } from './status-store.ts'

/** States in which a confirmation is what everybody waits for. */
const AWAITED: readonly CertificateState[] = ['validated', 'exported']

/**
 * The importing side's own record of what arrived. Anything else than one confirmation, by the
 * destination, of the certificate that was signed, rings here.
 */
export async function confirmedAbroad(
  { tx, me, statement, number, now }: Incoming,
  digest: Uint8Array,
): Promise<void> {
  const confirmation = decodeConfirmation(statement.body)
  const row = await findCertificate(tx, me, number, 'lock')
  if (confirmation === undefined || row === undefined) return
  const party = statement.iss
  const code = odd(row, statement, confirmation)
  if (code !== undefined) {
    const detail = { number, party, ...(await knownOf(tx, row)) }
    await ring(tx, me, { code, issuer: me, number, source: statement.iss, detail, at: now })
    return
  }
  await changeState(tx, row, { state: 'confirmed', confirmation: seen(confirmation, statement) })
  const overdue = { code: 'CONFIRMATION_OVERDUE', issuer: me, number } as const
  await settleAlarm(tx, me, overdue, { party, at: now })
  leaveWritten(tx, [noted(row, statement, { subject: confirmation.digest, digest })])
  const since = epochSeconds(now)
  await putStatus(tx, me, { slot: Number(row.slot), number, status: 'used', since, other: null })
  if (confirmation.outcome === 'as_declared') {
    return note({ tx, me, number, now }, 'confirmed-abroad', { party, ...added(confirmation) })
  }
  const detail = { party, discrepancies: confirmation.reasons.join(), ...added(confirmation) }
  await note({ tx, me, number, now }, 'discrepancy-abroad', detail)
  const alarm = { issuer: me, number, source: statement.iss, detail: { number, party }, at: now }
  await ring(tx, me, { code: 'CONFIRMED_WITH_DISCREPANCY', ...alarm })
}

/** That this side took note of the use: with it in our own log, our register can let the number go. */
function noted(
  { participant, slot, exp }: CertificateRow,
  { iat }: Statement,
  { subject, digest }: { readonly subject: Uint8Array; readonly digest: Uint8Array },
): Write {
  return pendingEntryWrite(participant, {
    kind: 'import-confirmation',
    slot: Number(slot),
    iat,
    exp: Number(exp),
    subject,
    digest,
  })
}

/** What the importing officer wrote, for the time line. */
function added({ note: words }: ImportConfirmation): { readonly note?: string } {
  return words === null ? {} : { note: words }
}

function odd(
  row: CertificateRow,
  { iss }: Statement,
  { digest }: ImportConfirmation,
): AlarmCode | undefined {
  if (row.confirmation !== null) return 'SECOND_CONFIRMATION'
  const signed = row.digest !== null && sameBytes(new Uint8Array(row.digest), digest)
  if (iss !== row.destination || !signed) return 'WRONG_PARTICIPANT'
  return AWAITED.includes(row.state) ? undefined : 'PRESENTED_AFTER_VOID'
}

function seen(confirmation: ImportConfirmation, statement: Statement) {
  return {
    outcome: confirmation.outcome,
    receivedOn: confirmation.receivedOn,
    parcels: confirmation.parcels,
    lines: confirmation.lines.map(({ hs, carats }) => ({ hs, carats: showCarats(carats) })),
    reasons: confirmation.reasons,
    note: confirmation.note,
    by: statement.iss,
    at: new Date(statement.iat * 1000).toISOString(),
  }
}

/** What an alarm names of a certificate of our own: where it goes, what came first, since when it is closed. */
export async function knownOf(
  tx: Tx,
  { participant, slot, destination, confirmation }: CertificateRow,
): Promise<Readonly<Record<string, string>>> {
  const since = await closedSince(tx, participant, slot)
  return {
    destination,
    ...(confirmation && { firstParty: confirmation.by, firstAt: confirmation.at }),
    ...(since && { since: since.toISOString() }),
  }
}
