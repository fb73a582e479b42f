import { CEREMONY_SECONDS } from '../../access/in-person.ts'
import type { Officer } from '../../access/officer.ts'
import { encodeClaims } from '../../crypto/statement.ts'
import { licensingClause } from '../../participants/profile.ts'
import type { Tx } from '../../platform/database.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { CERTIFICATE_ACTS, permit } from '../acts.ts'
import { parseApplication } from '../application.ts'
import { validationChallenge } from '../assertions.ts'
import { type Certificate, claimsOf } from '../certificate.ts'
import { type Asked as AskedOfMonitor, askedOfMonitor } from '../co-approval.ts'
import { type Delegation, mayValidateUnder } from '../delegation.ts'
import { type DossierFile, dossierDigest, RECORD_NAME } from '../dossier.ts'
import { encodeBody } from '../fields.ts'
import type { HistoryAct } from '../history-acts.ts'
import { approvalOf, type KeptAssertion } from '../kept-assertion.ts'
import type { KeptCard } from '../kept-card.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { parseValidation, type Validation, validate } from '../validate.ts'
import { type ApplicationRow, applicationBehind } from './applications-store.ts'
import {
  type CertificateKey,
  type CertificateRow,
  type Validated,
  validatedWrite,
} from './certificates-store.ts'
import { recordOf } from './dossier-record.ts'
import { eventsWrite } from './events-store.ts'
import { dossierFilesOf, recordFile } from './evidence-store.ts'
import { epochSeconds, type Means, practiceOf, todayOf } from './means.ts'
import { askMonitorWrite } from './monitor-store.ts'
import type { Awaitable, Signed } from './sign.ts'
import { signOrWait } from './sign-awaiting.ts'
import {
  type Act,
  preparedWith,
  type Sent,
  signedInPerson,
  type ToSign,
  toSign,
} from './sign-in-person.ts'
import {
  type ByCard,
  type CardToSign,
  cardToSign,
  type SentCard,
  signedWithCard,
} from './sign-with-card.ts'

/**
 * Validates and signs a certificate that is locked. The dossier is closed in the same step: its
 * digest is in what is signed.
 */
export async function validateCertificate(
  tx: Tx,
  means: Means,
  officer: Officer,
  row: CertificateRow,
  { sent = null, sentCard = null, ...asked }: Asked,
): Promise<Outcome<Certificate, CertificatesRefusal>> {
  const at = instantOf({ sent, sentCard, now: asked.now })
  if (at === undefined) return refuse('CERTIFICATES_SIGNED_OTHER')
  const decided = decide(means, officer, row, { ...asked, now: at })
  if (!decided.ok) return decided
  const { certificate } = decided.value
  const act = actOf(means, officer, certificate)
  const assertion = await signedInPerson(means, act, { sent, at })
  if (!assertion.ok) return assertion
  const byCard = byCardOf(act, certificate)
  const card = await signedWithCard(tx, means, byCard, { sent: sentCard, now: asked.now })
  if (!card.ok) return card
  const kept = { assertion: assertion.value, card: card.value }
  const closing = { ...decided.value, officer, at, now: asked.now, ...kept }
  await sign(tx, means, row, closing)
  return accept(certificate)
}

/** What the officer's passkey has to sign before this is validated: the exact claims, of this instant. */
export async function prepareValidation(
  means: Means,
  officer: Officer,
  row: CertificateRow,
  { sentCard = null, ...asked }: Asked,
): Promise<Outcome<{ readonly toSign: ToSign; readonly card?: CardToSign }, CertificatesRefusal>> {
  // Who signed with the card already signs the same with the passkey.
  const at = instantOf({ sent: null, sentCard, now: asked.now })
  if (at === undefined) return refuse('CERTIFICATES_SIGNED_OTHER')
  const decided = decide(means, officer, row, { ...asked, now: at })
  if (!decided.ok) return decided
  const { certificate } = decided.value
  const act = actOf(means, officer, certificate)
  const prepared = at.toISOString()
  const asks = await toSign(means, act, prepared)
  if (!asks.ok) return asks
  const byCard = cardToSign(means, byCardOf(act, certificate), { prepared, now: asked.now })
  return accept({ ...asks.value, ...byCard })
}

function byCardOf(
  { officer, challenge }: Act,
  { number, dossierDigest: dossier }: Certificate,
): ByCard {
  return { officer, act: 'validate', number, digest: challenge, dossier }
}

type Asked = {
  readonly body: unknown
  readonly papers: Papers
  /** The licence under which it was issued. */
  readonly under: Delegation | undefined
  /** What the officer's passkey said. */
  readonly sent?: Sent | null
  /** What the officer's card said. */
  readonly sentCard?: SentCard | null
  readonly now: Date
}

/** The browser waits that long for the passkey, and the answer is a moment on its way. */
const PREPARED_MS = (CEREMONY_SECONDS + 30) * 1000
/** A file is carried to the computer with the card, signed there, and brought back. */
const CARD_MS = 30 * 60_000

/** When it was prepared: the time of the validation, because that is what passkey and card signed. */
function instantOf({ sent, sentCard, now }: Signatures): Date | undefined {
  const prepared = preparedWith(sent, sentCard)
  if (prepared === null || prepared === undefined) return prepared === null ? now : undefined
  const at = new Date(prepared)
  const age = now.getTime() - at.getTime()
  // Of a time that is none the age is none either.
  return age >= 0 && age <= (sentCard === null ? PREPARED_MS : CARD_MS) ? at : undefined
}
type Signatures = {
  readonly sent: Sent | null
  readonly sentCard: SentCard | null
  readonly now: Date
}

function actOf({ environment }: Means, officer: Officer, certificate: Certificate): Act {
  const challenge = () => validationChallenge(environment, claimsOf(certificate))
  return { officer, role: 'validate', challenge }
}

type Decided = {
  readonly certificate: Certificate
  readonly validation: Validation
  readonly record: Buffer
  /** What a third party is asked beside; undefined where no supervision is. */
  readonly monitor: AskedOfMonitor | undefined
}

function decide(
  means: Means,
  officer: Officer,
  row: CertificateRow,
  { body, papers, under, now }: Asked,
): Outcome<Decided, CertificatesRefusal> {
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'validate', officer)
  if (!allowed.ok) return allowed
  const { participant } = row
  const today = todayOf(means, participant, now)
  if (officer.firm !== null) {
    const clause = licensingClause(practiceOf(means, participant, now))
    const licensed = mayValidateUnder(under, clause, today)
    if (!licensed.ok) return licensed
  }
  const validation = parseValidation(body)
  if (!validation.ok) return validation
  const application = parseApplication(papers.application.content)
  if (!application.ok) return application
  const monitor = askedOfMonitor(means.registry, participant, today)
  const subject = { row, application: papers.application, monitor, under }
  const record = recordOf(subject, validation.value, { officer, now })
  const certificate = validate({
    application: application.value,
    validation: validation.value,
    number: row.number,
    issuer: row.participant,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    exp: Number(row.exp),
    issuedBy: row.issued_by,
    validatedBy: officer.id,
    dossierDigest: dossierDigest([recordFile(record), ...papers.files]),
    now: epochSeconds(now),
  })
  if (!certificate.ok) return certificate
  return accept({ certificate: certificate.value, validation: validation.value, record, monitor })
}

type Closing = Decided & {
  readonly officer: Officer
  readonly assertion: KeptAssertion | null
  readonly card: KeptCard | null
  /** When it was validated, and when it was sent. */
  readonly at: Date
  readonly now: Date
}

/**
 * Under a supervision that comes before the signature the claims wait for the monitor (co-approve.ts). With the
 * signer away they wait as they are.
 */
async function sign(
  tx: Tx,
  means: Means,
  row: CertificateRow,
  { certificate, officer, at, now, assertion, card, validation, record, monitor }: Closing,
): Promise<void> {
  const { participant, number } = row
  const { iat, exp, cti } = claimsOf(certificate)
  const signing: Awaitable = {
    kind: 'certificate',
    author: participant,
    number,
    slot: Number(row.slot),
    subject: null,
    claims: { iat, exp, cti, body: encodeBody(certificate) },
    // The message that goes before the goods (Annex II, 19): the certificate itself.
    to: [certificate.destination, ...certificate.transit],
    approvals: {
      issued: approvalOf(row.issued_by, row.issue_assertion),
      validated: approvalOf(officer.id, assertion),
    },
    at: now,
  }
  const by = { officer, role: officer.roles[0] ?? null }
  const toSign = encodeClaims(claimsOf(certificate))
  const asked = { asked: monitor, at: now, by: officer.id, claims: toSign }
  const writes = (state: Validated['state'], signed: Signed | null) => {
    const act = HAPPENED[state]
    const change = { before: { state: row.state }, after: { state } }
    tx.changes.push({ thing: 'certificate', key: number, ...change })
    return [
      validatedWrite(row, {
        at,
        by: officer.id,
        byName: officer.name,
        containers: validation.containers,
        assertion,
        card,
        record: means.safe.close(record, `${participant} ${number} ${RECORD_NAME}`),
        dossierDigest: certificate.dossierDigest,
        signed,
        toSign: signed === null ? toSign : null,
        state,
      }),
      ...askMonitorWrite(row, asked),
      eventsWrite([{ participant, subject: number, at: now, act, by }]),
    ] as const
  }
  if (monitor?.mode === 'pre_approval') return leaveWritten(tx, writes('awaiting_monitor', null))
  await signOrWait(tx, means, signing, (signed) =>
    writes(signed === null ? 'awaiting_signature' : 'validated', signed),
  )
}

/** What the time line says of a validation, by where it led. */
const HAPPENED = {
  awaiting_monitor: 'validate-proposed',
  awaiting_signature: 'validate-unsigned',
  validated: 'validate',
} as const satisfies Record<Validated['state'], HistoryAct>

/** What was applied for, and the files that go into the dossier beside the record. */
export type Papers = {
  readonly application: ApplicationRow
  readonly files: readonly DossierFile[]
}

/** Asked for by number, so that the question travels with the one for the certificate itself. */
export async function papersOf(tx: Tx, key: CertificateKey): Promise<Papers | undefined> {
  const [application, files] = await Promise.all([
    applicationBehind(tx, key),
    dossierFilesOf(tx, key),
  ])
  return application === undefined ? undefined : { application, files }
}
