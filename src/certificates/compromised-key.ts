import type { DelegatedKey } from '../participants/keys.ts'
import { holds, listedAt, placeOf } from '../transparency/register-page.ts'
import type { IssuerRegister } from './issuer-register.ts'
import { type Reason, reason } from './reasons.ts'

/** Where a proof shows a certificate: its place, in a log of so many entries that a quorum cosigned. */
export type ProvenPlace = { readonly index: number; readonly size: number }

/** A certificate whose key was stolen, and what is known of its place in the log. */
export type OfCompromisedKey = {
  readonly key: DelegatedKey
  readonly digest: Uint8Array
  /** Undefined where its number is in no block. */
  readonly slot: number | undefined
  /** Whether its slot may have been listed once and be so no longer. */
  readonly mayHaveLeft: boolean
  readonly proven: ProvenPlace | undefined
}

/** Nothing of what it signed stays good, and no log needs to be asked. */
export function isWorthless({ state, goodBelow }: DelegatedKey): boolean {
  return state === 'compromised' && goodBelow === undefined
}

export function compromised({ party, since }: DelegatedKey): Reason {
  return reason('KEY_COMPROMISED', { issuer: party, register: 'on', since: timeOf(since) })
}

/** Beside a verdict that does not rest on it: the officer is told in any case. */
export function compromisedLater({ party, since }: DelegatedKey): Reason {
  return reason('KEY_COMPROMISED_LATER', { issuer: party, since: timeOf(since) })
}

/** What the register makes of a certificate whose key was stolen: what stands below the place is good. */
export function ofCompromisedKey(of: OfCompromisedKey, register: IssuerRegister): Reason[] {
  const standing = standingOf(of, register)
  if (standing === 'later') return [compromised(of.key)]
  return [...(standing === 'unknown' ? [reason('REGISTER_OLDER')] : []), compromisedLater(of.key)]
}

function standingOf(
  { key, digest, slot, mayHaveLeft, proven }: OfCompromisedKey,
  { page, witnessedAt }: IssuerRegister,
): 'before' | 'later' | 'unknown' {
  const good = key.goodBelow ?? 0
  const witnessed = witnessedAt === null ? 0 : page.size
  // A place beyond what witnesses have seen would make good whatever is still to be logged.
  const isCovered = Math.max(witnessed, proven?.size ?? 0) >= good
  const listed = slot === undefined ? undefined : listedAt(page, slot)
  const isHeld = slot !== undefined && listed !== undefined && holds(listed, digest)
  const place = isHeld ? placeOf(page, slot) : undefined
  const isBefore = place === undefined ? false : place.before <= good && witnessed >= good
  if (isBefore || (proven !== undefined && proven.index < good && isCovered)) return 'before'
  if (place !== undefined && place.from >= good) return 'later'
  if (proven !== undefined && proven.index >= good) return 'later'
  // A page that is made of all entries below the place has it, or it was never logged there.
  return place === undefined && !mayHaveLeft && witnessed >= good ? 'later' : 'unknown'
}

function timeOf(since: number | null): string {
  return since === null ? '' : new Date(since * 1000).toISOString()
}
