import { addDays, type Day, parseDay } from '../values/day.ts'
import { acceptUnless, type Outcome, refusal } from '../values/outcome.ts'
import { parseLine } from '../values/text.ts'
import { type Act, GRANTS, type Grant } from './grant-table.ts'
import { isAct, isForPersons, mayDo } from './grants.ts'
import type { Officer } from './officer.ts'

const MAX_NAME = 60
/** A program that nobody looks after for a year should stop. */
const MAX_DAYS = 366

export type NewToken = {
  readonly name: string
  readonly scope: readonly Act[]
  readonly until: Day
}
export type NewTokenRefusal = 'ACCESS_NAME' | 'ACCESS_TOKEN_SCOPE' | 'ACCESS_TOKEN_UNTIL'

/** What a token of this officer can be made for: what they may do, not only in person, and is not for all. */
export function tokenScope(officer: Officer): readonly Act[] {
  return (Object.keys(GRANTS) as Act[]).filter((act) => {
    const { who }: Grant = GRANTS[act]
    return who !== 'anybody' && act !== 'access:me' && !isForPersons(act) && mayDo(officer, act)
  })
}

/** A token that somebody wants: a part of what they may do themselves, and never for longer than a year. */
export function parseNewToken(
  typed: { readonly name: string; readonly scope: readonly string[]; readonly until: string },
  officer: Officer,
  today: Day,
): Outcome<NewToken, NewTokenRefusal> {
  const name = parseLine(typed.name, MAX_NAME)
  const own = tokenScope(officer)
  const scope = [...new Set(typed.scope)].filter(isAct).filter((act) => own.includes(act))
  const until = parseDay(typed.until)
  const isInTime = until.ok && until.value >= today && until.value <= addDays(today, MAX_DAYS)
  const isOwn = scope.length > 0 && scope.length === typed.scope.length
  const faults = [
    !name.ok && refusal('ACCESS_NAME', 'name', { limit: MAX_NAME }),
    !isOwn && refusal('ACCESS_TOKEN_SCOPE', 'scope'),
    !isInTime && refusal('ACCESS_TOKEN_UNTIL', 'until'),
  ]
  return acceptUnless(
    faults.filter((each) => each !== false),
    () => ({ name: name.ok ? name.value : '', scope, until: until.ok ? until.value : today }),
  )
}
