import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type Act, GRANTS, type Grant, type Reach } from './grant-table.ts'
import type { Officer } from './officer.ts'
import { factorFault } from './second-factor-rules.ts'
import { inRole } from './standing-in.ts'

type AdmitRefusal =
  | 'ACCESS_NOT_SIGNED_IN'
  | 'ACCESS_NOT_ALLOWED'
  | 'ACCESS_SECOND_FACTOR_FIRST'
  | 'ACCESS_CONFIRMATION_FIRST'
  | 'ACCESS_SIGN_IN_WITH_PASSKEY'

/** What the table asks of whoever knocks at the door of `act`. Nobody signed in is null. */
export function admit(officer: Officer | null, act: Act): Outcome<void, AdmitRefusal> {
  const { who }: Grant = GRANTS[act]
  if (who === 'anybody') return accept(undefined)
  if (officer === null) return refuse('ACCESS_NOT_SIGNED_IN')
  const fault = factorFault(officer, act)
  if (fault !== null) return refuse(fault)
  return mayDo(officer, act) ? accept(undefined) : refuse('ACCESS_NOT_ALLOWED')
}

/** Whether the table keeps `act` for somebody who signed in, whatever a token may do otherwise. */
export function isForPersons(act: Act): boolean {
  const { inPerson }: Grant = GRANTS[act]
  return inPerson === true
}

/** Whether the table grants `act` at all: buttons and entries of the navigation ask this too. */
export function mayDo(officer: Officer, act: Act): boolean {
  const isIn = isInScope(officer, act) && factorFault(officer, act) === null
  return isIn && reachOf(officer, act) !== null
}

/** Every token may ask who it speaks for. */
function isInScope({ scope }: Officer, act: Act): boolean {
  return scope === null || act === 'access:me' || scope.includes(act)
}

/** How far `officer` reaches with `act`, by the role that reaches farthest; null for not at all. */
export function reachOf(officer: Officer, act: Act): Reach | null {
  const { who }: Grant = GRANTS[act]
  if (who === 'anybody' || who === 'signed_in')
    return officer.firm === null ? 'participant' : 'firm'
  const reaches = officer.roles.map((role) => who[role])
  if (reaches.includes('participant')) return 'participant'
  return reaches.includes('firm') ? 'firm' : null
}

/** The same officer with a role that grants `act` first: it is the one in which he does it. */
export function inRoleFor(officer: Officer, act: Act): Officer {
  return inRole(officer, (role) => reachOf({ ...officer, roles: [role] }, act) !== null)
}

/** Whose it is: the Participant that keeps it, and the firm that handed it in or that receives it. */
export type Owned = { readonly participant: PartyCode; readonly firm: string | null }

/**
 * Whether `officer` reaches this thing with `act`. What another Participant keeps is never reached,
 * whatever the role: it is answered as if it did not exist.
 */
export function reaches(officer: Officer, act: Act, thing: Owned): boolean {
  if (thing.participant !== officer.participant) return false
  const reach = reachOf(officer, act)
  return reach === 'participant' || (reach === 'firm' && thing.firm === firmOf(officer))
}

/** The firm that somebody acts for; a person without a firm acts for no other than himself. */
function firmOf({ firm, id }: Officer): string {
  return firm ?? id
}

/** The firm to which a list is limited; null for all of the Participant. */
export function firmLimit(officer: Officer, act: Act): string | null {
  return reachOf(officer, act) === 'participant' ? null : firmOf(officer)
}

export function isAct(value: string): value is Act {
  return Object.hasOwn(GRANTS, value)
}
