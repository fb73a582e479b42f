import { rowsOf, type Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import { reachOf } from '../grants.ts'
import type { Officer } from '../officer.ts'
import { rolesBeside } from '../standing-in.ts'
import { parseTaking, type StandingRefusal } from '../standing-rules.ts'
import { insertStanding } from './standing-store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MIN_FINDING = 10
const MAX_FINDING = 1_000

/** Takes a role alone for some hours. It is told at once to who audits and who looks after accounts. */
export async function breakGlass(
  tx: Tx,
  { participant, id: officerId, roles }: Officer,
  typed: { readonly role: string; readonly hours: number; readonly reason: string },
  reviewDays: number,
): Promise<Outcome<{ readonly id: string }, StandingRefusal | 'ACCESS_REVIEW_OVERDUE'>> {
  const owed = await overdueSince(tx, participant, officerId)
  if (owed !== null) return refuse('ACCESS_REVIEW_OVERDUE', undefined, { since: dayIn(owed) })
  const taking = parseTaking(typed, roles)
  if (!taking.ok) return taking
  const { role, hours, reason } = taking.value
  const startsAt = new Date()
  const id = await insertStanding(tx, {
    ...{ participant, officerId, role, kind: 'break_glass', ofId: null, days: null, startsAt },
    endsAt: new Date(startsAt.getTime() + hours * HOUR_MS),
    ...{ reason, givenBy: officerId },
    reviewDue: new Date(startsAt.getTime() + reviewDays * DAY_MS),
  })
  return accept({ id })
}

/** Since when somebody should have looked at what this officer took before; null where nobody has to. */
async function overdueSince(tx: Tx, participant: string, officerId: string): Promise<Date | null> {
  const [owed] = await rowsOf<{ since: Date | null }>(
    tx,
    `select min(review_due) as since from access.standing_in
     where participant = $1 and officer_id = $2::uuid and reviewed_at is null and review_due < now()`,
    [participant, officerId],
  )
  return owed?.since ?? null
}

function dayIn(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

type ReviewRefusal =
  | 'ACCESS_NOT_FOUND'
  | 'ACCESS_NOT_ONESELF'
  | 'ACCESS_FINDING'
  | 'ACCESS_REVIEWED'

/**
 * Somebody else looks at what was taken alone and writes what he found. What still runs ends with it: who
 * took it asks for more in the proper way.
 */
export async function reviewTaking(
  tx: Tx,
  by: Officer,
  id: string,
  typed: string,
): Promise<Outcome<undefined, ReviewRefusal>> {
  const [found] = await rowsOf<{ officer_id: string; reviewed: boolean }>(
    tx,
    `select officer_id, reviewed_at is not null as reviewed from access.standing_in
     where participant = $1 and id = $2::uuid and kind = 'break_glass' for update`,
    [by.participant, id],
  )
  if (found === undefined) return refuse('ACCESS_NOT_FOUND')
  if (!isIndependent(by, found.officer_id)) return refuse('ACCESS_NOT_ONESELF')
  if (found.reviewed) return refuse('ACCESS_REVIEWED')
  const finding = parseNote(typed, MAX_FINDING)
  if (!finding.ok || finding.value.length < MIN_FINDING)
    return refuse('ACCESS_FINDING', 'finding', { limit: MAX_FINDING })
  tx.changes.push({
    ...{ thing: 'standing-in', key: id },
    ...{ before: { reviewed: 0 }, after: { reviewed: 1, by: by.id } },
  })
  await tx.query(
    `update access.standing_in set reviewed_by = $3, reviewed_at = now(), finding = $4,
       ended_at = case when ends_at > now() then coalesce(ended_at, now()) else ended_at end
     where participant = $1 and id = $2`,
    [by.participant, id, by.id, finding.value],
  )
  return accept(undefined)
}

/** Neither who took it, nor somebody who looks only because he stands in for him. */
function isIndependent(by: Officer, taker: string): boolean {
  const roles = rolesBeside(by, taker)
  return by.id !== taker && reachOf({ ...by, roles }, 'access:review-break-glass') !== null
}
