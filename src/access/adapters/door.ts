import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http/create.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Outcome, refuse } from '../../values/outcome.ts'
import type { Act } from '../grant-table.ts'
import type { Officer } from '../officer.ts'
import type { AccessRefusal } from '../refusals.ts'
import { ROLES } from '../roles.ts'
import { accessBook } from './book.ts'
import type { DemonstrationAccount } from './demonstration-file.ts'
import type { Erasing } from './erase-account.ts'
import type { KnownDevice } from './known-device.ts'
import { type OwnSession, ownSession } from './own-session.ts'
import type { Runners } from './proposals-store.ts'
import type { Errand, Provider } from './provider.ts'
import type { SealedCookie } from './sealed-cookie.ts'
import type { SignIn, Visitor } from './sign-in.ts'
import type { Who } from './who.ts'

/** What a person types into one form, every character escaped, and no more. */
const MAX_FORM_BYTES = 4_096

/** In base64url, and what it is for. */
export type Challenge = { readonly challenge: string; readonly of: string }

export type AccessDoor = {
  readonly app: Http
  readonly database: Database
  readonly signIn: SignIn
  readonly who: Who
  readonly devices: KnownDevice
  readonly secret: string
  readonly tls: boolean
  /** Where people reach this node: `https://kp.authority.example`. The port may be known late. */
  readonly address: () => string
  /** Minutes east of UTC of an authority's clock. */
  readonly offsetMinutesOf: (participant: PartyCode) => number
  readonly challenges: SealedCookie<Challenge>
  /** Null where oidc.json names none. */
  readonly provider: Provider | null
  readonly errands: SealedCookie<Errand & { readonly of: string }>
  /** Whether somebody has to have a second factor. */
  readonly asksFactor: (officer: Officer) => boolean
  /** How an authority's Participant is called, in every language of ours. */
  readonly namesOf: (participant: PartyCode) => readonly string[]
  /** Days in which somebody else must have looked at a role that was taken alone. */
  readonly reviewDaysOf: (participant: PartyCode) => number
  /** What other modules keep of a person, and for how long the law asks it. */
  readonly erasing: Erasing
  /** Acts on accounts that wait for a second person, by the door at which they were proposed. */
  readonly runners: Runners
  /** Null on a node that is no demonstration. Asked at every request: the port may be known late. */
  readonly demonstration: () => readonly DemonstrationAccount[] | null
}

export const officerShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  participant: z.string(),
  roles: z.array(z.enum(ROLES)),
  firm: z.string().nullable(),
  language: z.enum(['en', 'fr']),
  scope: z.array(z.string()).nullable(),
  standing: z
    .array(
      z.object({
        id: z.string(),
        role: z.enum(ROLES),
        kind: z.enum(['deputy', 'break_glass']),
        of: z.string().nullable(),
        ofName: z.string().nullable(),
        until: z.string(),
      }),
    )
    .optional(),
  hasPasskey: z.boolean(),
  lacks: z.enum(['second_factor', 'passkey', 'confirmation']).optional(),
})

export function shown(officer: Officer) {
  const { standing, ...told } = officer
  return {
    ...told,
    ...(standing !== undefined && { standing: [...standing] }),
    roles: [...officer.roles],
    scope: officer.scope && [...officer.scope],
  }
}

/** What a route of this module says of itself: the line of the role table that admits to it. */
export function admits(act: Act) {
  return { config: { act } }
}

export function refused(
  reply: FastifyReply,
  { refusals }: Extract<Outcome<never, AccessRefusal>, { ok: false }>,
): FastifyReply {
  const seconds = refusals[0].detail?.seconds
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  return sendRefusals(reply, accessBook, refusals)
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, userAgent: request.headers['user-agent'] }
}

type About<Body extends z.ZodType> = {
  readonly act: Act
  readonly summary: string
  readonly body: Body
  readonly bodyLimit?: number
}
export type FormCall<Body> = {
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
export type OwnCall<Body> = FormCall<Body> & {
  readonly mine: OwnSession
  readonly params: Readonly<Record<string, string>>
}
/** Nothing to say is 204. */
type Answer = Promise<Outcome<object | undefined, AccessRefusal>>

/** A form for whoever comes by. */
export function addForm<Body extends z.ZodType>(
  { app }: AccessDoor,
  url: string,
  { act, summary, body, bodyLimit = MAX_FORM_BYTES }: About<Body>,
  answer: (call: FormCall<z.infer<Body>>) => Answer,
): void {
  app.post(
    url,
    { ...admits(act), bodyLimit, schema: { tags: ['access'], summary, body } },
    async (request, reply) =>
      send(reply, await answer({ body: request.body as z.infer<Body>, request, reply })),
  )
}

type OwnAbout<Body extends z.ZodType> = Omit<About<Body>, 'body'> & {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly body?: Body
  /** Whether it changes how somebody signs in, so that a session of long ago does not do. */
  readonly fresh?: boolean
  /** Of the answer that says something; 200 without it. */
  readonly status?: number
}

/** A door for whoever is signed in with a cookie; the role table says that tokens do not come here. */
export function addOwn<Body extends z.ZodType>(
  door: AccessDoor,
  url: string,
  about: OwnAbout<Body>,
  answer: (call: OwnCall<z.infer<Body>>) => Answer,
): void {
  const { act, summary, method, body, fresh, status, bodyLimit = MAX_FORM_BYTES } = about
  door.app.route({
    method,
    url,
    ...admits(act),
    bodyLimit,
    schema: { tags: ['access'], summary, ...(body !== undefined && { body }) },
    handler: async (request, reply) => {
      const token = door.who.sessionToken(request)
      const mine = token === undefined ? null : await ownSession(door.database, token)
      if (mine === null) return refused(reply, refuse('ACCESS_NOT_SIGNED_IN'))
      if (fresh && !mine.isFresh) return refused(reply, refuse('ACCESS_SIGN_IN_AGAIN'))
      const params = request.params as Record<string, string>
      return send(
        reply,
        await answer({ body: request.body as z.infer<Body>, request, reply, mine, params }),
        status,
      )
    },
  })
}

function send(
  reply: FastifyReply,
  outcome: Outcome<object | undefined, AccessRefusal>,
  status = 200,
): FastifyReply {
  if (!outcome.ok) return refused(reply, outcome)
  if (outcome.value === undefined) return reply.code(204).send()
  return reply.code(status).send(outcome.value)
}
