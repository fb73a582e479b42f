import { type Database, type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Invited } from '../invitation.ts'
import { allOrNothing } from './all-or-nothing.ts'
import { CONSOLE_LOCK } from './first-people.ts'
import { type Given, type InviteRefusal, invite, type Place } from './invitations.ts'
import { journalWrite } from './journal-store.ts'
import { IS_ACTIVE } from './officers.ts'

/** An administrator who is there sees it at work on any of three days, and withdraws it. */
const WAITING_HOURS = 72
/** Everybody of the Participant is told of it that long. */
const TOLD_DAYS = 30

export type AgainInvited = Given & Pick<Invited, 'name' | 'email'> & { readonly goodFrom: Date }
type Refusal = InviteRefusal | 'ACCESS_AGAIN_NOBODY'
type Again = {
  readonly participant: PartyCode
  /** Two different ones, neither of whom has an account (first-people.ts). */
  readonly people: readonly Invited[]
  readonly reason: string
  readonly place: Place
  readonly at: Date
}

/**
 * Invites two administrators on the console of the host, for a Participant whose own are closed or lost. Nobody
 * loses anything by it. What was given so before and not used is void.
 */
export function inviteAgain(
  database: Database,
  { participant, people, reason, place, at }: Again,
): Promise<Outcome<readonly AgainInvited[], Refusal>> {
  return allOrNothing<readonly AgainInvited[], Refusal>(database, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [CONSOLE_LOCK, participant])
    const hours = await waitingHours(tx, participant)
    if (hours === undefined) return refuse('ACCESS_AGAIN_NOBODY')
    await tx.query(
      `delete from access.invitation
       where participant = $1 and reason is not null and accepted_at is null`,
      [participant],
    )
    const given: AgainInvited[] = []
    for (const person of people) {
      const here = await rowsOf(tx, 'select 1 from access.person where email = $1', [person.email])
      if (here.length > 0) return refuse('ACCESS_HERE_ALREADY', 'email')
      const by = { participant, id: null, handsOver: null }
      const invited = await invite(tx, by, person, place)
      if (!invited.ok) return invited
      const until = await hold(tx, invited.value.id, { reason, hours })
      given.push({ ...invited.value, ...until, name: person.name, email: person.email })
    }
    leaveWritten(tx, [
      journalWrite(participant, {
        ...{ at: at.getTime(), act: 'access:appoint', officerId: null, roles: [], by: 'console' },
        ...{ from: '', thing: 'invitation/again', refusals: [], changes: tx.changes },
      }),
    ])
    return accept(given)
  })
}

/** How long the links wait; undefined where there never was an administrator. */
async function waitingHours(tx: Tx, participant: string): Promise<number | undefined> {
  const [found] = await rowsOf<{ ever: number; active: number }>(
    tx,
    `select count(*)::int as ever, count(*) filter (where ${IS_ACTIVE})::int as active
     from access.officer where participant = $1 and 'node_administrator' = any (roles)`,
    [participant],
  )
  if (found === undefined || found.ever === 0) return undefined
  return found.active === 0 ? 0 : WAITING_HOURS
}

async function hold(
  tx: Tx,
  id: string,
  { reason, hours }: { readonly reason: string; readonly hours: number },
): Promise<{ readonly goodFrom: Date; readonly expiresAt: Date }> {
  const [held] = await rowsOf<{ goodFrom: Date; expiresAt: Date }>(
    tx,
    `update access.invitation set reason = $2, good_from = now() + make_interval(hours => $3),
       expires_at = expires_at + make_interval(hours => $3)
     where id = $1 returning good_from as "goodFrom", expires_at as "expiresAt"`,
    [id, reason, hours],
  )
  if (held === undefined) throw new Error('an invitation that was just made is gone')
  return held
}

export type Appointed = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly reason: string
  readonly at: Date
  readonly goodFrom: Date
  readonly cameIn: boolean
}

/** Whom the console made administrators of a Participant lately, for everybody of it to see. */
export function appointedLately(on: Queryable, participant: string): Promise<readonly Appointed[]> {
  return rowsOf<Appointed>(
    on,
    `select id, name, email, reason, invited_at as at, good_from as "goodFrom",
       accepted_at is not null as "cameIn"
     from access.invitation
     where participant = $1 and reason is not null
       and invited_at > now() - make_interval(days => $2)
     order by invited_at desc, name collate "C"`,
    [participant, TOLD_DAYS],
  )
}
