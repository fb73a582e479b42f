import type { FastifyRequest } from 'fastify'
import type { Database } from '../../platform/database.ts'
import type { Change } from '../../values/change.ts'
import type { Act } from '../grant-table.ts'
import type { Entry } from '../journal.ts'
import type { Officer } from '../officer.ts'
import { thingOf } from '../thing-of.ts'
import { entryOf, journalWrite } from './journal-store.ts'

export const SIGN_IN: Act = 'access:sign-in'
/** Longer than any name of ours: a guard's entry holds what a stranger wrote into the address. */
const MAX_THING = 200

/** What a request changed, for its entry, for as long as the request lives. */
const changed = new WeakMap<FastifyRequest, readonly Change[]>()

export function noteChanges(request: FastifyRequest, changes: readonly Change[]): void {
  changed.set(request, changes)
}

export type Trace = {
  readonly officer: Officer
  readonly act: Act
  /** Where it is not what the request carries. */
  readonly by?: Entry['by']
  readonly refusals: readonly string[]
}

/** One entry of its own; certificates write theirs in the transaction of the act. */
export async function enterTrace(
  database: Database,
  request: FastifyRequest,
  trace: Trace,
): Promise<void> {
  const entry = traceEntry(request, trace)
  const { sql, values } = journalWrite(trace.officer.participant, entry)
  await database.query(sql, [...values])
}

/** The entry of a request: of a sign-in the way in, of anything else what the address names. */
export function traceEntry(request: FastifyRequest, trace: Trace): Omit<Entry, 'salt'> {
  const { params, routeOptions } = request
  const named = thingOf((params ?? {}) as Record<string, string>).slice(0, MAX_THING)
  const thing = trace.act === SIGN_IN ? wayIn(routeOptions.url ?? '') : named
  const done = changed.get(request) ?? []
  return entryOf(request, { ...trace, thing, at: Date.now(), changes: done })
}

/** `sign-in` (the password), `sign-in/code`, `passkey/sign-in`, `provider/callback`, `link/password`, `link/passkey`. */
function wayIn(url: string): string {
  return url.replace('/api/access/', '')
}

/** The code of a problem (RFC 9457) that is about to leave. */
export function codeIn(payload: unknown): string {
  if (typeof payload !== 'string') return 'UNKNOWN'
  return /"code":"([A-Z_]{1,64})"/.exec(payload)?.[1] ?? 'UNKNOWN'
}
