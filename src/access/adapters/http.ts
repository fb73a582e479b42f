import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../values/outcome.ts'
import { admit, isAct, isForPersons } from '../grants.ts'
import { ROLES } from '../roles.ts'
import { isCrossSite } from '../same-origin.ts'
import { type AccessDoor, admits, officerShape, refused, shown } from './door.ts'
import { leave } from './enter.ts'
import { accountRoutes } from './http-account.ts'
import { firstFactorRoutes } from './http-first-factor.ts'
import { linkRoutes } from './http-links.ts'
import { officerRoutes } from './http-officers.ts'
import { passkeyRoutes } from './http-passkeys.ts'
import { privacyRoutes } from './http-privacy.ts'
import { providerRoutes } from './http-provider.ts'
import { secondFactorRoutes } from './http-second-factor.ts'
import { signInRoutes } from './http-sign-in.ts'
import { standingRoutes } from './http-standing.ts'
import { expiredCookie } from './session-cookie.ts'
import { letIn, traceAccounts } from './trace.ts'
import { enterTrace } from './trace-entry.ts'
import { traceFailed } from './trace-failed.ts'
import type { Who } from './who.ts'

const meShape = z.object({ officer: officerShape })
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
 * The doors of this module, and two checks for the whole server before anything of a request is read:
 * no other web site uses its cookies, and the role table grants the act that the route names.
 */
export function accessRoutes(door: AccessDoor): void {
  guard(door)
  traceAccounts(door)
  traceFailed(door)
  signInRoutes(door)
  signOutRoute(door)
  secondFactorRoutes(door)
  passkeyRoutes(door)
  firstFactorRoutes(door)
  providerRoutes(door)
  linkRoutes(door)
  accountRoutes(door)
  officerRoutes(door)
  standingRoutes(door)
  privacyRoutes(door)
  meRoutes(door)
}

function guard({ app, database, who }: AccessDoor): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromElsewhere(request, who)) return refused(reply, refuse('ACCESS_CROSS_SITE'))
    const { act } = request.routeOptions.config
    if (act === undefined) return
    if (!isAct(act)) throw new Error(`no line of the role table is called ${act}`)
    const officer = await who.whoIs(request)
    const by = who.credential(request)
    const isForOthers = isForPersons(act) && by === 'token'
    const granted = admit(officer, act)
    const admitted = granted.ok && isForOthers ? refuse('ACCESS_NOT_BY_TOKEN') : granted
    if (admitted.ok) return letIn(request, officer)
    if (officer !== null) {
      const refusals = admitted.refusals.map(({ code }) => code)
      await enterTrace(database, request, { officer, act, refusals })
    }
    return refused(reply, admitted)
  })
}

function signOutRoute(door: AccessDoor): void {
  door.app.post(
    '/api/access/sign-out',
    { ...admits('access:sign-out'), schema: { tags: ['access'] } },
    async (request, reply) => {
      await leave(door, request)
      return reply.header('set-cookie', expiredCookie(door.tls)).code(204).send()
    },
  )
}

function meRoutes({ app, who, demonstration }: AccessDoor): void {
  app.get(
    '/api/access/me',
    { ...admits('access:me'), schema: { tags: ['access'], response: { 200: meShape } } },
    async (request, reply) => {
      const officer = await who.whoIs(request)
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
      const accounts = demonstration()
      if (accounts === null) return refused(reply, refuse('ACCESS_NO_DEMONSTRATION'))
      // The response schema leaves the tokens out.
      return reply.send({ accounts: accounts.map((each) => ({ ...each, roles: [...each.roles] })) })
    },
  )
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
