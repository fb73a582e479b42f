import { addDays, type Day, parseDay } from '../values/day.ts'
import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import { parseNote } from '../values/text.ts'
import { type OfficeSize, officeFaults } from './office.ts'
import { isRole, type Role } from './roles.ts'
import { DAILY_ROLES, holdsBothHands } from './standing-in.ts'

/** A month of leave; who is away for longer has the role given to somebody by two. */
const MAX_DEPUTY_DAYS = 31
/** Leave is planned a season ahead. */
const MAX_AHEAD_DAYS = 92
/** A working day: what cannot wait is done in it, and the rest is asked for properly. */
const MAX_HOURS = 8
const MIN_REASON = 10
const MAX_REASON = 500

export type StandingRefusal =
  | 'ACCESS_REASON'
  | 'ACCESS_STANDING_ROLE'
  | 'ACCESS_STANDING_DAYS'
  | 'ACCESS_STANDING_HOURS'
  | 'ACCESS_ROLES_BOTH_EYES'
  | 'ACCESS_ROLES_OFFICE'
type Held = readonly Role[]

export type Deputation = {
  readonly role: Role
  readonly from: Day
  readonly until: Day
  readonly reason: string
}
type TypedDeputation = {
  readonly role: string
  readonly from: string
  readonly until: string
  readonly reason: string
}

/**
 * Names a deputy for a role from one day to another, both included.
 * @param away roles of who is away: one gives what one has.
 * @param deputy roles of who stands in, which must not join with it what the office keeps apart.
 * @param offered what may be named for: less by the officer alone than by two.
 */
export function parseDeputation(
  typed: TypedDeputation,
  held: { readonly away: Held; readonly deputy: Held; readonly offered: Held },
  { today, office }: { readonly today: Day; readonly office: OfficeSize },
): Outcome<Deputation, StandingRefusal> {
  const { role, isOffered } = offeredRole(typed.role, held.offered)
  const mayStand = isOffered && held.away.includes(role) && !held.deputy.includes(role)
  const [from, until] = [parseDay(typed.from), parseDay(typed.until)]
  const isSpan =
    from.ok &&
    until.ok &&
    from.value >= today &&
    from.value <= addDays(today, MAX_AHEAD_DAYS) &&
    until.value >= from.value &&
    until.value < addDays(from.value, MAX_DEPUTY_DAYS)
  const reason = parseNote(typed.reason, MAX_REASON)
  const faults = [
    ...(mayStand ? togetherFaults([...held.deputy, role], office) : [roleRefusal]),
    !isSpan && refusal('ACCESS_STANDING_DAYS' as const, 'from', { days: MAX_DEPUTY_DAYS }),
    !(reason.ok && reason.value.length >= MIN_REASON) && reasonRefusal,
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({
      role,
      from: from.ok ? from.value : today,
      until: until.ok ? until.value : today,
      reason: reason.ok ? reason.value : '',
    }),
  )
}

export type Taking = { readonly role: Role; readonly hours: number; readonly reason: string }

/** Takes a role alone for some hours. What the office keeps apart may be joined then; both hands never. */
export function parseTaking(
  typed: { readonly role: string; readonly hours: number; readonly reason: string },
  has: Held,
): Outcome<Taking, StandingRefusal> {
  const { role, isOffered } = offeredRole(typed.role, DAILY_ROLES)
  const mayTake = isOffered && !has.includes(role)
  const isSpan = Number.isInteger(typed.hours) && typed.hours >= 1 && typed.hours <= MAX_HOURS
  const reason = parseNote(typed.reason, MAX_REASON)
  const faults = [
    ...(mayTake ? togetherFaults([...has, role], null) : [roleRefusal]),
    !isSpan && refusal('ACCESS_STANDING_HOURS' as const, 'hours', { hours: MAX_HOURS }),
    !(reason.ok && reason.value.length >= MIN_REASON) && reasonRefusal,
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({ role, hours: typed.hours, reason: reason.ok ? reason.value : '' }),
  )
}

const roleRefusal = refusal('ACCESS_STANDING_ROLE' as const, 'role')
const reasonRefusal = refusal('ACCESS_REASON' as const, 'reason', { limit: MAX_REASON })

function offeredRole(typed: string, offered: Held) {
  const isOffered = isRole(typed) && offered.includes(typed)
  return { role: isRole(typed) ? typed : ('verifier' as Role), isOffered }
}

function togetherFaults(roles: Held, office: OfficeSize | null) {
  if (holdsBothHands(roles)) return [refusal('ACCESS_ROLES_BOTH_EYES' as const, 'role')]
  return office === null ? [] : officeFaults(roles, office)
}
