import { CLOCK_SKEW_SECONDS } from './limits.ts'
import { type Reason, reason } from './reasons.ts'

/** Up to a day a list is fresh; up to 14 days it serves with a warning (design: freshness). */
export const FRESH_SECONDS = 86_400
const USABLE_SECONDS = 14 * 86_400

export type ListName = 'trust' | 'status' | 'register' | 'imports' | 'log' | 'witnesses'

/** How old a list is that a verdict used, or that it was not used. */
export type ListAge = {
  readonly name: ListName
  /** Epoch seconds; null when it was not consulted. */
  readonly issuedAt: number | null
  readonly ageSeconds: number | null
  readonly consulted: boolean
  /** What its age does to the verdict. An INVALID from an old list stays INVALID. */
  readonly reason: Reason | null
}

/**
 * The newest signed time that may move a reader's clock, epoch seconds: that of the trust list, which
 * those sign who hold the scheme's keys, and which their next root can take back. An issuer's page
 * counts only for a reader whose clock that list shows to be wrong, and for at most a day beyond it:
 * otherwise one authority could make the world's certificates expire, or its own page never age.
 *
 * @param page when the issuer's page was signed; null where there is none
 */
export function newestTime(trusted: number, page: number | null, now: number): number {
  const hasClock = now + CLOCK_SKEW_SECONDS >= trusted
  if (hasClock || page === null || page > trusted + FRESH_SECONDS) return trusted
  return Math.max(trusted, page)
}

/**
 * What the signed times show of a reader's clock. That it is ahead is never shown: then every list is too
 * old by it, as for a reader that has fetched none, and who stands before it can tell the two apart.
 *
 * @param knownAt as of when the issuer's lists know; null where there are none
 */
export function clockReasons({
  now,
  newest,
  knownAt,
}: {
  readonly now: number
  readonly newest: number
  readonly knownAt: number | null
}): Reason[] {
  if (now + CLOCK_SKEW_SECONDS < newest) {
    const detail = { seconds: newest - now, newest: new Date(newest * 1000).toISOString() }
    return [reason('CLOCK_BEHIND', detail)]
  }
  const seconds = now - Math.max(newest, knownAt ?? newest)
  if (seconds <= USABLE_SECONDS) return []
  return [reason('CLOCK_PERHAPS_AHEAD', { days: Math.floor(seconds / FRESH_SECONDS) })]
}

/** @param latest the latest time in a list that has several: the earliest says how old it is */
export function freshness(
  name: ListName,
  issuedAt: number,
  timeUsed: number,
  latest = issuedAt,
): ListAge {
  const ageSeconds = Math.max(0, timeUsed - issuedAt)
  const ahead = latest - timeUsed
  const why =
    ahead > CLOCK_SKEW_SECONDS
      ? reason('LIST_FROM_THE_FUTURE', { list: name, seconds: ahead })
      : warning(name, ageSeconds)
  return { name, issuedAt, ageSeconds, consulted: true, reason: why }
}

function warning(list: ListName, ageSeconds: number): Reason | null {
  if (ageSeconds <= FRESH_SECONDS) return null
  const days = Math.floor(ageSeconds / 86_400)
  return reason(ageSeconds <= USABLE_SECONDS ? 'LIST_AGEING' : 'LIST_STALE', { list, days })
}

export function notConsulted(name: ListName): ListAge {
  return { name, issuedAt: null, ageSeconds: null, consulted: false, reason: null }
}
