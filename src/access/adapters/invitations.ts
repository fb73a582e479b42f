import { randomUUID } from 'node:crypto'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { endOfDay } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Invited } from '../invitation.ts'
import type { Officer } from '../officer.ts'
import { drawLink } from './links.ts'

/** Long enough to hand it over in another town, short enough that it does not lie about. */
const GOOD_FOR_DAYS = 7
/** The largest authority has fewer people to let in at a time. */
const MAX_OPEN = 200

export type Given = { readonly id: string; readonly link: string; readonly expiresAt: Date }
export type Invitation = Omit<Invited, 'roles'> & {
  readonly id: string
  readonly roles: readonly string[]
  /** Null for who was invited on the console of the host. */
  readonly by: string | null
  readonly expiresAt: Date
}

export type InviteRefusal = 'ACCESS_HERE_ALREADY' | 'ACCESS_TOO_MANY_INVITED'
export type Place = { readonly address: string; readonly offsetMinutes: number }

/** Who invites: an officer, or nobody but who works on the console of the host. */
type Inviting = Pick<Officer, 'participant'> & {
  readonly id: string | null
  /** Who is told the link; nobody while it is only proposed, or on the console. */
  readonly handsOver: string | null
}

/** Asks somebody in, into the Participant of who invites. The answer is the only copy of the link. */
export async function invite(
  tx: Tx,
  by: Inviting,
  invited: Invited,
  place: Place,
): Promise<Outcome<Given, InviteRefusal>> {
  const [open] = await rowsOf<{ count: number; same: boolean }>(
    tx,
    `select count(*)::int as count, coalesce(bool_or(email = $2), false) or exists (
       select 1 from access.officer where participant = $1 and email = $2) as same
     from access.invitation
     where participant = $1 and accepted_at is null and expires_at > now()`,
    [by.participant, invited.email],
  )
  if (open?.same) return refuse('ACCESS_HERE_ALREADY', 'email')
  if ((open?.count ?? 0) >= MAX_OPEN)
    return refuse('ACCESS_TOO_MANY_INVITED', undefined, { limit: MAX_OPEN })
  return accept(await keep(tx, by, invited, place))
}

async function keep(
  tx: Tx,
  by: Inviting,
  { name, email, roles, firm, language, until }: Invited,
  { address, offsetMinutes }: Place,
): Promise<Given> {
  const id = randomUUID()
  const { link, sha256 } = drawLink(address)
  const after = { roles: roles.join(' '), until }
  tx.changes.push({ thing: 'invitation', key: id, before: null, after })
  const endsAt = until === null ? null : new Date(endOfDay(until, offsetMinutes) * 1000)
  const [kept] = await rowsOf<{ expires_at: Date }>(
    tx,
    `insert into access.invitation (participant, id, sha256, name, email, roles, firm, language,
       until, ends_at, invited_by, handed_over_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + make_interval(days => $13))
     returning expires_at`,
    [
      ...[by.participant, id, sha256, name, email, [...roles], firm, language],
      ...[until, endsAt, by.id, by.handsOver, GOOD_FOR_DAYS],
    ],
  )
  return { id, link, expiresAt: kept?.expires_at ?? new Date(0) }
}

/** Those that nobody has used yet, the newest first. */
export function openInvitations(
  on: Queryable,
  participant: string,
): Promise<readonly Invitation[]> {
  return rowsOf<Invitation>(
    on,
    `select invitation.id, invitation.name, invitation.email, invitation.roles, invitation.firm,
       invitation.language, invitation.until, invitation.expires_at as "expiresAt", officer.name as by
     from access.invitation left join access.officer
       on officer.participant = invitation.participant and officer.id = invitation.invited_by
     where invitation.participant = $1 and accepted_at is null and expires_at > now()
     order by invited_at desc`,
    [participant],
  )
}

export async function withdrawInvitation(
  on: Queryable,
  { participant, id }: { readonly participant: string; readonly id: string },
): Promise<boolean> {
  const { rowCount } = await on.query(
    'delete from access.invitation where participant = $1 and id = $2 and accepted_at is null',
    [participant, id],
  )
  return rowCount === 1
}
