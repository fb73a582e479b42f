import { rowsOf, type Tx } from '../../platform/database.ts'
import { type Day, dayAt, endOfDay } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Officer } from '../officer.ts'
import { isRole, type Role } from '../roles.ts'
import { parseDeputation, type StandingRefusal } from '../standing-rules.ts'
import { officeOf } from './office-store.ts'
import { insertStanding } from './standing-store.ts'

export type DeputyAsked = {
  /** Who stands in. */
  readonly deputyId: string
  readonly role: string
  readonly from: string
  readonly until: string
  readonly reason: string
}
type Refusal = StandingRefusal | 'ACCESS_NOT_FOUND' | 'ACCESS_STANDING_DEPUTY'
type Place = { readonly offsetMinutes: number; readonly offered: readonly Role[] }

/** Names somebody to stand in for `away` from one day to another of the authority's calendar. */
export async function nameDeputy(
  tx: Tx,
  by: Officer,
  away: string,
  asked: DeputyAsked,
  { offsetMinutes, offered }: Place,
): Promise<Outcome<{ readonly id: string }, Refusal>> {
  const { participant } = by
  const [principal, deputy] = [
    await ownRoles(tx, participant, away),
    await ownRoles(tx, participant, asked.deputyId),
  ]
  if (principal === null) return refuse('ACCESS_NOT_FOUND')
  if (deputy === null || away === asked.deputyId)
    return refuse('ACCESS_STANDING_DEPUTY', 'deputyId')
  const today = dayAt(Date.now() / 1000, offsetMinutes)
  const held = { away: principal, deputy, offered }
  const office = await officeOf(tx, participant)
  const named = parseDeputation(asked, held, { today, office })
  if (!named.ok) return named
  const { role, from, until, reason } = named.value
  const id = await insertStanding(tx, {
    ...{ participant, officerId: asked.deputyId, role, kind: 'deputy', ofId: away },
    ...{ days: { from, until }, reason, givenBy: by.id, reviewDue: null },
    startsAt: startOf(from, offsetMinutes),
    endsAt: new Date(endOfDay(until, offsetMinutes) * 1000),
  })
  return accept({ id })
}

/** Midnight with which a day begins on the authority's clock. */
function startOf(day: Day, offsetMinutes: number): Date {
  return new Date((endOfDay(day, offsetMinutes) - 86_400) * 1000)
}

/** Of somebody of the authority who can sign in; a person of a firm or a visitor stands in for nobody. */
async function ownRoles(tx: Tx, participant: string, id: string): Promise<readonly Role[] | null> {
  const [row] = await rowsOf<{ roles: readonly string[] }>(
    tx,
    `select roles from access.officer where participant = $1 and id = $2::uuid
       and disabled_at is null and firm is null and until is null for update`,
    [participant, id],
  )
  return row === undefined ? null : row.roles.filter(isRole)
}
