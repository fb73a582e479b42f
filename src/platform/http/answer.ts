import type { FastifyReply } from 'fastify'
import type { Outcome } from '../../values/outcome.ts'
import type { Answer } from '../click.ts'
import type { Language } from '../words.ts'
import { problemOf, type RefusalBook } from './problem.ts'

/** What a door answers, ready to be remembered for its click: the value, or the problem (RFC 9457). */
export function answerOf<Code extends string>(
  book: RefusalBook<Code>,
  outcome: Outcome<unknown, Code>,
  language: Language,
  status: number,
): Answer {
  if (outcome.ok) return { status, body: outcome.value }
  const problem = problemOf(book, outcome.refusals, language)
  return { status: problem.status, body: problem }
}

export function sendAnswer(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  reply.serializer((payload: unknown) => JSON.stringify(payload))
  return reply
    .code(status)
    .type(`${type}; charset=utf-8`)
    .send(body ?? {})
}
