import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { CERTIFICATE_ACTS, permit } from '../acts.ts'
import { parseCorrection } from '../correctable.ts'
import { encodeCorrection } from '../correction.ts'
import { MAX_NOTE } from '../limits.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { type ApplicationRow, findApplication } from './applications-store.ts'
import { startApplication } from './apply.ts'
import { changeState } from './certificates-store.ts'
import { type Close, type Closed, numbered, remember } from './close-certificate.ts'
import { epochSeconds } from './means.ts'
import { sayStatus } from './say-status.ts'
import { ownClaims } from './sign.ts'
import { signOrWait } from './sign-awaiting.ts'
import { putStatus } from './status-store.ts'
import { storedCertificate } from './stored-certificate.ts'

/**
 * Wrong data noticed before export: the holder surrenders the original, its number is dead at once,
 * and a new draft names it (Canada's Act, section 11). The new number is linked when it is issued.
 */
export async function replaceCertificate(
  close: Close,
): Promise<Outcome<ApplicationRow, CertificatesRefusal | PrintRefusal>> {
  const { tx, officer, row, now, body } = close
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'replace', officer)
  if (!allowed.ok) {
    return row.state === 'exported' ? refuse('CERTIFICATES_ALREADY_EXPORTED') : allowed
  }
  const isLost = row.state === 'lost'
  if (!isLost && body.originalSurrendered !== true) {
    return refuse('CERTIFICATES_ORIGINAL_NOT_SURRENDERED', 'originalSurrendered')
  }
  const reason = parseNote(body.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const original = await findApplication(tx, row.participant, row.application_id)
  if (original === undefined) throw new Error('a certificate has no application')
  const applicant = {
    id: original.applicant_id,
    name: original.applicant_name,
    firm: original.firm,
  }
  const draft = await startApplication(tx, officer, {
    applicant,
    content: original.content,
    submit: false,
    now,
    copiedFrom: row.number,
    replaces: row.number,
  })
  if (!draft.ok) return draft
  await changeState(tx, row, { state: 'replaced' })
  await remember({ tx, officer, row, now, act: 'replace', detail: { reason: reason.value } })
  // The number that takes its place is not known yet; until then it is void, and so it is signed.
  const said = { status: 'void', reason: reason.value, other: null } as const
  if (!isLost) await sayStatus({ ...close, row: numbered(row) }, said)
  return draft
}

/**
 * A slip of the pen noticed on arrival: a signed correction that the importing authority endorses
 * (India 2020). The certificate keeps its values and its number is `corrected`: ask the issuer.
 */
export async function correctCertificate({ tx, means, officer, row, now, body }: Close): Closed {
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'correct', officer)
  if (!allowed.ok) return allowed
  const certificate = storedCertificate(row)
  const asked = parseCorrection(certificate, body)
  if (!asked.ok) return asked
  const { change, reason } = asked.value
  const digest = new Uint8Array(row.digest as Buffer)
  const slot = Number(row.slot)
  await signOrWait(tx, means, {
    kind: 'correction',
    author: row.participant,
    number: row.number,
    slot,
    subject: digest,
    claims: ownClaims(
      now,
      encodeCorrection({ number: row.number, digest, changes: [change], reason }),
    ),
    to: [row.destination, ...certificate.transit],
    at: now,
  })
  const since = epochSeconds(now)
  await putStatus(tx, row.participant, {
    slot,
    number: row.number,
    status: 'corrected',
    since,
    other: null,
  })
  await remember({ tx, officer, row, now, act: 'correct', detail: { ...change, reason } })
  return accept(null)
}
