import { randomUUID } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import type { SupervisionMode } from '../../participants/supervision.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import type { Asked } from '../co-approval.ts'
import type { CertificateKey } from './certificates-store.ts'

/** What a monitor was asked about a certificate, and what he said: added to, and never changed once it is said. */
export type ReviewRow = CertificateKey & {
  readonly id: string
  readonly mode: SupervisionMode
  readonly supervised_by: string
  readonly asked_at: Date
  readonly asked_by: string
  readonly due_on: Day
  readonly claims_digest: Buffer
  readonly decision: 'approved' | 'objected' | 'taken_back' | null
  readonly decided_at: Date | null
  readonly decided_by_name: string | null
  readonly reason: string | null
}

/** The question to the monitor, to be written with the validation; nothing outside of every supervision. */
export function askMonitorWrite(
  { participant, number }: CertificateKey,
  {
    asked,
    at,
    by,
    claims,
  }: {
    readonly asked: Asked | undefined
    readonly at: Date
    readonly by: string
    readonly claims: Uint8Array
  },
): readonly Write[] {
  if (asked === undefined) return []
  const sql = `insert into certificates.monitor_review (participant, number, id, mode, supervised_by, asked_at, asked_by,
       due_on, claims_digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
  const { mode, by: supervisedBy, dueOn } = asked
  const about = [participant, number, randomUUID(), mode, supervisedBy]
  return [{ sql, values: [...about, at, by, dueOn, sha256(claims)] }]
}

const COLUMNS = `participant, number, id, mode, supervised_by, asked_at, asked_by, due_on, claims_digest, decision,
  decided_at, decided_by_name, reason`

/** What the monitor has not decided of this certificate, locked. */
export async function openReview(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<ReviewRow | undefined> {
  const [row] = await rowsOf<ReviewRow>(
    on,
    `select ${COLUMNS} from certificates.monitor_review
     where participant = $1 and number = $2 and decision is null for update`,
    [participant, number],
  )
  return row
}

/** All that monitors were asked about this certificate, oldest first. */
export function reviewsOf(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<readonly ReviewRow[]> {
  return rowsOf<ReviewRow>(
    on,
    `select ${COLUMNS} from certificates.monitor_review
     where participant = $1 and number = $2 order by asked_at, id`,
    [participant, number],
  )
}

/** What waits for the monitor, the earliest last day first. */
export function openReviews(
  on: Queryable,
  participant: PartyCode,
  limit: number,
): Promise<readonly ReviewRow[]> {
  return rowsOf<ReviewRow>(
    on,
    `select ${COLUMNS} from certificates.monitor_review
     where participant = $1 and decision is null order by due_on, asked_at, number limit $2`,
    [participant, limit],
  )
}

export type Decision = {
  readonly decision: Exclude<ReviewRow['decision'], null>
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly reason: string | null
}

export function decisionWrite(
  { participant, number, id }: ReviewRow,
  { decision, at, by, reason }: Decision,
): Write {
  return {
    sql: `update certificates.monitor_review set decision = $4, decided_at = $5, decided_by = $6, decided_by_name = $7,
       reason = $8
     where participant = $1 and number = $2 and id = $3 and decision is null`,
    values: [participant, number, id, decision, at, by.id, by.name, reason],
  }
}
