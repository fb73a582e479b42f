import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http/create.ts'
import { sendRefusals } from '../../platform/http/problem.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { type Credentials, parseCredentials } from '../credentials.ts'
import { type Act, isAct } from '../grant-table.ts'
import { admit } from '../grants.ts'
import type { Officer } from '../officer.ts'
import type { AccessRefusal } from '../refusals.ts'
import { ROLES } from '../roles.ts'
import { isCrossSite } from '../same-origin.ts'
import { spendAttempt } from './attempts.ts'
import { accessBook } from './book.ts'
import type { DemonstrationAccount } from './demonstration-file.ts'
import type { KnownDevice } from './known-device.ts'
import { endSession, officerOfUser } from './officers.ts'
import { expiredCookie, readCookie } from './session-cookie.ts'
import type { SignIn } from './sign-in.ts'
import type { Who } from './who.ts'

/** An e-mail address and a password at their longest, every character escaped, and no more. */
const MAX_SIGN_IN_BYTES = 4_096

export type AccessDoor = {
  readonly database: Database
  readonly signIn: SignIn
  readonly who: Who
  readonly devices: KnownDevice
  readonly tls: boolean
  /** Null on a node that is no demonstration. Asked at every request: the port may be known late. */
  readonly demonstration: () => readonly DemonstrationAccount[] | null
}

const officerShape = z.object({
  officer: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    participant: z.string(),
    roles: z.array(z.enum(ROLES)),
    firm: z.string().nullable(),
    language: z.enum(['en', 'fr']),
  }),
})
const credentialsShape = z.object({ email: z.string(), password: z.string() })
const demonstrationShape = z.object({
  accounts: z.array(
    z.object({
      email: z.string(),
      password: z.string(),
      participant: z.string(),
      roles: z.array(z.enum(ROLES)),
      name: z.string(),
    }),
  ),
})

/**
 * The doors of sign-in, and two checks for the whole server before anything of a request is read: no
 * other web site uses its cookies, and the role table grants the act that the route names.
 */
export function accessRoutes(app: Http, door: AccessDoor): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromElsewhere(request, door.who)) return refused(reply, refuse('ACCESS_CROSS_SITE'))
    const { act } = request.routeOptions.config
    if (act === undefined) return
    if (!isAct(act)) throw new Error(`no line of the role table is called ${act}`)
    const admitted = admit(await door.who.whoIs(request), act)
    if (!admitted.ok) return refused(reply, admitted)
  })
  app.post(
    '/api/access/sign-in',
    {
      ...admits('access:sign-in'),
      bodyLimit: MAX_SIGN_IN_BYTES,
      schema: { tags: ['access'], body: credentialsShape, response: { 200: officerShape } },
    },
    async (request, reply) => {
      const outcome = await signIn(door, request, request.body)
      if (!outcome.ok) return refused(reply, outcome)
      reply.header('set-cookie', outcome.value.cookies)
      return reply.send({ officer: shown(outcome.value.officer) })
    },
  )
  app.post(
    '/api/access/sign-out',
    { ...admits('access:sign-out'), schema: { tags: ['access'] } },
    async (request, reply) => {
      await signOut(door, request)
      return reply.header('set-cookie', expiredCookie(door.tls)).code(204).send()
    },
  )
  app.get(
    '/api/access/me',
    { ...admits('access:me'), schema: { tags: ['access'], response: { 200: officerShape } } },
    async (request, reply) => {
      const officer = await door.who.whoIs(request)
      if (officer === null) return refused(reply, refuse('ACCESS_NOT_SIGNED_IN'))
      return reply.send({ officer: shown(officer) })
    },
  )
  app.get(
    '/api/access/demonstration',
    {
      ...admits('access:demonstration'),
      schema: { tags: ['access'], response: { 200: demonstrationShape } },
    },
    async (_request, reply) => {
      const accounts = door.demonstration()
      if (accounts === null) return refused(reply, refuse('ACCESS_NO_DEMONSTRATION'))
      // The response schema leaves the tokens out.
      return reply.send({ accounts: accounts.map((each) => ({ ...each, roles: [...each.roles] })) })
    },
  )
}

type SignedInOfficer = { readonly officer: Officer; readonly cookies: string[] }

/** Counts the attempt, checks the password, opens a new session, and ends the one before. */
async function signIn(
  door: AccessDoor,
  request: FastifyRequest,
  typed: Credentials,
): Promise<Outcome<SignedInOfficer, AccessRefusal>> {
  const credentials = parseCredentials(typed.email, typed.password)
  if (!credentials.ok) return credentials
  const { email } = credentials.value
  const device = readCookie(request.headers.cookie, door.devices.cookieName)
  const attempt = await spendAttempt(door.database, {
    email,
    address: request.ip,
    knownDevice: door.devices.recognise(device, email),
  })
  if (!attempt.ok) return attempt
  const checked = await door.signIn.withPassword(credentials.value, {
    address: request.ip,
    userAgent: request.headers['user-agent'],
  })
  if (!checked.ok) {
    await attempt.value.giveBack()
    return checked
  }
  const officer = checked.value && (await officerOfUser(door.database, checked.value.userId))
  if (checked.value === null || officer === null) return refuse('ACCESS_SIGN_IN_FAILED')
  await attempt.value.giveBack()
  await signOut(door, request)
  return accept({
    officer,
    cookies: [...checked.value.cookies, door.devices.remember(device, email)],
  })
}

/** Own SQL, because better-auth answers "signed out" even when the database could not be reached. */
async function signOut(door: AccessDoor, request: FastifyRequest): Promise<void> {
  const token = door.who.sessionToken(request)
  if (token === undefined) return
  await endSession(door.database, token)
  door.who.forget()
}

function isFromElsewhere(request: FastifyRequest, who: Who): boolean {
  const site = request.headers['sec-fetch-site']
  return isCrossSite({
    method: request.method,
    credential: who.credential(request),
    secFetchSite: Array.isArray(site) ? site.join() : site,
    origin: request.headers.origin,
    host: request.headers.host,
  })
}

/** What a route of this module says of itself: the line of the role table that admits to it. */
function admits(act: Act) {
  return { config: { act } }
}

function refused(
  reply: FastifyReply,
  { refusals }: Extract<Outcome<never, AccessRefusal>, { ok: false }>,
): FastifyReply {
  const seconds = refusals[0].detail?.seconds
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  return sendRefusals(reply, accessBook, refusals)
}

function shown(officer: Officer) {
  return { ...officer, roles: [...officer.roles] }
}
