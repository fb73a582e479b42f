import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import { parseStatement } from '../../crypto/statement.ts'
import type { Queryable } from '../../platform/database.ts'
import type { Language } from '../../platform/words.ts'
import { actsFor, CERTIFICATE_ACTS } from '../acts.ts'
import { parseApplication } from '../application.ts'
import { type Certificate, certificateJson } from '../certificate.ts'
import { decodeCorrection } from '../correction.ts'
import { qrText } from '../document.ts'
import { bodyFrom, printBody } from '../fields.ts'
import { LABELS } from '../sheet-of.ts'
import { SHEET_WORDS, type SheetWord } from '../sheet-words.ts'
import { type AlarmRow, alarmsOf } from './alarms-store.ts'
import type { Reader } from './application-view.ts'
import { findApplication } from './applications-store.ts'
import { awaitingOf } from './awaiting-store.ts'
import { awaitingView } from './awaiting-view.ts'
import type { CertificateRow } from './certificates-store.ts'
import { findDelegation } from './delegations-store.ts'
import { eventsOf } from './events-store.ts'
import { evidenceOf } from './evidence-store.ts'
import { historyText } from './history-text.ts'
import type { Means } from './means.ts'
import { monitorView } from './monitor-view.ts'
import { evidenceView } from './read-upload.ts'
import { type StatementRow, statementsAbout } from './statements-store.ts'
import { storedCertificate } from './stored-certificate.ts'
import { alarmText, type Wording, wordingFor } from './wording.ts'
import { printerFor, stopText } from './words.ts'

/** A certificate whole: the sheet's fields, its life, its statements, and what the reader may do. */
export async function certificateView(
  on: Queryable,
  means: Means,
  row: CertificateRow,
  reader: Reader,
) {
  const { language, officer } = reader
  const certificate = await certificateOfRow(on, row)
  const statements = await statementsAbout(on, row.participant, row.number)
  const wording = wordingFor(means.registry, language)
  return {
    number: row.number,
    issuer: row.participant,
    state: row.state,
    acts: actsFor(CERTIFICATE_ACTS, row.state, officer),
    fields: fieldsView(certificate, means, language),
    certificate: certificateJson(certificate),
    applicationId: row.application_id,
    issuedBy: row.issued_by_name,
    issuedAt: row.issued_at,
    validatedBy: row.validated_by_name,
    validatedAt: row.validated_at,
    ...inPersonView(row, officer),
    waiting: await awaitingView(on, await awaitingOf(on, row), language),
    monitor: await monitorView(on, row, officer),
    delegation: await licenceOf(on, row),
    exportedAt: row.exported_at,
    containers: row.containers,
    hasProof: row.statement !== null && means.proofOf !== null,
    qr: row.statement === null ? null : qrText(new Uint8Array(row.statement), means.environment),
    specimen: means.environment === 'demonstration',
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    stolen: row.stolen,
    confirmationDueOn: row.refused_at === null ? row.confirmation_due_on : null,
    confirmation: confirmationView(row, certificate),
    despite: despiteView(row, language),
    attachments: mayDo(officer, 'certificates:evidence')
      ? (await evidenceOf(on, row)).map(evidenceView)
      : [],
    corrections: correctionsIn(statements),
    alarms: await alarmsView(on, row, wording),
    history: await historyView(on, row.participant, [row.application_id, row.number], wording),
    statements: statementsView(statements),
  }
}

/** Under which licence a firm issued it; null where the authority did. */
async function licenceOf(on: Queryable, { participant, delegation_id: id }: CertificateRow) {
  const row = id === null ? undefined : await findDelegation(on, participant, id)
  if (row === undefined) return null
  const { firm, from_day: from, until_day: until, suspended_at: suspendedAt } = row
  return { firm, from, until, suspendedAt }
}

/** Which of the two officers signed with a passkey, with which card, and whether the reader may have what was signed. */
function inPersonView(
  {
    issue_assertion: issue,
    validate_assertion: validate,
    issue_card,
    validate_card,
  }: CertificateRow,
  officer: Officer,
) {
  const isKept = [issue, validate, issue_card, validate_card].some((each) => each !== null)
  const cards = {
    ...(issue_card && { issuedCard: issue_card.subject }),
    ...(validate_card && { validatedCard: validate_card.subject }),
  }
  return {
    ...cards,
    issuedInPerson: issue !== null,
    validatedInPerson: validate !== null,
    assertions: isKept && mayDo(officer, 'certificates:evidence'),
  }
}

/** What was found, line by line: what was declared and not there at all was found to weigh nothing. */
function confirmationView({ confirmation }: CertificateRow, { lines }: Certificate) {
  if (confirmation === null) return null
  const found = confirmation.lines
  const missing = lines.filter(({ hs }) => !found.some((each) => each.hs === hs))
  const all = [...found, ...missing.map(({ hs }) => ({ hs, carats: '0.00' }))]
  return { ...confirmation, lines: all.sort((a, b) => (a.hs < b.hs ? -1 : 1)) }
}

/** What the issuing officer answered to checks that said stop, for whoever looks next. */
function despiteView({ despite }: Pick<CertificateRow, 'despite'>, language: Language) {
  return despite.map((each) => ({
    check: each.check,
    text: stopText(each, language),
    reason: each.reason,
  }))
}

/** The certificate as it was signed or, before that, as it will be but for the seals. */
export async function certificateOfRow(on: Queryable, row: CertificateRow): Promise<Certificate> {
  if (row.statement !== null) return storedCertificate(row)
  const application = await findApplication(on, row.participant, row.application_id)
  const parsed = parseApplication(application?.content)
  if (!parsed.ok) throw new Error(`the application of ${row.number} is ${parsed.refusals[0].code}`)
  const body = bodyFrom({
    application: parsed.value,
    // Of one that is validated and waits: the seals that will be signed.
    seals: (row.containers ?? []).flatMap(({ seals }) => seals),
    dossierDigest: new Uint8Array(32),
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
  })
  return { ...body, number: row.number, issuer: row.participant, iat: 0, exp: Number(row.exp) }
}

/** The fields in the order of the sheet, in the reader's words. */
export function fieldsView(certificate: Certificate, means: Means, language: Language) {
  const words: Readonly<Record<SheetWord, string>> = SHEET_WORDS[language]
  const fallback: Readonly<Record<string, SheetWord>> = {
    lines: 'hs',
    totals: 'total',
    seals: 'seals',
    kind: 'kindTechnical',
  }
  return printBody(certificate, printerFor(means.registry, language))
    .filter(
      ({ name }) =>
        name !== 'dossierDigest' && (name !== 'kind' || certificate.kind === 'technical'),
    )
    .map(({ name, element, values }) => {
      const word = LABELS[name] ?? fallback[name]
      return { name, element, label: word === undefined ? name : words[word], values }
    })
}

/** What issuers said later: the original values are kept, and these stand beside them. */
export function correctionsIn(statements: readonly StatementRow[]) {
  return statements.flatMap(({ kind, bytes }) => {
    if (kind !== 'correction') return []
    const parsed = parseStatement(new Uint8Array(bytes))
    const correction = parsed.ok ? decodeCorrection(parsed.value.body) : undefined
    if (!parsed.ok || correction === undefined) return []
    const { reason, changes } = correction
    const at = new Date(parsed.value.iat * 1000)
    return changes.map((change) => ({ ...change, reason, at }))
  })
}

export function statementsView(statements: readonly StatementRow[]) {
  return statements.map(({ kind, author, iat, digest }) => ({
    kind,
    author,
    at: new Date(Number(iat) * 1000),
    digest: digest.toString('hex'),
  }))
}

export async function historyView(
  on: Queryable,
  participant: CertificateRow['participant'],
  subjects: readonly string[],
  wording: Wording,
) {
  const events = await eventsOf(on, participant, subjects)
  return events.map((event) => ({
    at: event.at,
    by: event.officer_name === null ? null : { name: event.officer_name, role: event.role },
    act: event.act,
    text: historyText(event.act, event.detail, wording),
  }))
}

export async function alarmsView(
  on: Queryable,
  {
    participant,
    number,
  }: { readonly participant: CertificateRow['participant']; readonly number: string | null },
  wording: Wording,
) {
  const alarms = await alarmsOf(on, participant, number)
  return alarms.map((alarm) => ({
    id: alarm.id.toString(),
    code: alarm.code,
    issuer: alarm.issuer,
    number: alarm.number,
    from: alarm.source,
    at: alarm.at,
    acknowledgedAt: alarm.acknowledged_at,
    acknowledgedBy: settledBy(alarm, wording) ?? alarm.acknowledged_by,
    text: alarmText(alarm.code, alarm.detail, wording),
  }))
}

/** The Participant whose statement ended an alarm; undefined where a person did. */
function settledBy({ detail }: AlarmRow, wording: Wording): string | undefined {
  return detail.settledBy === undefined ? undefined : wording.party(detail.settledBy)
}
