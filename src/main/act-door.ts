import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accessBook } from '../access/adapters/book.ts'
import { entryWrite } from '../access/adapters/journal-store.ts'
import type { Runners } from '../access/adapters/proposals-store.ts'
import type { Who } from '../access/adapters/who.ts'
import type { Act } from '../access/grant-table.ts'
import { inRoleFor } from '../access/grants.ts'
import type { Officer } from '../access/officer.ts'
import { withClick } from '../platform/click.ts'
import { type Database, type Tx, transaction } from '../platform/database.ts'
import { answerOf, sendAnswer } from '../platform/http/answer.ts'
import type { Http } from '../platform/http/http.ts'
import { languageOf } from '../platform/http/language.ts'
import { platformBook, type RefusalBook, sendRefusals } from '../platform/http/problem.ts'
import { leaveWritten } from '../platform/write-together.ts'
import type { JsonSchema } from '../values/input.ts'
import { type Outcome, refusal } from '../values/outcome.ts'

/** Where the doors hang that join `participants` with the officers of `access`. */
export type ActDoors = {
  readonly app: Http
  readonly acting: Database
  readonly who: Who
  readonly runners: Runners
  readonly clock: () => Date
}

export type ActCall = {
  readonly tx: Tx
  readonly officer: Officer
  readonly now: Date
  readonly body: unknown
}
type Answered<Code extends string> = Promise<Outcome<unknown, Code>>

type Door<Code extends string> = {
  readonly act: Act
  readonly summary: string
  readonly book: RefusalBook<Code>
}
type Changing<Code extends string> = Door<Code> & {
  readonly status: number
  readonly schema: JsonSchema
  /** What the journal calls it. */
  readonly thing: string
  readonly work: (call: ActCall) => Answered<Code>
}

/** A door that only looks, in the scope of the reader's own Participant. */
export function addLook<Code extends string>(
  { app, acting, who, clock }: ActDoors,
  path: string,
  { act, summary, book, view }: Door<Code> & { view: (call: ActCall) => Answered<Code> },
): void {
  app.get(path, described(act, summary), async (request, reply) => {
    const officer = await who.whoIs(request)
    if (officer === null) return notSignedIn(reply)
    const seen = await transaction(
      acting,
      (tx) => view({ tx, officer, now: clock(), body: request.query }),
      { scope: officer.participant },
    )
    return sendAnswer(reply, answerOf(book, seen, languageIn(request), 200))
  })
}

/** One transaction for what is proposed or made, its line in the journal and the answer to its click. */
export function addDone<Code extends string>(
  { app, acting, who, clock }: ActDoors,
  path: string,
  { act, summary, book, schema, status, thing, work }: Changing<Code>,
): void {
  app.post(path, described(act, summary, schema), async (request, reply) => {
    const known = await who.whoIs(request)
    if (known === null) return notSignedIn(reply)
    const officer = inRoleFor(known, act)
    const now = clock()
    const answer = await transaction(
      acting,
      (tx) =>
        withClick(tx, clickOf(request, officer), async () => {
          const outcome = await work({ tx, officer, now, body: request.body ?? {} })
          leaveWritten(tx, [
            entryWrite(request, {
              ...{ officer, act, at: now.getTime(), thing },
              refusals: outcome.ok ? [] : outcome.refusals.map(({ code }) => code),
              changes: tx.changes,
            }),
          ])
          return answerOf(book, outcome, languageIn(request), status)
        }),
      { scope: officer.participant },
    )
    return answer.ok
      ? sendAnswer(reply, answer.value)
      : sendRefusals(reply, platformBook, answer.refusals)
  })
}

function notSignedIn(reply: FastifyReply): FastifyReply {
  return sendRefusals(reply, accessBook, [refusal('ACCESS_NOT_SIGNED_IN')])
}

function languageIn({ headers }: FastifyRequest) {
  return languageOf(headers['accept-language'])
}

function described(act: Act, summary: string, schema?: JsonSchema) {
  const body = schema === undefined ? {} : { body: z.unknown().meta({ ...schema }) }
  return { config: { act }, schema: { tags: ['participants'], summary, ...body } }
}

function clickOf({ method, url, body, headers }: FastifyRequest, { participant, id }: Officer) {
  const key = headers['idempotency-key']
  return {
    ...{ participant, officer: id, key: typeof key === 'string' ? key : undefined },
    requestDigest: createHash('sha256')
      .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
      .digest(),
  }
}
