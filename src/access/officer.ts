import type { PartyCode } from '../values/codes.ts'
import type { Act } from './grant-table.ts'
import type { Role } from './roles.ts'
import type { StandingIn } from './standing-in.ts'

/** No second factor at all, a passkey that was not used to sign in, or nobody who said that it is the owner's. */
export type Lacking = 'second_factor' | 'passkey' | 'confirmation'

/** Somebody signed in: an officer of an authority, or a person of a firm that it knows. */
export type Officer = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly participant: PartyCode
  readonly roles: readonly Role[]
  /** The firm that an exporter or importer acts for; null for an officer of the authority. */
  readonly firm: string | null
  readonly language: 'en' | 'fr'
  /** All that a token may do of what the roles grant; null for no such limit. */
  readonly scope: readonly Act[] | null
  /** Those of `roles` that are somebody else's, for a time; left out where there are none. */
  readonly standing?: readonly StandingIn[]
  /** Whether there is a passkey with which acts are signed in person. */
  readonly hasPasskey: boolean
  /** What is missing of the second factor that is asked; left out where nothing is, and for tokens. */
  readonly lacks?: Lacking
}

export function hasRole(officer: Officer, roles: readonly Role[]): boolean {
  return roles.some((role) => officer.roles.includes(role))
}
