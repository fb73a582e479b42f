import type { Officer } from '../access/officer.ts'
import { type Supervision, supervisionOn } from '../participants/supervision.ts'
import type { PartyCode } from '../values/codes.ts'
import { addDays, type Day } from '../values/day.ts'
import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import type { CertificatesRefusal } from './refusals.ts'

/** What a validation under supervision hands to the monitor. */
export type Asked = Pick<Supervision, 'mode' | 'by'> & {
  /** The last day on which he decides or has looked, on the authority's calendar. */
  readonly dueOn: Day
}

/** What is asked of a monitor when `issuer` validates on `today`; undefined outside of every supervision. */
export function askedOfMonitor(
  registry: Parameters<typeof supervisionOn>[0],
  issuer: PartyCode,
  today: Day,
): Asked | undefined {
  const supervision = supervisionOn(registry, issuer, today)
  if (supervision === undefined) return undefined
  const { mode, by, days } = supervision
  return { mode, by, dueOn: addDays(today, days) }
}

/** Whose certificate it is: none of them is ever its monitor. */
export type Hands = { readonly issuedBy: string; readonly validatedBy: string }

/**
 * Whether `officer` is a third party to it: a visitor from outside, and nothing else in this Participant, also
 * not for a time. A deputy or somebody who took a role alone belongs to the house on that day.
 */
export function mayMonitor(
  { id, roles, firm }: Officer,
  { issuedBy, validatedBy }: Hands,
): Outcome<void, CertificatesRefusal> {
  const isOfTheHouse = firm !== null || roles.some((role) => role !== 'monitor')
  const isOwn = id === issuedBy || id === validatedBy
  return acceptUnless(
    isOfTheHouse || isOwn ? [refusal('CERTIFICATES_MONITOR_OF_THE_HOUSE' as const)] : [],
    () => undefined,
  )
}

/**
 * Whether the word of a monitor still decides today. After the last day of the supervision the authority
 * takes its validation back and signs by itself; a monitor of a period that is over opens no way.
 */
export function isStillAsked(
  registry: Parameters<typeof supervisionOn>[0],
  issuer: PartyCode,
  today: Day,
): boolean {
  return supervisionOn(registry, issuer, today)?.mode === 'pre_approval'
}
