import type { FastifyRequest } from 'fastify'
import type { Database } from '../../platform/database.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { Act } from '../grant-table.ts'
import { isAct } from '../grants.ts'
import type { Officer } from '../officer.ts'
import { needsSecond } from '../proposal.ts'
import { rolesTold } from '../standing-in.ts'
import { thingOf } from '../thing-of.ts'
import type { AccessDoor } from './door.ts'
import { journalWrite } from './journal-store.ts'
import { officerOfEmail } from './officers.ts'

/** These write their own entry, in the transaction of what they do. */
const OWN: readonly Act[] = [
  'access:second',
  'access:take-back',
  'access:sign-in',
  'access:deputy',
  'access:break-glass',
  'access:review-break-glass',
]
/** Longer than any name of ours: a guard's entry holds what a stranger wrote into the address. */
const MAX_THING = 200
const READS = ['GET', 'HEAD']

/** Who was let in by the guard, for as long as the request lives. */
const admitted = new WeakMap<FastifyRequest, Officer>()

/** Whose account a sign-in is tried for, by the e-mail, for as long as the request lives. */
const tried = new WeakMap<FastifyRequest, string>()
/** What those who could not prove who they are were told. One that was not even looked at is no entry: a flood would fill the journal. */
const FAILED: readonly string[] = ['ACCESS_SIGN_IN_FAILED', 'ACCESS_CODE_WRONG', 'ACCESS_CODE_USED']

export function noteTried(request: FastifyRequest, email: string): void {
  tried.set(request, email)
}

export function letIn(request: FastifyRequest, officer: Officer | null): void {
  if (officer !== null) admitted.set(request, officer)
}

/**
 * Entries of the journal for what somebody does with accounts, before the answer leaves; and for a
 * password or code that was wrong, after it, so that the answer takes as long for an account that there is.
 */
export function traceAccounts(door: AccessDoor): void {
  traceDone(door)
  traceFailed(door)
}

function traceDone({ app, database, who }: AccessDoor): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { act } = request.routeOptions.config
    const officer = admitted.get(request)
    if (act === undefined || officer === undefined || !isAct(act)) return payload
    const isOwn = OWN.includes(act) || needsSecond(act) || !act.startsWith('access:')
    if (!isOwn && !READS.includes(request.method)) {
      const refusals = reply.statusCode < 400 ? [] : [codeIn(payload)]
      await enterTrace(database, request, { officer, act, by: who.credential(request), refusals })
    }
    return payload
  })
}

function traceFailed({ app, database }: AccessDoor): void {
  const codes = new WeakMap<FastifyRequest, string>()
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && tried.has(request)) codes.set(request, codeIn(payload))
    return payload
  })
  app.addHook('onResponse', async (request) => {
    const { act } = request.routeOptions.config
    const email = tried.get(request)
    const code = codes.get(request)
    if (act !== 'access:sign-in' || email === undefined || code === undefined) return
    if (!FAILED.includes(code)) return
    try {
      const officer = await officerOfEmail(database, email)
      if (officer !== null)
        await enterTrace(database, request, { officer, act, by: 'none', refusals: [code] })
    } catch (error) {
      request.log.error(describeError(error), 'a failed sign-in is not in the journal')
    }
  })
}

type Trace = {
  readonly officer: Officer
  readonly act: Act
  readonly by: 'token' | 'cookie' | 'none'
  readonly refusals: readonly string[]
}

/** One entry of its own; certificates write theirs in the transaction of the act. */
export async function enterTrace(
  database: Database,
  { ip, params, routeOptions }: FastifyRequest,
  { officer, act, by, refusals }: Trace,
): Promise<void> {
  const named = thingOf((params ?? {}) as Record<string, string>).slice(0, MAX_THING)
  const thing = act === 'access:sign-in' ? wayIn(routeOptions.url ?? '') : named
  const { sql, values } = journalWrite(officer.participant, {
    ...{ at: Date.now(), act, officerId: officer.id, roles: rolesTold(officer) },
    ...{ by, from: ip, thing, refusals, changes: [] },
  })
  await database.query(sql, [...values])
}

/** `sign-in` (the password), `sign-in/code`, `passkey/sign-in`, `provider/callback`, `link/password`, `link/passkey`. */
function wayIn(url: string): string {
  return url.replace('/api/access/', '')
}

/** The code of a problem (RFC 9457) that is about to leave. */
function codeIn(payload: unknown): string {
  if (typeof payload !== 'string') return 'UNKNOWN'
  return /"code":"([A-Z_]{1,64})"/.exec(payload)?.[1] ?? 'UNKNOWN'
}
