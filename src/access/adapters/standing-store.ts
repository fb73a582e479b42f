import { randomUUID } from 'node:crypto'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { Day } from '../../values/day.ts'
import type { Role } from '../roles.ts'

export type NewStanding = {
  readonly participant: string
  readonly officerId: string
  readonly role: Role
  readonly kind: 'deputy' | 'break_glass'
  readonly ofId: string | null
  readonly days: { readonly from: Day; readonly until: Day } | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly reason: string
  readonly givenBy: string
  readonly reviewDue: Date | null
}

export async function insertStanding(tx: Tx, row: NewStanding): Promise<string> {
  const id = randomUUID()
  tx.changes.push({
    ...{ thing: 'standing-in', key: id, before: null },
    after: {
      ...{ officer: row.officerId, role: row.role, kind: row.kind, of: row.ofId },
      ...{ from: row.startsAt.toISOString(), until: row.endsAt.toISOString() },
    },
  })
  await tx.query(
    `insert into access.standing_in (participant, id, officer_id, role, kind, of_id, from_day, until_day,
       starts_at, ends_at, reason, given_by, review_due)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[row.participant, id, row.officerId, row.role, row.kind, row.ofId],
      ...[row.days?.from ?? null, row.days?.until ?? null, row.startsAt, row.endsAt],
      ...[row.reason, row.givenBy, row.reviewDue],
    ],
  )
  return id
}

export type StandingRow = {
  readonly id: string
  readonly officerId: string
  readonly name: string
  readonly role: string
  readonly kind: 'deputy' | 'break_glass'
  readonly ofId: string | null
  readonly of: string | null
  readonly from: string | null
  readonly until: string | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly reason: string
  readonly givenBy: string
  readonly reviewDue: Date | null
  /** Whether nobody has looked at it in time. */
  readonly isOverdue: boolean
}

/** Deputies of today and later, and what was taken alone and nobody has looked at yet; the oldest first. */
export function standingOpen(
  on: Queryable,
  participant: string,
  officerId: string | null = null,
): Promise<readonly StandingRow[]> {
  return rowsOf<StandingRow>(
    on,
    `select s.id, s.officer_id as "officerId", holder.name, s.role, s.kind, s.of_id as "ofId", away.name as of,
       s.from_day as from, s.until_day as until, s.starts_at as "startsAt", s.ends_at as "endsAt",
       s.reason, giver.name as "givenBy", s.review_due as "reviewDue",
       coalesce(s.review_due < now(), false) as "isOverdue"
     from access.standing_in s
     join access.officer holder on holder.participant = s.participant and holder.id = s.officer_id
     join access.officer giver on giver.participant = s.participant and giver.id = s.given_by
     left join access.officer away on away.participant = s.participant and away.id = s.of_id
     where s.participant = $1 and ($2::uuid is null or s.officer_id = $2 or s.of_id = $2)
       and case s.kind when 'deputy' then s.ended_at is null and s.ends_at > now()
           else s.reviewed_at is null end
     order by s.given_at, s.id limit 500`,
    [participant, officerId],
  )
}

/** SQL: what an officer stands in for at this moment. Of who lost the role, or may not sign in, nobody is deputy. */
export const STANDING_COLUMN = `(
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'role', s.role, 'kind', s.kind, 'of', s.of_id,
    'ofName', away.name, 'until', s.ends_at) order by s.starts_at, s.id), '[]'::jsonb)
  from access.standing_in s
  left join access.officer away on away.participant = s.participant and away.id = s.of_id
  where s.participant = officer.participant and s.officer_id = officer.id and s.ended_at is null
    and s.starts_at <= now() and s.ends_at > now()
    and (s.of_id is null or (away.disabled_at is null and s.role = any(away.roles)))
) as standing`

/** Ends what has not ended, for who named the deputy or is away. False when there is no such thing. */
export async function endStanding(
  tx: Tx,
  { participant, id, by }: { participant: string; id: string; by: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update access.standing_in set ended_at = now()
     where participant = $1 and id = $2 and (of_id = $3 or given_by = $3 or officer_id = $3)
       and ended_at is null and ends_at > now()`,
    [participant, id, by],
  )
  if (rowCount === 1)
    tx.changes.push({ thing: 'standing-in', key: id, before: { ended: 0 }, after: { ended: 1 } })
  return rowCount === 1
}
