import { randomUUID } from 'node:crypto'
import { mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { APPLICATION_ACTS, type ApplicationAct, permit } from '../acts.ts'
import { type Application, parseApplication, parseDraft } from '../application.ts'
import { totalsOf } from '../goods.ts'
import { MAX_NOTE } from '../limits.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import {
  type ApplicationChange,
  type ApplicationRow,
  type Deficiency,
  type Figures,
  insertApplication,
  type NewApplication,
  updateApplication,
} from './applications-store.ts'
import { type Event, eventsWrite } from './events-store.ts'
import { undrawable } from './pdf-fonts.ts'

type Done = Outcome<ApplicationRow, CertificatesRefusal | PrintRefusal>

/** Starts a draft. With `submit` it goes to the authority in the same step, for firms' own software. */
export function startApplication(
  tx: Tx,
  officer: Officer,
  start: {
    readonly content: unknown
    readonly submit: boolean
    readonly now: Date
    readonly copiedFrom?: string
    readonly replaces?: string
    /** For whom it is started, where an officer starts it; otherwise who starts it applies. */
    readonly applicant?: Pick<Officer, 'id' | 'name' | 'firm'>
  },
): Done {
  const draft = parseDraft(start.content)
  if (!draft.ok) return refusedUnder('content', draft)
  const application = start.submit ? printable(start.content) : null
  if (application !== null && !application.ok) return refusedUnder('content', application)
  const applicant = start.applicant ?? officer
  const key = { participant: officer.participant, id: randomUUID() }
  const fresh: NewApplication = {
    ...key,
    state: start.submit ? 'submitted' : 'draft',
    content: draft.value,
    applicant_id: applicant.id,
    applicant_name: applicant.name,
    firm: applicant.firm ?? applicant.id,
    saved_at: start.now,
    submitted_at: start.submit ? start.now : null,
    replaces: start.replaces ?? null,
    figures: application === null ? null : figuresOf(application.value),
  }
  const act = start.copiedFrom === undefined ? 'created' : 'copied'
  const detail = start.copiedFrom === undefined ? {} : { other: start.copiedFrom }
  const lines = [line(key, officer, { act, now: start.now, detail })]
  if (start.submit) lines.push(line(key, officer, { act: 'submit', now: start.now }))
  return accept(insertApplication(tx, fresh, [eventsWrite(lines)]))
}

/** Saves a draft over the version that the writer saw; over another one it is refused. */
export function saveDraft(
  tx: Tx,
  officer: Officer,
  row: ApplicationRow,
  save: { readonly version: unknown; readonly content: unknown; readonly now: Date },
): Done {
  const allowed = mayChange(row, 'save', officer)
  if (!allowed.ok) return allowed
  const stale = staleVersion(row, save.version)
  if (stale !== null) return stale
  const draft = parseDraft(save.content)
  if (!draft.ok) return refusedUnder('content', draft)
  // A save every few seconds is no event: the time line shows the first and the submission.
  return accept(updateApplication(tx, row, { content: draft.value, saved_at: save.now }))
}

export function submit(
  tx: Tx,
  officer: Officer,
  row: ApplicationRow,
  { version, now }: { readonly version: unknown; readonly now: Date },
): Done {
  const allowed = mayChange(row, 'submit', officer)
  if (!allowed.ok) return allowed
  const stale = version === undefined ? null : staleVersion(row, version)
  if (stale !== null) return stale
  const application = printable(row.content)
  if (!application.ok) return application
  const figures = figuresOf(application.value)
  const change = { state: 'submitted', submitted_at: now, figures } as const
  return step(tx, officer, row, change, { act: 'submit', now })
}

/** Reads an application whole, and refuses what no letter on the sheet could show while it can be mended. */
function printable(content: unknown): Outcome<Application, CertificatesRefusal | PrintRefusal> {
  const application = parseApplication(content)
  if (!application.ok) return application
  for (const field of ['exporter', 'importer'] as const) {
    const { name, place } = application.value[field]
    for (const [part, text] of Object.entries({ name, place })) {
      const [character] = undrawable(text)
      if (character === undefined) continue
      const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      return refuse('PRINT_CHARACTER', `${field}.${part}`, { text, code })
    }
  }
  return application
}

export function withdraw(tx: Tx, officer: Officer, row: ApplicationRow, now: Date): Done {
  const allowed = mayChange(row, 'withdraw', officer)
  if (!allowed.ok) return allowed
  const change = { state: 'withdrawn' } as const
  return step(tx, officer, row, change, { act: 'withdraw', now })
}

/** Sends an application back with what it lacks: a deficiency notice, which is no rejection (Canada, s. 9). */
export function returnWithDeficiency(
  tx: Tx,
  officer: Officer,
  row: ApplicationRow,
  notice: { readonly reason: unknown; readonly fields: unknown; readonly now: Date },
): Done {
  const allowed = permit(APPLICATION_ACTS, row.state, 'return', officer)
  if (!allowed.ok) return allowed
  const reason = parseNote(notice.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  const deficiency: Deficiency = {
    at: notice.now.toISOString(),
    by: officer.name,
    reason: reason.value,
    fields: fieldsAtFault(notice.fields),
  }
  const change = { state: 'returned', deficiency } as const
  const detail = { reason: reason.value }
  return step(tx, officer, row, change, { act: 'return', now: notice.now, detail })
}

const MAX_FAULTS = 50

function fieldsAtFault(fields: unknown): Deficiency['fields'] {
  if (!Array.isArray(fields)) return []
  return fields.slice(0, MAX_FAULTS).flatMap((each: { field?: unknown; text?: unknown }) => {
    const field = parseNote(each?.field, 100)
    const text = parseNote(each?.text, MAX_NOTE)
    return field.ok ? [{ field: field.value, text: text.ok ? text.value : '' }] : []
  })
}

/** A firm changes what it applies for; an officer only what he started himself. */
function mayChange(row: ApplicationRow, act: ApplicationAct, officer: Officer) {
  const isOfFirm = mayDo(officer, 'certificates:start')
  if (!isOfFirm && row.applicant_id !== officer.id) {
    return refuse('CERTIFICATES_ROLE' as const, undefined, { act })
  }
  return permit(APPLICATION_ACTS, row.state, act, officer)
}

function staleVersion(row: ApplicationRow, version: unknown) {
  return version === row.version
    ? null
    : refuse('CERTIFICATES_DRAFT_CHANGED' as const, 'version', { version: row.version })
}

export function figuresOf(application: Application): Figures {
  const { carats, usd } = totalsOf(application.parcels)
  return { carats, usd, destination: application.destination }
}

type Step = {
  readonly act: ApplicationAct | 'created' | 'copied'
  readonly now: Date
  readonly detail?: Readonly<Record<string, string>>
}

function step(
  tx: Tx,
  officer: Officer,
  row: ApplicationRow,
  change: ApplicationChange,
  done: Step,
): Done {
  const also = [eventsWrite([line(row, officer, done)])]
  return accept(updateApplication(tx, row, change, also))
}

function line(
  { participant, id }: Pick<ApplicationRow, 'participant' | 'id'>,
  officer: Officer,
  { act, now, detail = {} }: Step,
): Event {
  const role = officer.roles[0] ?? null
  return { participant, subject: id, at: now, act, by: { officer, role }, detail }
}
