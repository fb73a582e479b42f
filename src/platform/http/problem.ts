import { STATUS_CODES } from 'node:http'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Outcome, Refusal } from '../../values/outcome.ts'
import type { HttpRefusal } from '../refusals.ts'
import { type Language, platformWords, sentence, type Words } from '../words.ts'
import { languageOf } from './language.ts'

/** One reason of a problem, in words of the reader's language. */
const refusalShape = z.object({
  code: z.string(),
  field: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  text: z.string(),
})

/** Problem details (RFC 9457) with all reasons; the first one's code and words stand at the top too. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  refusals: z.array(refusalShape),
})
export type Problem = z.infer<typeof problemShape>

/** How the refusals of a module are told over HTTP: a status and words for every code, by type. */
export type RefusalBook<Code extends string> = {
  readonly status: Readonly<Record<Code, number>>
  readonly words: Words<Code>
}

/** Both books in one, for a door that can refuse with codes of two modules. */
export function bothBooks<A extends string, B extends string>(
  a: RefusalBook<A>,
  b: RefusalBook<B>,
): RefusalBook<A | B> {
  return {
    status: { ...a.status, ...b.status },
    words: { en: { ...a.words.en, ...b.words.en }, fr: { ...a.words.fr, ...b.words.fr } },
  }
}

export const platformBook: RefusalBook<HttpRefusal> = {
  status: {
    PLATFORM_REQUEST: 400,
    PLATFORM_JSON: 400,
    PLATFORM_BODY_TOO_LARGE: 413,
    PLATFORM_MEDIA_TYPE: 415,
    PLATFORM_NOT_FOUND: 404,
    PLATFORM_TOO_MANY_REQUESTS: 429,
    PLATFORM_CLICK_REUSED: 409,
    PLATFORM_CLICK_KEY: 400,
    PLATFORM_DATABASE_UNREACHABLE: 503,
    PLATFORM_STOPPING: 503,
    PLATFORM_FAILED: 500,
  },
  words: platformWords,
}

type Refusals<Code extends string> = readonly [Refusal<Code>, ...Refusal<Code>[]]

/** The first refusal decides the status: modules put the gravest first, as an officer would say it. */
export function problemOf<Code extends string>(
  book: RefusalBook<Code>,
  refusals: Refusals<Code>,
  language: Language,
): Problem {
  const [first] = refusals
  const status = book.status[first.code]
  return {
    type: `urn:openkp:refusal:${first.code}`,
    title: STATUS_CODES[status] ?? 'Refused',
    status,
    detail: sentence(book.words, first, language),
    code: first.code,
    refusals: refusals.map((each) => ({
      code: each.code,
      ...(each.field !== undefined && { field: each.field }),
      ...(each.detail !== undefined && { detail: { ...each.detail } }),
      text: sentence(book.words, each, language),
    })),
  }
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  // The serializer of a route is for its answers; a problem has one shape everywhere.
  reply.serializer((payload: unknown) => JSON.stringify(payload))
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem)
}

export function sendRefusals<Code extends string>(
  reply: FastifyReply,
  book: RefusalBook<Code>,
  refusals: Refusals<Code>,
): FastifyReply {
  const language = languageOf(reply.request.headers['accept-language'])
  reply.header('content-language', language)
  return sendProblem(reply, problemOf(book, refusals, language))
}

/** The value with 200 (or `status`), or the problem. Only an outcome whose every code is in the book compiles. */
export function sendOutcome<T, Code extends string>(
  reply: FastifyReply,
  book: RefusalBook<Code>,
  outcome: Outcome<T, NoInfer<Code>>,
  status = 200,
): FastifyReply {
  return outcome.ok
    ? reply.code(status).send(outcome.value)
    : sendRefusals(reply, book, outcome.refusals)
}
