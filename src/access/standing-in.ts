import { brokenBy } from './office.ts'
import type { Role } from './roles.ts'

/** A role that somebody has for a time beside the own ones. */
export type StandingIn = {
  readonly id: string
  readonly role: Role
  readonly kind: 'deputy' | 'break_glass'
  /** Whose deputy: the officer's id and name; null where the role was taken alone. */
  readonly of: string | null
  readonly ofName: string | null
  /** When it ends by itself, ISO 8601. */
  readonly until: string
}

/**
 * What officers do from day to day. Keys, accounts and audit are left out: whoever stands in for them is
 * named by two, and nobody takes them alone. So are visits and firms.
 */
export const DAILY_ROLES: readonly Role[] = [
  'issuing_officer',
  'validating_officer',
  'valuer',
  'stationery_custodian',
  'verifier',
  'confirmation_clerk',
  'licensing_officer',
  'statistics_officer',
  'investigator',
  'focal_point',
]

/** What two persons may name a deputy for. Key officers are listed at the signer, which knows no deputies. */
export const DEPUTY_ROLES: readonly Role[] = [...DAILY_ROLES, 'auditor', 'node_administrator']

/**
 * The roles of somebody today. One that would put both hands of a certificate into one account does not
 * count, however it came about: that is never relaxed.
 */
export function rolesToday(
  own: readonly Role[],
  standing: readonly StandingIn[],
): { readonly roles: readonly Role[]; readonly standing: readonly StandingIn[] } {
  const counted: StandingIn[] = []
  for (const each of standing) {
    const roles = [...own, ...counted.map(({ role }) => role)]
    const isNew = !roles.includes(each.role)
    if (isNew && !holdsBothHands([...roles, each.role])) counted.push(each)
  }
  return { roles: [...own, ...counted.map(({ role }) => role)], standing: counted }
}

export function holdsBothHands(roles: readonly Role[]): boolean {
  return brokenBy(roles).includes('issue-validate')
}

type Holder = { readonly roles: readonly Role[]; readonly standing?: readonly StandingIn[] }

/** As the journal has them: `verifier`, `issuing_officer deputy ID of the one who is away`. */
export function rolesTold({ roles, standing = [] }: Holder): readonly string[] {
  return roles.map((role) => {
    const taken = standing.find((each) => each.role === role)
    return taken === undefined ? role : `${role} ${taken.kind} ${taken.of ?? taken.id}`
  })
}

/** The same officer with the role that counts first: an own one rather than one that he stands in for. */
export function inRole<T extends Holder>(officer: T, counts: (role: Role) => boolean): T {
  const used = officer.roles.find(counts)
  if (used === undefined) return officer
  return { ...officer, roles: [used, ...officer.roles.filter((role) => role !== used)] }
}

/** The roles without those of `away`: who stands in for him does not decide on what he has proposed. */
export function rolesBeside({ roles, standing = [] }: Holder, away: string): readonly Role[] {
  return roles.filter((role) => !standing.some((each) => each.role === role && each.of === away))
}
