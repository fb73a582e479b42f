import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import type { Queryable } from '../../platform/database.ts'
import type { Language } from '../../platform/words.ts'
import { sentence } from '../../platform/words.ts'
import { parseCarats, showCarats } from '../../values/carats.ts'
import { HS_CODES, parseHsCode } from '../../values/hs.ts'
import { parseUsd, showUsd } from '../../values/us-cents.ts'
import { APPLICATION_ACTS, actsFor } from '../acts.ts'
import { parseApplication } from '../application.ts'
import { checksFor } from '../checks.ts'
import { mayDeleteDraft } from '../delete-application.ts'
import { isAnswerable } from '../despite.ts'
import { centsPerCarat, type Line, linesOf, totalsOf } from '../goods.ts'
import { type ApplicationRow, similarApplication } from './applications-store.ts'
import { attachmentsOf } from './attachments-store.ts'
import { certificatesBook } from './book.ts'
import { eventsOf } from './events-store.ts'
import { blanksFor } from './hands-store.ts'
import { historyText } from './history-text.ts'
import { type Means, practiceOf, todayOf } from './means.ts'
import { fileView } from './read-upload.ts'
import { wordingFor } from './wording.ts'
import { checkText } from './words.ts'

export type Reader = {
  readonly officer: Officer
  readonly language: Language
  readonly now: Date
}

/** An application whole: what it says, what it lacks, what was checked, and what the reader may do. */
export async function applicationView(
  on: Queryable,
  means: Means,
  row: ApplicationRow,
  reader: Reader,
) {
  const { officer, language } = reader
  const attachments = await attachmentsOf(on, row)
  const subjects = row.number === null ? [row.id] : [row.id, row.number]
  const events = await eventsOf(on, row.participant, subjects)
  const wording = wordingFor(means.registry, language)
  return {
    ...summary(row),
    version: row.version,
    content: row.content,
    savedAt: row.saved_at,
    applicant: { name: row.applicant_name, firm: row.firm },
    acts: actsFor(APPLICATION_ACTS, row.state, officer).filter(
      (act) => act !== 'delete-draft' || mayDeleteDraft(row, officer.id),
    ),
    replaces: row.replaces,
    deficiency: row.deficiency,
    refusals: missing(row, language),
    totals: totalsSoFar(row.content),
    attachments: attachments.map(fileView),
    checks: await checks(on, means, row, reader, attachments.length),
    history: events.map((event) => ({
      at: event.at,
      by: event.officer_name === null ? null : { name: event.officer_name, role: event.role },
      act: event.act,
      text: historyText(event.act, event.detail, wording),
    })),
  }
}

/** What a list shows of an application. */
export function summary(row: ApplicationRow) {
  return {
    id: row.id,
    participant: row.participant,
    state: row.state,
    number: row.number,
    firm: row.firm,
    destination: row.destination ?? textIn(row.content, 'destination'),
    carats: row.carats === null ? null : showCarats(Number(row.carats)),
    usd: row.usd === null ? null : showUsd(Number(row.usd)),
    savedAt: row.saved_at,
    submittedAt: row.submitted_at,
  }
}

function textIn(content: ApplicationRow['content'], name: string): string | null {
  const value = content[name]
  return typeof value === 'string' ? value : null
}

function missing({ content, state }: ApplicationRow, language: Language) {
  if (state !== 'draft' && state !== 'returned') return []
  const parsed = parseApplication(content)
  if (parsed.ok) return []
  return parsed.refusals.map((each) => ({
    code: each.code,
    field: each.field,
    text: sentence(certificatesBook.words, each, language),
  }))
}

/** Totals of the rows that are whole, so that a draft counts along while it is typed. */
function totalsSoFar(content: ApplicationRow['content']) {
  const rows = Array.isArray(content.parcels) ? (content.parcels as Record<string, unknown>[]) : []
  const whole = rows.flatMap((row): Line[] => {
    const hs = parseHsCode(row?.hs)
    const carats = parseCarats(row?.carats)
    const usd = parseUsd(row?.usd)
    return hs.ok && carats.ok && usd.ok
      ? [{ hs: hs.value, carats: carats.value, usd: usd.value }]
      : []
  })
  const totals = totalsOf(whole)
  return {
    carats: showCarats(totals.carats),
    usd: showUsd(totals.usd),
    parcels: whole.length,
    lines: linesOf(whole).map((line) => ({
      hs: line.hs,
      carats: showCarats(line.carats),
      usd: showUsd(line.usd),
      parcels: whole.filter(({ hs }) => hs === line.hs).length,
      usdPerCarat: showUsd(centsPerCarat(line)),
    })),
    codes: HS_CODES,
  }
}

async function checks(
  on: Queryable,
  means: Means,
  row: ApplicationRow,
  { officer, language, now }: Reader,
  documents: number,
) {
  const parsed = parseApplication(row.content)
  if (!parsed.ok || row.state !== 'submitted' || !mayDo(officer, 'certificates:issue')) return []
  const similar = await similarApplication(on, row)
  return checksFor({
    application: parsed.value,
    issuer: row.participant,
    registry: means.registry,
    own: practiceOf(means, row.participant, now),
    theirs: practiceOf(means, parsed.value.destination, now),
    today: todayOf(means, row.participant, now),
    language,
    numbersLeft: await blanksFor(on, officer),
    documents,
    similar,
  }).map((check) => ({
    code: check.code,
    outcome: check.outcome,
    answerable: isAnswerable(check),
    detail: check.detail,
    text: checkText(check, language),
  }))
}
