import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { type Write, writeTogether } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { ApplicationState } from '../acts.ts'

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
  readonly carats: bigint | null
  readonly usd: bigint | null
  readonly destination: string | null
  readonly deficiency: Deficiency | null
  readonly replaces: string | null
  readonly number: string | null
}

const COLUMNS = `participant, id, state, version, content, applicant_id, applicant_name, firm, saved_at,
  submitted_at, carats, usd, destination, deficiency, replaces, number`

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
export async function insertApplication(
  tx: Tx,
  row: NewApplication,
  also: readonly Write[],
): Promise<ApplicationRow> {
  const [inserted] = await writeTogether<ApplicationRow>(tx, [...also, insertOf(row)])
  if (inserted === undefined) throw new Error('an application that was inserted is not there')
  return inserted
}

function insertOf(row: NewApplication): Write {
  return {
    sql: `insert into certificates.application (participant, id, state, content, applicant_id, applicant_name, firm,
       saved_at, submitted_at, replaces, carats, usd, destination)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${COLUMNS}`,
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
      row.figures?.carats ?? null,
      row.figures?.usd ?? null,
      row.figures?.destination ?? null,
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

export type ApplicationChange = {
  readonly state: ApplicationState
  readonly content: ApplicationRow['content']
  readonly saved_at: Date
  readonly submitted_at: Date | null
  readonly deficiency: Deficiency | null
  readonly number: string | null
  readonly figures: Figures | null
}

type Key = Pick<ApplicationRow, 'participant' | 'id'>

/**
 * Writes a changed application; its version grows by one. The row is locked by `findApplication`.
 * What goes `also` with the change is in the same statement.
 */
export async function updateApplication(
  tx: Tx,
  key: Key,
  change: ApplicationChange,
  also: readonly Write[] = [],
): Promise<ApplicationRow> {
  const [updated] = await writeTogether<ApplicationRow>(tx, [...also, updateOf(key, change)])
  if (updated === undefined) throw new Error('an application vanished while it was locked')
  return updated
}

function updateOf({ participant, id }: Key, change: ApplicationChange): Write {
  return {
    sql: `update certificates.application set state = $3, content = $4::jsonb, saved_at = $5, submitted_at = $6,
       deficiency = $7::jsonb, number = $8, carats = $9, usd = $10, destination = $11, version = version + 1
     where participant = $1 and id = $2 returning ${COLUMNS}`,
    values: [
      participant,
      id,
      change.state,
      JSON.stringify(change.content),
      change.saved_at,
      change.submitted_at,
      change.deficiency === null ? null : JSON.stringify(change.deficiency),
      change.number,
      change.figures?.carats ?? null,
      change.figures?.usd ?? null,
      change.figures?.destination ?? null,
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

/** Counts by state, of one firm or of all. */
export async function countApplications(
  on: Queryable,
  participant: PartyCode,
  firm: string | null,
): Promise<Readonly<Record<string, number>>> {
  const rows = await rowsOf<{ state: string; count: bigint }>(
    on,
    `select state, count(*) as count from certificates.application
     where participant = $1 and ($2::text is null or firm = $2) group by state`,
    [participant, firm],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

export type Similar = { readonly name: string; readonly sameValue: boolean }

/**
 * The application of the same firm with the same weight to the same destination in the last 90 days
 * that resembles most. One whose certificate died has left its goods free, and one that was returned
 * has to come before an officer again.
 */
export async function similarApplication(
  on: Queryable,
  row: ApplicationRow,
  value: 'same-value' | 'any-value' = 'any-value',
): Promise<Similar | null> {
  const [similar] = await rowsOf<{ name: string; same_value: boolean }>(
    on,
    `select coalesce(a.number, a.id::text) as name, a.usd = $7 as same_value
     from certificates.application a
     where a.participant = $1 and a.id <> $2 and a.firm is not distinct from $3 and a.carats = $4 and a.destination = $5
       ${value === 'same-value' ? 'and a.usd = $7' : ''}
       and a.state in ('submitted', 'issued') and a.submitted_at > $6::timestamptz - interval '90 days'
       and not exists (select from certificates.certificate c where c.participant = a.participant
         and c.number = a.number and c.state in ('replaced', 'voided', 'returned_unused', 'spoiled'))
     order by same_value desc, a.submitted_at desc limit 1`,
    [
      row.participant,
      row.id,
      row.firm,
      row.carats?.toString() ?? null,
      row.destination,
      row.submitted_at ?? row.saved_at,
      row.usd?.toString() ?? null,
    ],
  )
  return similar === undefined ? null : { name: similar.name, sameValue: similar.same_value }
}
