import { randomUUID } from 'node:crypto'
import {
  type Database,
  type Queryable,
  rowsOf,
  type Tx,
  transaction,
} from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseNote } from '../../values/text.ts'
import type { Officer } from '../officer.ts'
import type { Given } from './invitations.ts'
import { drawLink } from './links.ts'

/** The person is in the room or on the telephone: whoever confirms does it on the same day. */
const GOOD_FOR_HOURS = 24

export type Recovery = {
  readonly id: string
  readonly officerId: string
  readonly name: string
  readonly reason: string
  readonly openedBy: string
  readonly openedById: string
  readonly openedAt: Date
}

/** So that whoever confirms can judge. */
const MIN_REASON = 10
const MAX_REASON = 500

export type ReasonRefusal = 'ACCESS_REASON'
type OpenRefusal = 'ACCESS_NOT_ONESELF' | 'ACCESS_NOT_FOUND' | ReasonRefusal

/** Why somebody asks for an act on accounts that a second person has to judge. */
export function parseReason(typed: string): Outcome<string, ReasonRefusal> {
  const reason = parseNote(typed, MAX_REASON)
  if (!reason.ok || reason.value.length < MIN_REASON)
    return refuse('ACCESS_REASON', 'reason', { limit: MAX_REASON })
  return accept(reason.value)
}

/** First person. Nothing changes for the account yet. */
export function openRecovery(
  database: Database,
  by: Officer,
  officerId: string,
  typedReason: string,
): Promise<Outcome<{ readonly id: string }, OpenRefusal>> {
  return transaction(database, async (tx) => {
    if (officerId === by.id) return refuse('ACCESS_NOT_ONESELF')
    const active = `select 1 from access.officer
      where participant = $1 and id = $2 and disabled_at is null`
    if ((await tx.query(active, [by.participant, officerId])).rowCount !== 1)
      return refuse('ACCESS_NOT_FOUND')
    const reason = parseReason(typedReason)
    if (!reason.ok) return reason
    await tx.query(
      `delete from access.recovery where participant = $1 and officer_id = $2
         and confirmed_by is null`,
      [by.participant, officerId],
    )
    const id = randomUUID()
    await tx.query(
      `insert into access.recovery (participant, id, officer_id, reason, opened_by, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))`,
      [by.participant, id, officerId, reason.value, by.id, GOOD_FOR_HOURS],
    )
    return accept({ id })
  })
}

type ConfirmRefusal =
  | 'ACCESS_NOT_FOUND'
  | 'ACCESS_NOT_ONESELF'
  | 'ACCESS_SECOND_PERSON'
  | 'ACCESS_RECOVERY_DECIDED'

/** Second person. Whatever the account had ends now; the answer is the only copy of the link. */
export function confirmRecovery(
  database: Database,
  by: Officer,
  id: string,
  address: string,
): Promise<Outcome<Given, ConfirmRefusal>> {
  return transaction(database, async (tx) => {
    const [found] = await rowsOf<{ officer_id: string; opened_by: string; decided: boolean }>(
      tx,
      `select officer_id, opened_by, confirmed_by is not null as decided from access.recovery
       where participant = $1 and id = $2 and expires_at > now()
       for update`,
      [by.participant, id],
    )
    if (found === undefined) return refuse('ACCESS_NOT_FOUND')
    if (found.decided) return refuse('ACCESS_RECOVERY_DECIDED')
    if (found.officer_id === by.id) return refuse('ACCESS_NOT_ONESELF')
    if (found.opened_by === by.id) return refuse('ACCESS_SECOND_PERSON')
    const { link, sha256 } = drawLink(address)
    const [kept] = await rowsOf<{ expires_at: Date }>(
      tx,
      `update access.recovery set confirmed_by = $3, confirmed_at = now(), sha256 = $4,
         expires_at = now() + make_interval(hours => $5)
       where participant = $1 and id = $2 returning expires_at`,
      [by.participant, id, by.id, sha256, GOOD_FOR_HOURS],
    )
    await endEverything(tx, by.participant, found.officer_id)
    return accept({ id, link, expiresAt: kept?.expires_at ?? new Date(0) })
  })
}

/** A password that somebody else may know, without the factor that stood beside it, would be a door. */
const EVERYTHING = [
  'delete from access.session where user_id = $1',
  'delete from access.credential where user_id = $1',
  'delete from access.passkey where user_id = $1',
  'delete from access.two_factor where user_id = $1',
  'delete from access.first_factor where user_id = $1',
  'delete from access.verification where value = $1',
  'update access.person set two_factor_enabled = false where id = $1',
]

/** Ends every way into an account: its sessions, credentials, factors, links and tokens. */
export async function endEverything(tx: Tx, participant: string, officerId: string): Promise<void> {
  const [{ user_id: personId } = { user_id: '' }] = await rowsOf<{ user_id: string }>(
    tx,
    'select user_id from access.officer where participant = $1 and id = $2',
    [participant, officerId],
  )
  for (const end of EVERYTHING) await tx.query(end, [personId])
  await tx.query('delete from access.token where participant = $1 and officer_id = $2', [
    participant,
    officerId,
  ])
}

/** Those that wait for a second person, the oldest first. */
export function openRecoveries(on: Queryable, participant: string): Promise<readonly Recovery[]> {
  return rowsOf<Recovery>(
    on,
    `select recovery.id, officer_id as "officerId", officer.name, reason, opener.name as "openedBy",
       opened_by as "openedById", opened_at as "openedAt"
     from access.recovery
     join access.officer
       on officer.participant = recovery.participant and officer.id = recovery.officer_id
     join access.officer as opener
       on opener.participant = recovery.participant and opener.id = recovery.opened_by
     where recovery.participant = $1 and confirmed_by is null and expires_at > now()
     order by opened_at`,
    [participant],
  )
}

/** Only before somebody has confirmed it: afterwards the account is empty, and its link is out. */
export function withdrawRecovery(
  database: Database,
  { participant, id }: { readonly participant: string; readonly id: string },
): Promise<Outcome<undefined, 'ACCESS_NOT_FOUND' | 'ACCESS_RECOVERY_DECIDED'>> {
  return transaction(database, async (tx) => {
    const [found] = await rowsOf<{ decided: boolean }>(
      tx,
      `select confirmed_by is not null as decided from access.recovery
       where participant = $1 and id = $2 for update`,
      [participant, id],
    )
    if (found === undefined) return refuse('ACCESS_NOT_FOUND')
    if (found.decided) return refuse('ACCESS_RECOVERY_DECIDED')
    await tx.query('delete from access.recovery where participant = $1 and id = $2', [
      participant,
      id,
    ])
    return accept(undefined)
  })
}

export type Told = { readonly at: Date; readonly openedBy: string; readonly confirmedBy: string }

/** That somebody's account was recovered, once: who signs in and did not ask for it has to hear it. */
export async function tellOfRecovery(on: Queryable, officer: Officer): Promise<Told | undefined> {
  const [told] = await rowsOf<Told>(
    on,
    `with told as (
       update access.recovery set told_at = now()
       where participant = $1 and officer_id = $2 and used_at is not null and told_at is null
       returning opened_by, confirmed_by, used_at
     )
     select used_at as at, opener.name as "openedBy", confirmer.name as "confirmedBy" from told
     join access.officer as opener on opener.participant = $1 and opener.id = opened_by
     join access.officer as confirmer on confirmer.participant = $1 and confirmer.id = confirmed_by
     order by used_at desc limit 1`,
    [officer.participant, officer.id],
  )
  return told
}
