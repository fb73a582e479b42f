import type { Officer } from '../../access/officer.ts'
import { showCarats } from '../../values/carats.ts'
import type { Asked as AskedOfMonitor } from '../co-approval.ts'
import type { Delegation } from '../delegation.ts'
import type { Validation } from '../validate.ts'
import type { ApplicationRow } from './applications-store.ts'
import type { CertificateRow } from './certificates-store.ts'

type Subject = {
  readonly row: CertificateRow
  readonly application: ApplicationRow
  readonly monitor: AskedOfMonitor | undefined
  readonly under: Delegation | undefined
}

/** The full record of the certificate, as it was when it was signed: `record.json` (docs/formats/dossier.md). */
export function recordOf(
  { row, application, monitor, under }: Subject,
  validation: Validation,
  { officer, now }: { readonly officer: Officer; readonly now: Date },
): Buffer {
  const record = {
    number: row.number,
    issuer: row.participant,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    issuedBy: row.issued_by_name,
    // What the other officer signed comes after this file is closed, and stands beside it.
    issueAssertion: row.issue_assertion,
    ...(row.issue_card && { issueCard: row.issue_card }),
    validatedBy: officer.name,
    validatedAt: now.toISOString(),
    applicant: { name: application.applicant_name, firm: application.firm },
    replaces: row.replaces,
    despite: row.despite,
    // Who is asked beside the two officers. What he says comes after this file is closed, and stands beside it.
    monitor: monitor ?? null,
    delegation: under === undefined ? null : delegationTold(under),
    // As they were typed: an integer of hundredths would be read as carats by whoever opens the file.
    application: application.content,
    validation: inCarats(validation),
  }
  return Buffer.from(JSON.stringify(record, null, 1))
}

/** The licence under which a firm issued it, as it stood. */
function delegationTold({ id, firm, origins, from, until }: Delegation) {
  return { id, firm, origins, from, until }
}

function inCarats({ found, containers }: Validation) {
  const lines = found.lines.map(({ hs, carats }) => ({ hs, carats: showCarats(carats) }))
  return { found: { ...found, lines }, containers }
}
