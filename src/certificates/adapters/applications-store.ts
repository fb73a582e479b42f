import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import type { Facts } from '../../values/change.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { ApplicationState } from '../acts.ts'
import type { CertificateKey } from './certificates-store.ts'

export type Deficiency = {
  readonly at: string
  readonly by: string
  readonly reason: string
  readonly fields: readonly { readonly field: string; readonly text: string }[]
}

export type ApplicationRow = {
  readonly participant: PartyCode
  readonly id: string
  readonly state: ApplicationState
  readonly version: number
  readonly content: Readonly<Record<string, unknown>>
  readonly applicant_id: string
  readonly applicant_name: string
  readonly firm: string | null
  readonly saved_at: Date
  readonly submitted_at: Date | null
  /** When somebody else than the applicant first opened it while it was a draft. */
  readonly seen_at: Date | null
  readonly carats: bigint | null
  readonly usd: bigint | null
  readonly destination: string | null
  readonly deficiency: Deficiency | null
  readonly replaces: string | null
  readonly number: string | null
}

const COLUMNS = `participant, id, state, version, content, applicant_id, applicant_name, firm, saved_at,
  submitted_at, seen_at, carats, usd, destination, deficiency, replaces, number`

export type NewApplication = Pick<
  ApplicationRow,
  | 'participant'
  | 'id'
  | 'state'
  | 'content'
  | 'applicant_id'
  | 'applicant_name'
  | 'firm'
  | 'saved_at'
  | 'submitted_at'
  | 'replaces'
> & { readonly figures: Figures | null }

/** Of a submitted application, for lists: hundredths of a carat and US cents. */
export type Figures = {
  readonly carats: number
  readonly usd: number
  readonly destination: string
}

/** Writes a new application, and in the same statement what goes `also` with it. */
export function insertApplication(
  tx: Tx,
  { figures, ...row }: NewApplication,
  also: readonly Write[],
): ApplicationRow {
  const inserted = {
    ...row,
    ...inRow(figures),
    version: 1,
    seen_at: null,
    deficiency: null,
    number: null,
  }
  leaveWritten(tx, [...also, insertOf(inserted)])
  tx.changes.push({ thing: 'application', key: row.id, before: null, after: factsOf(inserted) })
  return inserted
}

function inRow(figures: Figures | null): Pick<ApplicationRow, 'carats' | 'usd' | 'destination'> {
  if (figures === null) return { carats: null, usd: null, destination: null }
  const { carats, usd, destination } = figures
  return { carats: BigInt(carats), usd: BigInt(usd), destination }
}

function insertOf(row: ApplicationRow): Write {
  return {
    sql: `insert into certificates.application (participant, id, state, content, applicant_id, applicant_name, firm,
       saved_at, submitted_at, replaces, carats, usd, destination)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      row.participant,
      row.id,
      row.state,
      JSON.stringify(row.content),
      row.applicant_id,
      row.applicant_name,
      row.firm,
      row.saved_at,
      row.submitted_at,
      row.replaces,
      row.carats,
      row.usd,
      row.destination,
    ],
  }
}

/** `lock` holds the row until the transaction ends: whoever acts on it next sees what was done. */
export async function findApplication(
  on: Queryable,
  participant: PartyCode,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ApplicationRow | undefined> {
  const [row] = await rowsOf<ApplicationRow>(
    on,
    `select ${COLUMNS} from certificates.application where participant = $1 and id = $2
     ${lock === 'lock' ? 'for update' : ''}`,
    [participant, id],
  )
  return row
}

/** The application that a certificate was issued on. */
export async function applicationBehind(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<ApplicationRow | undefined> {
  const [row] = await rowsOf<ApplicationRow>(
    on,
    `select ${COLUMNS} from certificates.application where participant = $1 and id = (
       select application_id from certificates.certificate where participant = $1 and number = $2)`,
    [participant, number],
  )
  return row
}

/** What is not named stays as it is. */
export type ApplicationChange = Partial<
  Pick<ApplicationRow, 'state' | 'content' | 'saved_at' | 'submitted_at' | 'deficiency' | 'number'>
> & { readonly figures?: Figures }

/**
 * Writes a changed application; its version grows by one. The row is locked by `findApplication`.
 * What goes `also` with the change is in the same statement.
 */
export function updateApplication(
  tx: Tx,
  row: ApplicationRow,
  { figures, ...change }: ApplicationChange,
  also: readonly Write[] = [],
): ApplicationRow {
  const counted = figures === undefined ? {} : inRow(figures)
  const updated = { ...row, ...change, ...counted, version: row.version + 1 }
  leaveWritten(tx, [...also, updateOf(updated, change.content !== undefined)])
  tx.changes.push({
    thing: 'application',
    key: row.id,
    before: factsOf(row),
    after: factsOf(updated),
  })
  return updated
}

/** What was typed is told by its figures: names and addresses are in the row, not in the journal. */
function factsOf({ state, version, number, carats, usd, destination }: ApplicationRow): Facts {
  return { state, version, number, carats: textOf(carats), usd: textOf(usd), destination }
}

function textOf(figure: ApplicationRow['carats']): string | null {
  return figure === null ? null : String(figure)
}

/** What was typed is the bulk of the row, and most acts leave it as it is. */
function updateOf(row: ApplicationRow, isContentNew: boolean): Write {
  const content = isContentNew ? ', content = $12::jsonb' : ''
  return {
    sql: `update certificates.application set state = $3, saved_at = $4, submitted_at = $5,
       deficiency = $6::jsonb, number = $7, carats = $8, usd = $9, destination = $10, version = $11${content}
     where participant = $1 and id = $2`,
    values: [
      row.participant,
      row.id,
      row.state,
      row.saved_at,
      row.submitted_at,
      row.deficiency === null ? null : JSON.stringify(row.deficiency),
      row.number,
      row.carats,
      row.usd,
      row.destination,
      row.version,
      ...(isContentNew ? [JSON.stringify(row.content)] : []),
    ],
  }
}

export type ApplicationQuery = {
  readonly participant: PartyCode
  readonly states: readonly ApplicationState[]
  /** Only of this firm; null for all, which an officer of the authority sees. */
  readonly firm: string | null
  readonly limit: number
}

/** Those that wait longest first. */
export function listApplications(
  on: Queryable,
  query: ApplicationQuery,
): Promise<readonly ApplicationRow[]> {
  return rowsOf<ApplicationRow>(
    on,
    `select ${COLUMNS} from certificates.application
     where participant = $1 and state = any($2) and ($3::text is null or firm = $3)
     order by coalesce(submitted_at, saved_at), id limit $4`,
    [query.participant, query.states, query.firm, query.limit],
  )
}

export type Similar = { readonly name: string; readonly sameValue: boolean }

/**
 * The application of the same firm with the same weight to the same destination in the last 90 days
 * that resembles most. One whose certificate died has left its goods free, and one that was returned
 * has to come before an officer again.
 */
export async function similarApplication(
  on: Queryable,
  { participant, id }: Pick<ApplicationRow, 'participant' | 'id'>,
  value: 'same-value' | 'any-value' = 'any-value',
): Promise<Similar | null> {
  const [similar] = await rowsOf<{ name: string; same_value: boolean }>(
    on,
    `select coalesce(a.number, a.id::text) as name, a.usd = own.usd as same_value
     from certificates.application own
     join certificates.application a on a.participant = own.participant and a.id <> own.id
       and a.firm is not distinct from own.firm and a.carats = own.carats and a.destination = own.destination
     where own.participant = $1 and own.id = $2
       ${value === 'same-value' ? 'and a.usd = own.usd' : ''}
       and a.state in ('submitted', 'issued')
       and a.submitted_at > coalesce(own.submitted_at, own.saved_at) - interval '90 days'
       and not exists (select from certificates.certificate c where c.participant = a.participant
         and c.number = a.number and c.state in ('replaced', 'voided', 'returned_unused', 'spoiled'))
     order by same_value desc, a.submitted_at desc limit 1`,
    [participant, id],
  )
  return similar === undefined ? null : { name: similar.name, sameValue: similar.same_value }
}
