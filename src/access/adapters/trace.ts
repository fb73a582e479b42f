import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../platform/database.ts'
import type { Act } from '../grant-table.ts'
import { isAct } from '../grants.ts'
import type { Entry } from '../journal.ts'
import type { Officer } from '../officer.ts'
import { needsSecond } from '../proposal.ts'
import type { AccessDoor } from './door.ts'
import { type Begun, beginEntry, completeEntry, dropEntry } from './journal-store.ts'
import { officerOfUser } from './officers.ts'
import { codeIn, enterTrace, SIGN_IN, type Trace, traceEntry } from './trace-entry.ts'

/** These write their own entry, in the transaction of what they do. */
const OWN: readonly Act[] = [
  'access:second',
  'access:take-back',
  'access:sign-in',
  'access:link',
  'access:deputy',
  'access:break-glass',
  'access:review-break-glass',
]
const READS = ['GET', 'HEAD']

/** Who was let in by the guard, for as long as the request lives. */
const admitted = new WeakMap<FastifyRequest, Officer>()

export function letIn(request: FastifyRequest, officer: Officer | null): void {
  if (officer !== null) admitted.set(request, officer)
}

/**
 * Entries of the journal for what somebody does with accounts: begun before the first of its commits, not all
 * of which are ours, and completed before the answer leaves. A program that ends in between leaves what was
 * begun, which the journal then tells of as not known (seal-journal.ts).
 */
export function traceAccounts(door: AccessDoor): void {
  traceBegun(door)
  traceCompleted(door)
}

type Doing = Omit<Trace, 'refusals'>
type Tracing = Doing & { readonly kept: Begun }

/** What a request has begun and not completed yet. */
const begun = new WeakMap<FastifyRequest, Tracing[]>()
/** The request that is answered: better-auth tells of a session, and not for which request it is made. */
const answering = new AsyncLocalStorage<FastifyRequest>()

function traceBegun({ app, database }: AccessDoor): void {
  app.addHook('preHandler', async (request) => {
    const traced = tracedAct(request)
    if (traced !== undefined) await begin(database, request, traced)
  })
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config.act?.startsWith('access:')) answering.run(request, done)
    else done()
  })
}

/** Who does what, where the request leaves its entry here. */
function tracedAct(request: FastifyRequest): Doing | undefined {
  const { act } = request.routeOptions.config
  const officer = admitted.get(request)
  if (act === undefined || officer === undefined || !isAct(act)) return undefined
  const isOwn = OWN.includes(act) || needsSecond(act) || !act.startsWith('access:')
  return isOwn || READS.includes(request.method) ? undefined : { officer, act }
}

async function begin(database: Database, request: FastifyRequest, doing: Doing): Promise<void> {
  const entry = traceEntry(request, { ...doing, refusals: [] })
  const kept = await beginEntry(database, doing.officer.participant, entry)
  begun.set(request, [...(begun.get(request) ?? []), { ...doing, kept }])
}

/** Begins the entry of a sign-in, before its session is made; a change of how one signs in has one already. */
export async function beginSignIn(database: Database, personId: string): Promise<void> {
  const request = answering.getStore()
  if (request === undefined || request.routeOptions.config.act === 'access:credentials') return
  const officer = await officerOfUser(database, personId)
  if (officer !== null) await begin(database, request, { officer, act: SIGN_IN, by: 'cookie' })
}

/** Completes it, before any cookie is given. */
export async function completeSignIn(database: Database, request: FastifyRequest): Promise<void> {
  const tracing = begun.get(request)?.find(({ act }) => act === SIGN_IN)
  if (tracing === undefined) throw new Error('a session was made without an entry of the journal')
  await complete(database, request, tracing, [])
}

/** The password was right and a code is asked for: the session is gone again, and nobody is in. */
export async function dropSignIn(database: Database, request: FastifyRequest): Promise<void> {
  for (const { kept, act } of begun.get(request) ?? [])
    if (act === SIGN_IN) await dropEntry(database, kept)
  begun.delete(request)
}

function traceCompleted({ app, database }: AccessDoor): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const refusals = reply.statusCode < 400 ? [] : [codeIn(payload)]
    const traced = tracedAct(request)
    const open = begun.get(request)
    // Refused before it was begun, by its form.
    if (open === undefined && traced !== undefined)
      await enterTrace(database, request, { ...traced, refusals })
    // After a fault nobody knows how much of it was done.
    const outcome = reply.statusCode === 500 ? ({ outcome: 'unknown' } as const) : {}
    for (const tracing of open ?? []) await complete(database, request, tracing, refusals, outcome)
    return payload
  })
}

async function complete(
  database: Database,
  request: FastifyRequest,
  tracing: Tracing,
  refusals: readonly string[],
  outcome: Pick<Entry, 'outcome'> = {},
): Promise<void> {
  const entry = { ...traceEntry(request, { ...tracing, refusals }), ...outcome }
  await completeEntry(database, tracing.kept, entry)
  begun.set(
    request,
    (begun.get(request) ?? []).filter((each) => each !== tracing),
  )
}
