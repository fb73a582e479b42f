import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import type { ArrivalState } from '../acts.ts'
import type { SealFound } from '../arrival.ts'
import type { Presented } from '../presentation.ts'
import type { Found } from '../validate.ts'
import type { KeptVerdict } from './words.ts'

export type SealsSeen = { readonly found: readonly SealFound[]; readonly note: string | null }
export type OutcomeSeen = {
  readonly action: 'confirmed' | 'detained' | 'refused'
  readonly outcome: 'as_declared' | 'with_discrepancy' | null
  readonly reasons: readonly string[]
  readonly note: string | null
  readonly receivedOn: Day | null
  readonly at: string
  readonly by: string
}

export type ArrivalRow = {
  readonly participant: PartyCode
  readonly issuer: PartyCode
  readonly number: string
  readonly state: ArrivalState
  readonly firm: string | null
  readonly carats: bigint | null
  readonly usd: bigint | null
  readonly statement: Buffer | null
  readonly digest: Buffer | null
  readonly announced_at: Date | null
  readonly presented_at: Date | null
  readonly verdict: KeptVerdict | null
  readonly seals: SealsSeen | null
  readonly weighing: Found | null
  readonly outcome: OutcomeSeen | null
  readonly closed_at: Date | null
  readonly confirmation_due_on: Day | null
}
export type ArrivalKey = Pick<ArrivalRow, 'participant' | 'issuer' | 'number'>

const COLUMNS = `participant, issuer, number, state, firm, carats, usd, statement, digest, announced_at,
  presented_at, verdict, seals, weighing, outcome, closed_at, confirmation_due_on`

export async function findArrival(
  on: Queryable,
  { participant, issuer, number }: ArrivalKey,
  lock: 'lock' | 'look' = 'look',
): Promise<ArrivalRow | undefined> {
  const [row] = await rowsOf<ArrivalRow>(
    on,
    `select ${COLUMNS} from certificates.arrival where participant = $1 and issuer = $2 and number = $3
     ${lock === 'lock' ? 'for update' : ''}`,
    [participant, issuer, number],
  )
  return row
}

/** Writes the whole row; the caller holds its lock or it is new. */
export async function putArrival(tx: Tx, row: ArrivalRow, before?: ArrivalRow): Promise<void> {
  tx.changes.push({
    thing: 'arrival',
    key: row.number,
    before: before === undefined ? null : { state: before.state },
    after: { state: row.state },
  })
  const json = (value: unknown) =>
    value === null || value === undefined ? null : JSON.stringify(value)
  await rowsOf(
    tx,
    `insert into certificates.arrival (${COLUMNS})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb, $14::jsonb, $15::jsonb, $16, $17)
     on conflict (participant, issuer, number) do update set state = excluded.state, firm = excluded.firm,
       carats = excluded.carats, usd = excluded.usd, statement = excluded.statement, digest = excluded.digest,
       announced_at = excluded.announced_at, presented_at = excluded.presented_at, verdict = excluded.verdict,
       seals = excluded.seals, weighing = excluded.weighing, outcome = excluded.outcome,
       closed_at = excluded.closed_at, confirmation_due_on = excluded.confirmation_due_on`,
    [
      row.participant,
      row.issuer,
      row.number,
      row.state,
      row.firm,
      row.carats?.toString() ?? null,
      row.usd?.toString() ?? null,
      row.statement,
      row.digest,
      row.announced_at,
      row.presented_at,
      json(row.verdict),
      json(row.seals),
      json(row.weighing),
      json(row.outcome),
      row.closed_at,
      row.confirmation_due_on,
    ],
  )
}

/** Two presentations of one number at the same moment: the second waits here and sees the first. */
export async function lockNumber(
  tx: Tx,
  { participant, issuer, number }: ArrivalKey,
): Promise<void> {
  await rowsOf(tx, `select pg_advisory_xact_lock(hashtextextended($1, 41))`, [
    `certificates.arrival ${participant} ${issuer} ${number}`,
  ])
}

export function listArrivals(
  on: Queryable,
  query: {
    readonly participant: PartyCode
    readonly states: readonly ArrivalState[]
    readonly limit: number
  },
): Promise<readonly ArrivalRow[]> {
  return rowsOf<ArrivalRow>(
    on,
    `select ${COLUMNS.replace('verdict, seals', 'null as verdict, seals')} from certificates.arrival
     where participant = $1 and state = any($2)
     order by coalesce(presented_at, announced_at), issuer, number limit $3`,
    [query.participant, query.states, query.limit],
  )
}

export type PresentationRow = {
  readonly at: Date
  readonly place: string
  readonly office: 'customs' | 'authority'
  readonly officer_name: string
  readonly verdict: Presented
  /** SHA-256 of what was shown; null in rows from before it was kept. */
  readonly digest: Buffer | null
}

export async function addPresentation(
  tx: Tx,
  key: ArrivalKey,
  presentation: PresentationRow & { readonly officer_id: string },
): Promise<void> {
  await rowsOf(
    tx,
    `insert into certificates.presentation
       (participant, issuer, number, at, place, office, officer_id, officer_name, verdict, digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)`,
    [
      key.participant,
      key.issuer,
      key.number,
      presentation.at,
      presentation.place,
      presentation.office,
      presentation.officer_id,
      presentation.officer_name,
      JSON.stringify(presentation.verdict),
      presentation.digest,
    ],
  )
}

export function presentationsOf(
  on: Queryable,
  { participant, issuer, number }: ArrivalKey,
): Promise<readonly PresentationRow[]> {
  return rowsOf<PresentationRow>(
    on,
    `select at, place, office, officer_name, verdict, digest from certificates.presentation
     where participant = $1 and issuer = $2 and number = $3 order by id`,
    [participant, issuer, number],
  )
}
