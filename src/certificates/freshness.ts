import { type Reason, reason } from './reasons.ts'

/** Up to a day a list is fresh; up to 14 days it serves with a warning (design: freshness). */
export const FRESH_SECONDS = 86_400
const USABLE_SECONDS = 14 * 86_400

export type ListName = 'trust' | 'status' | 'register' | 'log' | 'witnesses'

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

export function freshness(name: ListName, issuedAt: number, timeUsed: number): ListAge {
  const ageSeconds = Math.max(0, timeUsed - issuedAt)
  return { name, issuedAt, ageSeconds, consulted: true, reason: warning(name, ageSeconds) }
}

function warning(list: ListName, ageSeconds: number): Reason | null {
  if (ageSeconds <= FRESH_SECONDS) return null
  const days = Math.floor(ageSeconds / 86_400)
  return reason(ageSeconds <= USABLE_SECONDS ? 'LIST_AGEING' : 'LIST_STALE', { list, days })
}

export function notConsulted(name: ListName): ListAge {
  return { name, issuedAt: null, ageSeconds: null, consulted: false, reason: null }
}
