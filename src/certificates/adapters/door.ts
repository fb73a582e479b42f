import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { entryWrite } from '../../access/adapters/journal-store.ts'
import type { Runners } from '../../access/adapters/proposals-store.ts'
import { type Act, GRANTS, type Grant } from '../../access/grant-table.ts'
import { inRoleFor } from '../../access/grants.ts'
import { hasRole, type Officer } from '../../access/officer.ts'
import { needsSecond } from '../../access/proposal.ts'
import { LICENSED_ROLES } from '../../access/roles.ts'
import { thingOf } from '../../access/thing-of.ts'
import { withClick } from '../../platform/click.ts'
import { transaction } from '../../platform/database.ts'
import { answerOf, sendAnswer } from '../../platform/http/answer.ts'
import type { Http } from '../../platform/http/create.ts'
import { languageOf } from '../../platform/http/language.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import type { JsonSchema } from '../../values/input.ts'
import { type Outcome, refuse } from '../../values/outcome.ts'
import { parseNumber } from '../number.ts'
import { certificatesBook, type DoorRefusal } from './book.ts'
import type { Call } from './call.ts'
import type { Means } from './means.ts'
import { propose, runnerOf } from './second-officer.ts'

export type WhoIs = (request: FastifyRequest) => Promise<Officer | null>

/** Where this module's routes hang, and what they work with. */
export type Doors = {
  readonly app: Http
  readonly means: Means
  readonly whoIs: WhoIs
  /** Where acts of two officers wait for the second. */
  readonly runners: Runners
}

/** Accepted, and not done yet (RFC 9110, 15.3.3). */
const PROPOSED = 202

/** The body of a request that carries a file. */
export type Upload = {
  readonly [field: string]: unknown
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null
}

export type About = {
  /** The line of the role table that admits to this door. */
  readonly act: Act
  readonly summary: string
  readonly body?: JsonSchema
  readonly status?: number
  /** Of an act of two: what the second officer is shown beside what was sent, taken from what it would answer. */
  readonly shows?: (done: unknown) => Readonly<Record<string, unknown>>
}

/**
 * A door that changes something. One transaction holds the act, what it causes, and the answer to
 * its click: a second press of the same button gets the first answer. A refusal is an answer too: it
 * is decided before anything is written, except the alarm that it raises.
 */
export function addAct(
  doors: Doors,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  about: About,
  act: (call: Call) => Promise<Outcome<unknown, DoorRefusal>>,
): void {
  const door = `${method} ${path}`
  const status = about.status ?? 200
  const isOfTwo = needsSecond(about.act)
  if (isOfTwo) {
    doors.runners.set(
      door,
      runnerOf(doors.means, act, (outcome, { language }) =>
        answerOf(certificatesBook, outcome, language, status),
      ),
    )
  }
  doors.app.route({
    method,
    url: path,
    ...described(about),
    handler: async (request, reply) => {
      const call = await callOf(doors, about.act, request)
      if (!call.ok) return sendRefusals(reply, certificatesBook, call.refusals)
      const answer = await inScope(doors, call.value, (whole) =>
        withClick(whole.tx, clickOf(request, whole), async () => {
          const proposed = { door, thing: named(whole.params), shows: about.shows }
          const outcome = await (isOfTwo ? propose(whole, act, proposed) : act(whole))
          leaveWritten(whole.tx, [entryOf(request, whole, outcome)])
          return answerOf(certificatesBook, outcome, whole.language, isOfTwo ? PROPOSED : status)
        }),
      )
      if (!answer.ok) return sendRefusals(reply, certificatesBook, answer.refusals)
      return sendAnswer(reply, answer.value)
    },
  })
}

/** A door that only looks. */
export function addView(
  doors: Doors,
  path: string,
  about: About,
  view: (call: Call) => Promise<Outcome<unknown, DoorRefusal>>,
): void {
  doors.app.get(path, described(about), async (request, reply) => {
    const call = await callOf(doors, about.act, request)
    if (!call.ok) return sendRefusals(reply, certificatesBook, call.refusals)
    const seen = await inScope(doors, call.value, traced(request, view))
    return sendAnswer(
      reply,
      answerOf(certificatesBook, seen, call.value.language, about.status ?? 200),
    )
  })
}

export type FileAnswer = {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
  /** Shown by the browser, or saved to a file. */
  readonly as: 'inline' | 'attachment'
}

/** A door that gives a file. */
export function addFile(
  doors: Doors,
  path: string,
  about: About,
  view: (call: Call) => Promise<Outcome<FileAnswer, DoorRefusal>>,
): void {
  doors.app.get(path, described(about), async (request, reply) => {
    const call = await callOf(doors, about.act, request)
    if (!call.ok) return sendRefusals(reply, certificatesBook, call.refusals)
    const file = await inScope(doors, call.value, traced(request, view))
    if (!file.ok) return sendRefusals(reply, certificatesBook, file.refusals)
    const name = encodeURIComponent(file.value.name)
    return reply
      .type(withCharset(file.value.mediaType))
      .header('content-disposition', `${file.value.as}; filename*=UTF-8''${name}`)
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(file.value.bytes))
  })
}

/** Text that is kept was read as UTF-8 before it was; a browser left to guess may take it for something else. */
function withCharset(mediaType: string): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType
}

/** Who looks at one thing of those that the role table names leaves a line in the journal. */
function traced<T>(
  request: FastifyRequest,
  view: (call: Call) => Promise<Outcome<T, DoorRefusal>>,
): (call: Call) => Promise<Outcome<T, DoorRefusal>> {
  return async (call) => {
    const outcome = await view(call)
    const grant: Grant = GRANTS[call.act]
    const isOfOne = Object.keys(call.params).length > 0
    if (grant.traced && isOfOne) leaveWritten(call.tx, [entryOf(request, call, outcome)])
    return outcome
  }
}

function entryOf(
  request: FastifyRequest,
  { officer, act, now, params, tx }: Call,
  outcome: Outcome<unknown, DoorRefusal>,
): Write {
  return entryWrite(request, {
    ...{ officer, act, at: now.getTime() },
    // What begins has no address yet.
    thing: named(params) || (tx.changes[0]?.key ?? ''),
    refusals: outcome.ok ? [] : outcome.refusals.map(({ code }) => code),
    changes: tx.changes,
  })
}

/** A number as it is kept, however it was typed. */
function spelt(typed: string): string {
  const number = parseNumber(typed)
  return number.ok ? number.value : typed
}

function named(params: Call['params']): string {
  const { number } = params
  return thingOf(number === undefined ? params : { ...params, number: spelt(number) })
}

function inScope<T>(
  { means }: Doors,
  call: Omit<Call, 'tx'>,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { participant: scope, firm } = call.officer
  const isLicensed = firm !== null && hasRole(call.officer, LICENSED_ROLES)
  const options = isLicensed ? { scope, firm } : { scope }
  return transaction(means.database, (tx) => work({ ...call, tx }), options)
}

/** The body is read by the domain's own parser; the description says what that parser expects. */
function described({ act, summary, body }: About) {
  const read = body === undefined ? {} : { body: z.unknown().meta({ ...body }) }
  return { config: { act }, schema: { tags: ['certificates'], summary, ...read } }
}

async function callOf(
  { means, whoIs }: Doors,
  act: Act,
  request: FastifyRequest,
): Promise<Outcome<Omit<Call, 'tx'>, 'ACCESS_NOT_SIGNED_IN' | 'PLATFORM_JSON'>> {
  const officer = await whoIs(request)
  if (officer === null) return refuse('ACCESS_NOT_SIGNED_IN')
  if (isTooDeep(request.body)) return refuse('PLATFORM_JSON')
  return {
    ok: true,
    value: {
      means,
      officer: inRoleFor(officer, act),
      act,
      language: languageOf(request.headers['accept-language']),
      now: means.clock(),
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string>,
      body: request.isMultipart() ? await upload(request) : (request.body ?? {}),
    },
  }
}

/** An application is five levels deep; a thousand brackets are there to fill somebody's stack. */
const MAX_LEVELS = 16

function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_LEVELS) return true
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
  }
  return false
}

/** A file with the fields before it, read whole before any transaction waits for a slow line. */
async function upload(request: FastifyRequest): Promise<Upload> {
  const file = await request.file()
  if (file === undefined) return { file: null }
  const fields = Object.entries(file.fields).flatMap(([name, part]) =>
    part !== undefined && 'value' in part ? [[name, part.value] as const] : [],
  )
  const bytes = await file.toBuffer()
  return { ...Object.fromEntries(fields), file: { name: file.filename, bytes } }
}

function clickOf(request: FastifyRequest, { officer, body }: Call) {
  const key = request.headers['idempotency-key']
  const named = typeof key === 'string'
  return {
    participant: officer.participant,
    officer: officer.id,
    key: named ? key : undefined,
    // Ten megabytes of a file are not hashed for a click that nobody will repeat.
    requestDigest: named ? digestOf(request, body) : new Uint8Array(),
  }
}

/** What was asked, the bytes of a file included: another file under the same key is another request. */
function digestOf({ method, url }: FastifyRequest, body: unknown): Buffer {
  const { file, ...rest } = body as Partial<Upload>
  const bytes = file?.bytes instanceof Uint8Array ? file.bytes : new Uint8Array()
  const asked = bytes.length === 0 ? body : { ...rest, file: file?.name }
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(asked)}\n`)
    .update(bytes)
    .digest()
}
