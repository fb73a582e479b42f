import { createHash } from 'node:crypto'
import type { Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import { showCarats } from '../../values/carats.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import { CERTIFICATE_ACTS, permit } from '../acts.ts'
import { parseApplication } from '../application.ts'
import { type Certificate, claimsOf } from '../certificate.ts'
import { type DossierFile, dossierDigest, RECORD_NAME } from '../dossier.ts'
import { encodeBody } from '../fields.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import { parseValidation, type Validation, validate } from '../validate.ts'
import { type ApplicationRow, applicationBehind } from './applications-store.ts'
import { type CertificateKey, type CertificateRow, validatedWrite } from './certificates-store.ts'
import { eventsWrite } from './events-store.ts'
import { dossierFilesOf } from './evidence-store.ts'
import { epochSeconds, type Means } from './means.ts'
import { type Signing, signAndKeep } from './sign.ts'

/**
 * Validates and signs a certificate that is locked. The dossier is closed in the same step: its
 * digest is in what is signed.
 */
export async function validateCertificate(
  tx: Tx,
  means: Means,
  officer: Officer,
  row: CertificateRow,
  { body, papers, now }: { readonly body: unknown; readonly papers: Papers; readonly now: Date },
): Promise<Outcome<Certificate, CertificatesRefusal>> {
  const allowed = permit(CERTIFICATE_ACTS, row.state, 'validate', officer)
  if (!allowed.ok) return allowed
  const validation = parseValidation(body)
  if (!validation.ok) return validation
  const application = parseApplication(papers.application.content)
  if (!application.ok) return application
  const subject = { row, application: papers.application }
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
  await sign(tx, means, row, certificate.value, {
    officer,
    now,
    validation: validation.value,
    record,
  })
  return accept(certificate.value)
}

type Closing = {
  readonly officer: Officer
  readonly now: Date
  readonly validation: Validation
  readonly record: Buffer
}

async function sign(
  tx: Tx,
  means: Means,
  row: CertificateRow,
  certificate: Certificate,
  { officer, now, validation, record }: Closing,
): Promise<void> {
  const { participant, number } = row
  const { iat, exp, cti } = claimsOf(certificate)
  const signing: Signing = {
    kind: 'certificate',
    author: participant,
    number,
    slot: Number(row.slot),
    subject: null,
    claims: { iat, exp, cti, body: encodeBody(certificate) },
    // The message that goes before the goods (Annex II, 19): the certificate itself.
    to: [certificate.destination, ...certificate.transit],
    approvals: {
      issued: { officer: row.issued_by, assertion: null },
      validated: { officer: officer.id, assertion: null },
    },
  }
  tx.changes.push({
    thing: 'certificate',
    key: number,
    before: { state: row.state },
    after: { state: 'validated' },
  })
  const by = { officer, role: 'validating_officer' } as const
  await signAndKeep(tx, means, signing, (signed) => [
    validatedWrite(row, {
      at: now,
      by: officer.id,
      byName: officer.name,
      containers: validation.containers,
      record: means.safe.close(record, `${participant} ${number} ${RECORD_NAME}`),
      dossierDigest: certificate.dossierDigest,
      statement: signed.bytes,
      digest: signed.digest,
    }),
    eventsWrite([{ participant, subject: number, at: now, act: 'validate', by }]),
  ])
}

/** The full record of the certificate, as it was when it was signed. */
function recordOf(
  { row, application }: { readonly row: CertificateRow; readonly application: ApplicationRow },
  validation: Validation,
  { officer, now }: { readonly officer: Officer; readonly now: Date },
): Buffer {
  const record = {
    number: row.number,
    issuer: row.participant,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    issuedBy: row.issued_by_name,
    validatedBy: officer.name,
    validatedAt: now.toISOString(),
    applicant: { name: application.applicant_name, firm: application.firm },
    replaces: row.replaces,
    despite: row.despite,
    // As they were typed: an integer of hundredths would be read as carats by whoever opens the file.
    application: application.content,
    validation: inCarats(validation),
  }
  return Buffer.from(JSON.stringify(record, null, 1))
}

function inCarats({ found, containers }: Validation) {
  const lines = found.lines.map(({ hs, carats }) => ({ hs, carats: showCarats(carats) }))
  return { found: { ...found, lines }, containers }
}

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

function recordFile(record: Buffer): DossierFile {
  const sha256 = createHash('sha256').update(record).digest()
  return { name: RECORD_NAME, mediaType: 'application/json', size: record.length, sha256 }
}
