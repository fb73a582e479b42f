import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type Refusal, refusal } from '../../values/outcome.ts'
import { describeError } from '../describe-error.ts'
import type { HttpRefusal } from '../refusals.ts'
import { RefusedError } from '../refused-error.ts'
import { platformBook, sendRefusals } from './problem.ts'

/** A form with more faults than that was not filled in by hand. */
const MAX_FAULTS = 50
/** A field's path is told back, so a made-up one is cut. */
const MAX_FIELD_CHARACTERS = 200

/** Faults that Fastify and its plugins find in a request before any module sees it. */
const KNOWN: Readonly<Record<string, HttpRefusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PLATFORM_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'PLATFORM_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'PLATFORM_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'PLATFORM_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'PLATFORM_REQUEST',
  FST_REQ_FILE_TOO_LARGE: 'PLATFORM_BODY_TOO_LARGE',
  FST_FILES_LIMIT: 'PLATFORM_BODY_TOO_LARGE',
  FST_PARTS_LIMIT: 'PLATFORM_BODY_TOO_LARGE',
  FST_FIELDS_LIMIT: 'PLATFORM_BODY_TOO_LARGE',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'PLATFORM_MEDIA_TYPE',
  FST_ERR_BAD_URL: 'PLATFORM_NOT_FOUND',
  FST_STATIC_FORBIDDEN_PATH: 'PLATFORM_NOT_FOUND',
  FST_ERR_MAX_PARAM_LENGTH: 'PLATFORM_NOT_FOUND',
  FST_ERR_REOPENED_CLOSE_SERVER: 'PLATFORM_STOPPING',
}

/** Turns whatever was thrown into problem details. Anything unknown is a bug of ours: logged, and 500. */
export function answerFault(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error))
    return sendRefusals(reply, platformBook, fieldFaults(error.validation))
  if (error instanceof RefusedError) return sendThrown(error, request, reply)
  if (isTooMany(error)) return sendRefusals(reply, platformBook, [waitRefusal(error)])
  const known = KNOWN[error.code] ?? byStatus(error)
  if (known !== undefined) return sendRefusals(reply, platformBook, [refusal(known)])
  request.log.error(describeError(error), 'request failed')
  return sendRefusals(reply, platformBook, [
    refusal('PLATFORM_FAILED', undefined, { request: request.id }),
  ])
}

/** The code alone goes to the log, and the module's own sentence to whoever asked. */
function sendThrown(
  { refusal: first, book }: RefusedError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  request.log.warn({ code: first.code }, 'refused and rolled back')
  return sendRefusals(reply, book, [first])
}

type TooMany = Error & { readonly statusCode: 429; readonly seconds: number }

/** What the rate limiter throws; `answerFault` answers it. */
export function tooManyRequests(ttlMs: number): TooMany {
  return Object.assign(new Error('too many requests'), {
    statusCode: 429 as const,
    seconds: Math.ceil(ttlMs / 1000),
  })
}

function isTooMany(error: Error): error is TooMany {
  return 'seconds' in error && 'statusCode' in error && error.statusCode === 429
}

function waitRefusal({ seconds }: TooMany): Refusal<HttpRefusal> {
  return refusal('PLATFORM_TOO_MANY_REQUESTS', undefined, { seconds })
}

/** Errors of the parser, such as a broken JSON, have only a status. */
function byStatus(error: FastifyError): HttpRefusal | undefined {
  if (error.statusCode === 503) return 'PLATFORM_STOPPING'
  if (error instanceof SyntaxError && error.statusCode === 400) return 'PLATFORM_JSON'
  return error.statusCode === 400 ? 'PLATFORM_REQUEST' : undefined
}

type Fault = { readonly instancePath: string; readonly message?: string | undefined }

function fieldFaults(faults: readonly Fault[]): [Refusal<HttpRefusal>, ...Refusal<HttpRefusal>[]] {
  const [first, ...rest] = faults.slice(0, MAX_FAULTS).map(fieldFault)
  return [first ?? refusal('PLATFORM_REQUEST'), ...rest]
}

/** `/parcels/2/carats` is the field `parcels.2.carats`. */
function fieldFault(fault: Fault): Refusal<HttpRefusal> {
  const field = fault.instancePath
    .split('/')
    .filter(Boolean)
    .join('.')
    .slice(0, MAX_FIELD_CHARACTERS)
  return refusal('PLATFORM_REQUEST', field === '' ? undefined : field, {
    expected: (fault.message ?? '').slice(0, MAX_FIELD_CHARACTERS),
  })
}
