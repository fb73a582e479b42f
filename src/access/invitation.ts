import { addDays, type Day, parseDay } from '../values/day.ts'
import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import { parseLine } from '../values/text.ts'
import { parseEmail } from './credentials.ts'
import { brokenBy } from './office.ts'
import { FIRM_ROLES, isRole, LICENSED_ROLES, type Role, VISITING_ROLES } from './roles.ts'

const MAX_NAME = 100
const MAX_FIRM = 140
/** Nobody looks at an authority for longer than that without being asked again. */
const MAX_VISIT_DAYS = 366

export type Invited = {
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly firm: string | null
  readonly language: 'en' | 'fr'
  /** The last day of who looks for a time; null for everybody else. */
  readonly until: Day | null
}
type TypedInvitation = {
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly firm?: string | undefined
  readonly language: 'en' | 'fr'
  readonly until?: string | undefined
}
export type InvitationRefusal =
  | 'ACCESS_EMAIL'
  | 'ACCESS_NAME'
  | 'ACCESS_ROLES'
  | 'ACCESS_ROLES_MIXED'
  | 'ACCESS_ROLES_BOTH_EYES'
  | 'ACCESS_ROLES_MONITOR'
  | 'ACCESS_FIRM'
  | 'ACCESS_LAST_DAY'

/** What an administrator typed. An account with an end has its last day between `today` and a year on. */
export function parseInvitation(
  typed: TypedInvitation,
  today: Day,
): Outcome<Invited, InvitationRefusal> {
  const name = parseLine(typed.name, MAX_NAME)
  const email = parseEmail(typed.email)
  const roles = [...new Set(typed.roles)].filter(isRole)
  const firm = parseLine(typed.firm ?? '', MAX_FIRM)
  const until = parseDay(typed.until)
  const isOfFirm = roles.some((role) => FIRM_ROLES.includes(role))
  const isVisit = roles.some((role) => VISITING_ROLES.includes(role))
  const isDay = until.ok && until.value >= today && until.value <= addDays(today, MAX_VISIT_DAYS)
  const faults = [
    !name.ok && refusal('ACCESS_NAME', 'name', { limit: MAX_NAME }),
    email === null && refusal('ACCESS_EMAIL', 'email'),
    (roles.length === 0 || roles.length !== typed.roles.length) && refusal('ACCESS_ROLES', 'roles'),
    ...mixed(roles),
    (isOfFirm ? !firm.ok : isTyped(typed.firm)) &&
      refusal('ACCESS_FIRM', 'firm', { limit: MAX_FIRM }),
    (isVisit ? !isDay : isTyped(typed.until)) && refusal('ACCESS_LAST_DAY', 'until'),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({
      name: name.ok ? name.value : '',
      email: email ?? '',
      roles,
      firm: isOfFirm && firm.ok ? firm.value : null,
      language: typed.language,
      until: isVisit && until.ok ? until.value : null,
    }),
  )
}

function isTyped(text: string | undefined): boolean {
  return text !== undefined && text !== ''
}

/** What nobody may be at once, in one account. */
export function mixed(roles: readonly Role[]) {
  const isOfFirm = (role: Role) => FIRM_ROLES.includes(role)
  const bothSides = roles.some(isOfFirm) && !roles.every(isOfFirm)
  const bothEyes = brokenBy(roles).includes('issue-validate')
  const monitorToo = roles.includes('monitor') && roles.length > 1
  return [
    monitorToo && refusal('ACCESS_ROLES_MONITOR' as const, 'roles'),
    bothSides && refusal('ACCESS_ROLES_MIXED' as const, 'roles'),
    bothEyes && refusal('ACCESS_ROLES_BOTH_EYES' as const, 'roles'),
  ]
}

/**
 * No administrator lets in an officer of the authority alone: an issuing and a validating officer of his
 * own invention would be both hands of a certificate. A firm's people make none, unless it is licensed to issue.
 */
export function needsSecond(roles: readonly Role[]): boolean {
  return roles.some((role) => !FIRM_ROLES.includes(role) || LICENSED_ROLES.includes(role))
}
