import { type Queryable, rowsOf } from '../../platform/database.ts'
import { IS_LIVE } from './idle-session.ts'

/** An officer as the administration sees them: with what they sign in by, and never with a secret. */
export type Colleague = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly firm: string | null
  readonly until: string | null
  readonly disabledAt: Date | null
  readonly erasedAt: Date | null
  readonly password: boolean
  readonly secondFactor: boolean
  readonly passkeys: number
  readonly provider: boolean
  readonly sessions: number
}

/** The officers of the authority by name, for whoever looks for a deputy. */
export function officersOf(on: Queryable, participant: string) {
  return rowsOf<Pick<Colleague, 'id' | 'name' | 'roles'>>(
    on,
    `select id, name, roles from access.officer
     where participant = $1 and disabled_at is null and firm is null and until is null
     order by name collate "C", id limit 500`,
    [participant],
  )
}

/** Everybody who ever was an officer here by id, for a history that names who did it. */
export async function officerNames(
  on: Queryable,
  participant: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ readonly id: string; readonly name: string }>(
    on,
    'select id, name from access.officer where participant = $1',
    [participant],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export function colleagues(on: Queryable, participant: string): Promise<readonly Colleague[]> {
  return rowsOf<Colleague>(
    on,
    `select officer.id, officer.name, officer.email, roles, firm, until, disabled_at as "disabledAt",
       erased_at as "erasedAt",
       exists (select 1 from access.credential
         where user_id = person.id and provider_id = 'credential') as password,
       exists (select 1 from access.credential
         where user_id = person.id and provider_id <> 'credential') as provider,
       two_factor_enabled as "secondFactor",
       (select count(*)::int from access.passkey where user_id = person.id) as passkeys,
       (select count(*)::int from access.session
         where user_id = person.id and ${IS_LIVE}) as sessions
     from access.officer join access.person on person.id = officer.user_id
     where participant = $1 order by officer.name collate "C", officer.id`,
    [participant],
  )
}
