import type { SecondFactorOf } from '../participants/profile.ts'
import type { Act } from './grant-table.ts'
import type { Lacking, Officer } from './officer.ts'

/** How somebody can prove who they are beside the password, and what this session was opened with. */
export type Factors = {
  readonly hasPasskey: boolean
  readonly hasCode: boolean
  /** By a passkey, or by the ministry's provider where it says so. */
  readonly withFactor: boolean
  /** Whether a second person has said that the first of them was set up by the owner. */
  readonly confirmed: boolean
}

/** Whether the profile asks a second factor of somebody: an officer of the authority has no firm. */
export function isAskedOf(of: SecondFactorOf, { firm }: Pick<Officer, 'firm'>): boolean {
  return of === 'everybody' || (of === 'officers' && firm === null)
}

/**
 * What is missing where a second factor is asked. Codes are asked at every sign-in by password, so that who
 * has them has given one; a passkey is not, so that a password beside it would open the account alone.
 * The first of them was set up with a link or a password alone, by whoever had it.
 */
export function lackingIn(factors: Factors): Lacking | undefined {
  const { hasPasskey, hasCode, withFactor, confirmed } = factors
  if (hasCode || (hasPasskey && withFactor)) return confirmed ? undefined : 'confirmation'
  return hasPasskey ? 'passkey' : 'second_factor'
}

/** What is left to who still has to set one up: to see who one is, and to do it. */
const BEFORE: readonly Act[] = ['access:me', 'access:account', 'access:credentials']
/** Whoever knows the password alone must not make a passkey of his own beside the one that there is. */
const BEFORE_PASSKEY: readonly Act[] = ['access:me']

/** Who waits to be confirmed changes nothing; the first two administrators confirm each other. */
const BEFORE_CONFIRMATION: readonly Act[] = ['access:me', 'access:account', 'access:confirm-factor']

/** Why somebody without the second factor that is asked may not do `act` yet; null where nothing stands against it. */
export function factorFault({ lacks }: Officer, act: Act) {
  if (lacks === undefined) return null
  if (lacks === 'second_factor') return BEFORE.includes(act) ? null : 'ACCESS_SECOND_FACTOR_FIRST'
  if (lacks === 'confirmation')
    return BEFORE_CONFIRMATION.includes(act) ? null : 'ACCESS_CONFIRMATION_FIRST'
  return BEFORE_PASSKEY.includes(act) ? null : 'ACCESS_SIGN_IN_WITH_PASSKEY'
}
