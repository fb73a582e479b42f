import { type Database, rowsOf, type Tx } from '../../platform/database.ts'
import { leaveWritten } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Invited } from '../invitation.ts'
import { allOrNothing } from './all-or-nothing.ts'
import { type Given, type InviteRefusal, invite, type Place } from './invitations.ts'
import { journalWrite } from './journal-store.ts'

/** In the space of advisory locks of two numbers; 51 is the journal's. */
export const CONSOLE_LOCK = 61

export type FirstInvited = Given & Pick<Invited, 'name' | 'email'>
type Refusal = InviteRefusal | 'ACCESS_FIRST_DONE'
type First = {
  readonly participant: PartyCode
  /** Two different ones (first-people.ts). */
  readonly people: readonly Invited[]
  readonly place: Place
  readonly at: Date
}

/**
 * Invites the first administrators of a Participant, on the console of the host, and only where it has none.
 * Who was invited so and has not come is invited anew, and the former link is void: while one of the two
 * is here alone, nobody else could let the other one in.
 */
export function inviteFirst(
  database: Database,
  { participant, people, place, at }: First,
): Promise<Outcome<readonly FirstInvited[], Refusal>> {
  return allOrNothing<readonly FirstInvited[], Refusal>(database, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [CONSOLE_LOCK, participant])
    const missing = await stillMissing(tx, participant, people)
    if (!missing.ok) return missing
    const given: FirstInvited[] = []
    for (const person of missing.value) {
      const invited = await invite(tx, { participant, id: null, handsOver: null }, person, place)
      if (!invited.ok) return invited
      given.push({ ...invited.value, name: person.name, email: person.email })
    }
    leaveWritten(tx, [
      journalWrite(participant, {
        ...{ at: at.getTime(), act: 'access:appoint', officerId: null, roles: [], by: 'console' },
        ...{ from: '', thing: 'invitation', refusals: [], changes: tx.changes },
      }),
    ])
    return accept(given)
  })
}

/** Who of the two has to be invited. Links that they got from here before end. */
async function stillMissing(
  tx: Tx,
  participant: string,
  people: readonly Invited[],
): Promise<Outcome<readonly Invited[], Refusal>> {
  const emails = people.map(({ email }) => email)
  const here = await rowsOf<{ email: string }>(
    tx,
    `select email from access.officer
     where participant = $1 and 'node_administrator' = any (roles)`,
    [participant],
  )
  const { rows: withdrawn } = await tx.query<{ email: string }>(
    `delete from access.invitation
     where participant = $1 and email = any ($2) and invited_by is null and accepted_at is null
     returning email`,
    [participant, emails],
  )
  const missing = people.filter(({ email }) => !here.some((each) => each.email === email))
  const wereAsked = missing.every(({ email }) => withdrawn.some((each) => each.email === email))
  const isSecondOfTwo = here.length === 1 && missing.length === 1 && wereAsked
  if (here.length > 0 && !isSecondOfTwo) return refuse('ACCESS_FIRST_DONE')
  const elsewhere = await rowsOf(tx, 'select 1 from access.person where email = any ($1)', [
    missing.map(({ email }) => email),
  ])
  return elsewhere.length > 0 ? refuse('ACCESS_HERE_ALREADY', 'email') : accept(missing)
}
