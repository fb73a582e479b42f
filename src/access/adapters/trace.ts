import type { FastifyRequest } from 'fastify'
import type { Database } from '../../platform/database.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { Act } from '../grant-table.ts'
import { isAct } from '../grants.ts'
import type { Officer } from '../officer.ts'
import { needsSecond } from '../proposal.ts'
import { rolesTold } from '../standing-in.ts'
import type { AccessDoor } from './door.ts'
import { journalWrite } from './journal-store.ts'
import { officerOfEmail } from './officers.ts'
import { thingOf } from './thing-of.ts'

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

export function letIn(request: FastifyRequest, officer: Officer | null): void {
  if (officer !== null) admitted.set(request, officer)
}

/**
 * Entries of the journal for what somebody does with accounts, before the answer leaves; and for a
 * password that was wrong, after it, so that the answer takes as long for an account that there is.
 */
export function traceAccounts({ app, database, who }: AccessDoor): void {
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
  app.addHook('onResponse', async (request, reply) => {
    const { act } = request.routeOptions.config
    const { email } = (request.body ?? {}) as { readonly email?: unknown }
    if (act !== 'access:sign-in' || reply.statusCode !== 401 || typeof email !== 'string') return
    try {
      const officer = await officerOfEmail(database, email.trim().toLowerCase())
      const refusals = ['ACCESS_SIGN_IN_FAILED']
      if (officer !== null)
        await enterTrace(database, request, { officer, act, by: 'none', refusals })
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
  { ip, params }: FastifyRequest,
  { officer, act, by, refusals }: Trace,
): Promise<void> {
  const thing = thingOf((params ?? {}) as Record<string, string>).slice(0, MAX_THING)
  const { sql, values } = journalWrite(officer.participant, {
    ...{ at: Date.now(), act, officerId: officer.id, roles: rolesTold(officer) },
    ...{ by, from: ip, thing, refusals, changes: [] },
  })
  await database.query(sql, [...values])
}

/** The code of a problem (RFC 9457) that is about to leave. */
function codeIn(payload: unknown): string {
  if (typeof payload !== 'string') return 'UNKNOWN'
  return /"code":"([A-Z_]{1,64})"/.exec(payload)?.[1] ?? 'UNKNOWN'
}
