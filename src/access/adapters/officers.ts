import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { isAct } from '../grants.ts'
import type { Officer } from '../officer.ts'
import { isRole } from '../roles.ts'
import { rolesToday, type StandingIn } from '../standing-in.ts'
import { STANDING_COLUMN } from './standing-store.ts'

export type OfficerRow = {
  readonly id: string
  readonly participant: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly firm: string | null
  readonly language: 'en' | 'fr'
  /** Of the token that asks. */
  readonly scope?: readonly string[] | null
  readonly standing: readonly StandingIn[]
  /** Asked only where a request comes in: who acts may not look at passkeys. */
  readonly has_passkey?: boolean
  /** Asked only of a session. */
  readonly has_code?: boolean
  readonly with_factor?: boolean
  readonly is_confirmed?: boolean
}

export const OFFICER_COLUMNS = `officer.id, officer.participant, officer.name, officer.email, officer.roles,
  officer.firm, officer.language, ${STANDING_COLUMN}`

/** SQL: whether the account may be used at all: neither disabled nor after its last day. */
export const IS_ACTIVE =
  'officer.disabled_at is null and (officer.ends_at is null or officer.ends_at > now())'

/**
 * A role that this version does not know grants nothing. A token has the own roles alone: who stands in for
 * somebody does it in person.
 */
export function officerOf(row: OfficerRow): Officer {
  const isToken = row.scope !== undefined
  const given = isToken ? [] : row.standing.filter(({ role }) => isRole(role))
  const { roles, standing } = rolesToday(row.roles.filter(isRole), given)
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    participant: row.participant as PartyCode,
    roles,
    firm: row.firm,
    language: row.language,
    scope: row.scope?.filter(isAct) ?? null,
    ...(standing.length > 0 && { standing }),
    hasPasskey: row.has_passkey ?? false,
  }
}

/** The active officer of a person who has just signed in. */
export async function officerOfUser(on: Queryable, userId: string): Promise<Officer | null> {
  const [row] = await rowsOf<OfficerRow>(
    on,
    `select ${OFFICER_COLUMNS} from access.officer where user_id = $1 and ${IS_ACTIVE}`,
    [userId],
  )
  return row === undefined ? null : officerOf(row)
}

/** Whoever a person is here, of somebody who just came in by a link, whether or not the account may be used. */
export async function officerOfPerson(on: Queryable, personId: string): Promise<Officer> {
  const [row] = await rowsOf<OfficerRow>(
    on,
    `select ${OFFICER_COLUMNS} from access.officer where user_id = $1`,
    [personId],
  )
  if (row === undefined) throw new Error('a person without an officer')
  return officerOf(row)
}

/** The officer of an e-mail address as it is kept; null for nobody, and for who is disabled. */
export async function officerOfEmail(on: Queryable, email: string): Promise<Officer | null> {
  const [row] = await rowsOf<OfficerRow>(
    on,
    `select ${OFFICER_COLUMNS} from access.officer where email = $1 and ${IS_ACTIVE}`,
    [email],
  )
  return row === undefined ? null : officerOf(row)
}

/**
 * Ends what an officer may do: sessions go at once, tokens answer nothing any more. Call
 * `who.forget()` once the transaction is committed. False when there is no such officer.
 */
export async function disableOfficer(
  tx: Tx,
  officer: Pick<Officer, 'participant' | 'id'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update access.officer set disabled_at = coalesce(disabled_at, now())
     where participant = $1 and id = $2`,
    [officer.participant, officer.id],
  )
  return rowCount === 1 && endSessionsOf(tx, officer)
}

/** Lets them in again. What had ended stays ended. */
export async function enableOfficer(
  tx: Tx,
  officer: Pick<Officer, 'participant' | 'id'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update access.officer set disabled_at = null where participant = $1 and id = $2 and erased_at is null',
    [officer.participant, officer.id],
  )
  return rowCount === 1
}

/** Ends every session of an officer. */
export async function endSessionsOf(
  tx: Tx,
  officer: Pick<Officer, 'participant' | 'id'>,
): Promise<boolean> {
  const [found] = await rowsOf<{ user_id: string }>(
    tx,
    'select user_id from access.officer where participant = $1 and id = $2',
    [officer.participant, officer.id],
  )
  if (found === undefined) return false
  await tx.query('delete from access.session where user_id = $1', [found.user_id])
  return true
}

/** Ends one session. */
export async function endSession(on: Queryable, token: string): Promise<void> {
  await on.query('delete from access.session where token = $1', [token])
}
