import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { transaction } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { AccessRefusal } from '../refusals.ts'
import { waysInOf } from './account.ts'
import { type AccessDoor, addForm, addOwn, admits, visitorOf } from './door.ts'
import { enter } from './enter.ts'
import { officerOfUser } from './officers.ts'
import { enterOwn } from './own-entry.ts'
import { endOtherSessions, ownSession } from './own-session.ts'
import type { CameBack, Provider, ProviderAccount } from './provider.ts'
import { linkAccount, personWithAccount, unlinkAccount } from './provider-accounts.ts'
import { spendOnce } from './sealed-cookie.ts'

const SIGN_IN = 'sign in'
const noShape = z.object({}).optional()
const waysShape = z.object({ provider: z.string().nullable(), address: z.string() })

/** Signing in by the ministry's own identity provider, and linking an account there to one here. */
export function providerRoutes(door: AccessDoor): void {
  door.app.get(
    '/api/access/ways',
    { ...admits('access:sign-in'), schema: { tags: ['access'], response: { 200: waysShape } } },
    async (_request, reply) =>
      reply.send({ provider: door.provider?.label ?? null, address: door.address() }),
  )
  addForm(
    door,
    '/api/access/provider/begin',
    { act: 'access:sign-in', summary: 'Where the provider asks who you are', body: noShape },
    ({ reply }) => beginErrand(door, reply, SIGN_IN),
  )
  addOwn(
    door,
    '/api/access/provider/link',
    { method: 'POST', act: 'access:credentials', summary: 'The same, to link it', fresh: true },
    ({ mine, reply }) => beginErrand(door, reply, mine.personId),
  )
  addOwn(
    door,
    '/api/access/provider/link',
    { method: 'DELETE', act: 'access:credentials', summary: 'Take the link away', fresh: true },
    async ({ mine }) => {
      const { passkeys, others } = await waysInOf(door.database, mine.personId)
      if (passkeys === 0 && others < 2) return refuse('ACCESS_LAST_WAY_IN')
      const issuer = door.provider?.issuer ?? ''
      if (!(await unlinkAccount(door.database, mine.personId, issuer)))
        return refuse('ACCESS_NOT_FOUND')
      await endOtherSessions(door.database, mine.personId, mine.token)
      door.who.forget()
      return accept(undefined)
    },
  )
  callbackRoute(door)
}

async function beginErrand(
  { provider, errands }: AccessDoor,
  reply: FastifyReply,
  of: string,
): Promise<Outcome<object, AccessRefusal>> {
  if (provider === null) return refuse('ACCESS_NO_PROVIDER')
  const begun = await provider.begin()
  if (!begun.ok) return begun
  const { url, ...errand } = begun.value
  reply.header('set-cookie', errands.seal({ ...errand, of }, new Date()))
  return accept({ url })
}

/** The browser comes back by a link of another site: what it is told is a page, and never JSON. */
function callbackRoute(door: AccessDoor): void {
  door.app.get(
    '/api/access/provider/callback',
    { ...admits('access:sign-in'), schema: { tags: ['access'], hide: true } },
    async (request, reply) => {
      const { errands } = door
      const errand = errands.open(request.headers.cookie, new Date())
      const outcome =
        door.provider === null || errand === null || !(await spendOnce(door.database, errand.state))
          ? refuse('ACCESS_PROVIDER_REFUSED')
          : await comeBack({ ...door, provider: door.provider }, request, errand)
      const isLink = errand !== null && errand.of !== SIGN_IN
      const to = isLink ? '/account' : '/'
      const cookies = outcome.ok ? outcome.value : []
      reply.header('set-cookie', [...cookies, errands.clear])
      if (!outcome.ok) request.log.warn({ code: outcome.refusals[0].code }, 'provider refused')
      return reply.redirect(outcome.ok ? to : `${to}?refused=${outcome.refusals[0].code}`, 303)
    },
  )
}

type Met = AccessDoor & { readonly provider: Provider }
type Sealed = NonNullable<ReturnType<AccessDoor['errands']['open']>>
type Cookies = Promise<Outcome<readonly string[], AccessRefusal>>

async function comeBack(door: Met, request: FastifyRequest, errand: Sealed): Cookies {
  const query = request.url.split('?', 2)[1] ?? ''
  const account = await door.provider.finish(query, errand)
  if (!account.ok) return account
  return errand.of === SIGN_IN
    ? signIn(door, request, account.value)
    : link(door, request, account.value, errand.of)
}

/** Of whom the profile asks a second factor, the provider must say that one was given there. */
async function signIn(door: Met, request: FastifyRequest, account: CameBack): Cookies {
  const { withFactor } = account
  const personId = await personWithAccount(door.database, account)
  if (personId === undefined) return refuse('ACCESS_PROVIDER_UNKNOWN')
  const officer = await officerOfUser(door.database, personId)
  if (officer !== null && door.asksFactor(officer) && !withFactor)
    return refuse('ACCESS_PROVIDER_FACTOR')
  const signedIn = await door.signIn.withoutPassword(personId, visitorOf(request))
  if (signedIn === null) return refuse('ACCESS_SIGN_IN_FAILED')
  const entered = await enter(door, request, signedIn, { withFactor })
  return entered.ok ? accept(entered.value.cookies) : entered
}

/** Only for the very person who began: an account of somebody else's choosing must not open this one. */
async function link(
  door: Met,
  request: FastifyRequest,
  account: ProviderAccount,
  personId: string,
): Cookies {
  const token = door.who.sessionToken(request)
  const mine = token === undefined ? null : await ownSession(door.database, token)
  if (mine === null || mine.personId !== personId) return refuse('ACCESS_PROVIDER_REFUSED')
  const linked = await transaction(door.database, async (tx) => {
    const done = await linkAccount(tx, personId, account)
    const outcome = done ? accept([]) : refuse('ACCESS_PROVIDER_TAKEN')
    const told = { by: mine.officer, thing: 'provider/callback', outcome }
    enterOwn(tx, request, { ...told, act: 'access:credentials' })
    return outcome
  })
  if (!linked.ok) return linked
  await endOtherSessions(door.database, personId, mine.token)
  door.who.forget()
  return linked
}
