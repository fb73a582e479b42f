import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Http } from '../../platform/http/http.ts'
import { languageOf } from '../../platform/http/language.ts'
import { sentence } from '../../platform/words.ts'
import type { Refusal } from '../../values/outcome.ts'
import { type LogIdentity, writeCheckpoint } from '../checkpoint.ts'
import { MAX_SUBMISSION_BYTES, WITNESS_STATUS, type WitnessRefusal } from '../witness.ts'
import { en } from '../witness-words.en.ts'
import { fr } from '../witness-words.fr.ts'
import { digestOf, type WitnessMemory } from './witness-memory.ts'
import type { WitnessService } from './witness-service.ts'

const TEXT = 'text/plain; charset=utf-8'
const SIZE = 'text/x.tlog.size'

/** A host of sixty logs that says something every second is still heard. */
const SUBMISSIONS_A_MINUTE = 3_600

export type WitnessDoor = {
  readonly service: WitnessService
  /** Those that it follows now. */
  readonly logs: () => readonly LogIdentity[]
  readonly memory: WitnessMemory
  /** What the addresses begin with; nothing where the program is this witness alone. */
  readonly prefix?: string
}

/**
 * The witness protocol over HTTP (c2sp.org/tlog-witness), and what this witness has seen of each log,
 * so that a monitor can compare it with what the log shows to others. For anybody: it is the signature of
 * the log that admits a submission.
 */
export function witnessRoutes(
  app: Http,
  { service, logs, memory, prefix = '' }: WitnessDoor,
): void {
  const routes: FastifyPluginAsync = async (scope) => {
    // A note is bytes: read as text it would be mended where it is broken.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_SUBMISSION_BYTES },
      (_request, body, done) => done(null, body),
    )
    const limits = {
      bodyLimit: MAX_SUBMISSION_BYTES,
      config: { rateLimit: { max: SUBMISSIONS_A_MINUTE, timeWindow: 60_000 } },
    }
    scope.post('/add-checkpoint', limits, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const answer = await service.addCheckpoint(body)
      if (answer.ok) return reply.type(TEXT).send(answer.value)
      return sendRefusal(reply, answer.refusals[0])
    })
    scope.get('/checkpoints', async (_request, reply) => {
      const lines = logs().map(({ origin }) => `${digestOf(origin)} ${origin}\n`)
      return reply.type(TEXT).send(lines.join(''))
    })
    scope.get<{ Params: { log: string } }>('/checkpoints/:log', async (request, reply) => {
      const log = logs().find(({ origin }) => digestOf(origin) === request.params.log)
      const last = log === undefined ? undefined : await memory.last(log.origin)
      if (last === undefined) return sendRefusal(reply, { code: 'WITNESS_UNKNOWN_LOG' })
      return reply.type(TEXT).send(Buffer.from(writeCheckpoint(last)))
    })
  }
  app.register(routes, { prefix })
}

/** A conflict is answered with the size alone, as programs expect it; the others with a sentence. */
function sendRefusal(reply: FastifyReply, refusal: Refusal<WitnessRefusal>): FastifyReply {
  const status = WITNESS_STATUS[refusal.code]
  const size = refusal.detail?.size
  if (status === 409 && size !== undefined) {
    return reply.code(status).type(SIZE).send(`${size}\n`)
  }
  const language = languageOf(reply.request.headers['accept-language'])
  const text = sentence({ en, fr }, refusal, language)
  return reply.code(status).type(TEXT).send(`${refusal.code}: ${text}\n`)
}
