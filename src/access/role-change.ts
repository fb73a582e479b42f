import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import { mixed } from './invitation.ts'
import { type OfficeSize, officeFaults } from './office.ts'
import { FIRM_ROLES, isRole, type Role, VISITING_ROLES } from './roles.ts'

/** Whose roles change, as they are. */
export type Account = {
  readonly roles: readonly Role[]
  readonly firm: string | null
  /** Whether it has a last day. */
  readonly isVisit: boolean
}
export type RolesRefusal =
  | 'ACCESS_ROLES'
  | 'ACCESS_ROLES_SAME'
  | 'ACCESS_ROLES_MIXED'
  | 'ACCESS_ROLES_BOTH_EYES'
  | 'ACCESS_ROLES_MONITOR'
  | 'ACCESS_ROLES_OFFICE'
  | 'ACCESS_FIRM'
  | 'ACCESS_LAST_DAY'

/**
 * All the roles that somebody is to have from now on. The firm and the last day stay what the invitation
 * said: who changes sides, or from visitor to officer, is invited anew.
 */
export function parseRoles(
  typed: readonly string[],
  { roles: had, firm, isVisit }: Account,
  office: OfficeSize,
): Outcome<readonly Role[], RolesRefusal> {
  const roles = [...new Set(typed)].filter(isRole)
  const isSame = roles.length === had.length && roles.every((role) => had.includes(role))
  const isOfFirm = roles.some((role) => FIRM_ROLES.includes(role))
  const visits = roles.some((role) => VISITING_ROLES.includes(role))
  const faults = [
    (roles.length === 0 || roles.length !== typed.length) && refusal('ACCESS_ROLES', 'roles'),
    roles.length > 0 && isSame && refusal('ACCESS_ROLES_SAME', 'roles'),
    ...mixed(roles),
    ...officeFaults(roles, office),
    isOfFirm !== (firm !== null) && refusal('ACCESS_FIRM', 'roles', { limit: 140 }),
    visits !== isVisit && refusal('ACCESS_LAST_DAY', 'roles'),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => roles,
  )
}
