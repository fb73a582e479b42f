import { refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { encodeDiscrepancy } from '../discrepancy.ts'
import { MAX_NOTE } from '../limits.ts'
import { settleAlarm } from './alarms-store.ts'
import { allowedHere, type Done, type Inspect, keep, outcomeSeen, reasonsIn } from './inspect.ts'
import { todayOf } from './means.ts'
import { ownClaims } from './sign.ts'
import { signOrWait } from './sign-awaiting.ts'
import { storedCertificate } from './stored-certificate.ts'

/** Stops the goods and tells the authority that the certificate names (EU Art. 5(3)). */
export async function stopGoods(inspect: Inspect, action: 'detained' | 'refused'): Done {
  const { tx, means, row, now, body } = inspect
  const act = action === 'detained' ? 'detain' : 'refuse'
  const allowed = allowedHere(inspect, act)
  if (!allowed.ok) return allowed
  const reason = parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const given = reasonsIn(body.reasons)
  if (!given.ok) return given
  const certificate = storedCertificate(row)
  const digest = new Uint8Array(row.digest as Buffer)
  const reasons = given.value.length === 0 ? (['OTHER'] as const) : given.value
  const on = todayOf(means, row.participant, now)
  const { number } = certificate
  await signOrWait(tx, means, {
    kind: 'discrepancy',
    author: row.participant,
    number,
    slot: null,
    subject: digest,
    claims: ownClaims(
      now,
      encodeDiscrepancy({ number, digest, action, on, reasons, note: reason.value }),
    ),
    to: [row.issuer],
    at: now,
  })
  const outcome = outcomeSeen(inspect, { action, reasons, note: reason.value })
  const closed_at = action === 'refused' ? now : null
  const owed = { code: 'CONFIRMATION_OWED', issuer: row.issuer, number: row.number } as const
  if (action === 'refused') {
    await settleAlarm(tx, row.participant, owed, { name: inspect.officer.name, at: now })
  }
  return keep(inspect, act, { ...row, state: action, outcome, closed_at }, { reason: reason.value })
}
