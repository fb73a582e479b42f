import { rowsOf, type Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Officer } from '../officer.ts'
import { parseRoles, type RolesRefusal } from '../role-change.ts'
import { isRole } from '../roles.ts'
import { officeOf } from './office-store.ts'
import { parseReason, type ReasonRefusal } from './recoveries.ts'

export type RolesAsked = {
  readonly officerId: string
  readonly roles: readonly string[]
  readonly reason: string
}
type Refusal = RolesRefusal | ReasonRefusal | 'ACCESS_NOT_FOUND' | 'ACCESS_LAST_ADMINISTRATOR'

/** Gives and takes roles. Two persons stand behind it: see second-person.ts. */
export async function changeRoles(
  tx: Tx,
  { participant }: Pick<Officer, 'participant'>,
  { officerId, roles: typed, reason: typedReason }: RolesAsked,
): Promise<Outcome<undefined, Refusal>> {
  const [found] = await rowsOf<{ roles: string[]; firm: string | null; is_visit: boolean }>(
    tx,
    `select roles, firm, until is not null as is_visit from access.officer
     where participant = $1 and id = $2 and disabled_at is null for update`,
    [participant, officerId],
  )
  if (found === undefined) return refuse('ACCESS_NOT_FOUND')
  const account = { firm: found.firm, isVisit: found.is_visit, roles: found.roles.filter(isRole) }
  const roles = parseRoles(typed, account, await officeOf(tx, participant))
  if (!roles.ok) return roles
  const reason = parseReason(typedReason)
  if (!reason.ok) return reason
  const isTaken =
    found.roles.includes('node_administrator') && !roles.value.includes('node_administrator')
  if (isTaken && (await administratorsBeside(tx, participant, officerId)) === 0)
    return refuse('ACCESS_LAST_ADMINISTRATOR', 'roles')
  tx.changes.push({
    thing: 'officer',
    key: officerId,
    before: { roles: found.roles.join(' ') },
    after: { roles: roles.value.join(' ') },
  })
  await tx.query('update access.officer set roles = $3 where participant = $1 and id = $2', [
    participant,
    officerId,
    [...roles.value],
  ])
  return accept(undefined)
}

async function administratorsBeside(
  tx: Tx,
  participant: string,
  officerId: string,
): Promise<number> {
  // Locked, so that of two who each take the role from the other, the second finds nobody left.
  const rows = await rowsOf(
    tx,
    `select id from access.officer
     where participant = $1 and id <> $2 and disabled_at is null
       and 'node_administrator' = any(roles) for update`,
    [participant, officerId],
  )
  return rows.length
}
