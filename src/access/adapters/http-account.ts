import { z } from 'zod'
import { dayAt } from '../../values/day.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseNewToken, tokenScope } from '../new-token.ts'
import { newPassword } from '../password-rules.ts'
import type { AccessRefusal } from '../refusals.ts'
import { accountOf, isOwnPassword, setLanguage } from './account.ts'
import { appointedLately } from './again-people.ts'
import { commonPasswords } from './common-passwords.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { countAttempt } from './enter.ts'
import { keepPassword } from './links.ts'
import { endOtherSessions } from './own-session.ts'
import { hashPassword } from './password.ts'
import { endOwnSession, sessionsOf } from './sessions.ts'
import { makeToken, revokeToken, tokensOf } from './tokens.ts'

const passwordShape = z.object({
  current: z.string().max(256).optional(),
  password: z.string().max(1_000),
})
const languageShape = z.object({ language: z.enum(['en', 'fr']) })
const tokenShape = z.object({
  name: z.string(),
  scope: z.array(z.string().max(60)).max(100),
  until: z.string().max(10),
})
/** The names of all acts, and a name of the token. */
const MAX_TOKEN_BYTES = 8_192

/** The own account: how one signs in, where one is signed in, and the tokens of one's programs. */
export function accountRoutes(door: AccessDoor): void {
  const { database } = door
  addOwn(
    door,
    '/api/access/account',
    { method: 'GET', act: 'access:account', summary: 'The own account' },
    async ({ mine }) =>
      accept({ ...(await accountOf(door, mine)), sessions: await sessionsOf(database, mine) }),
  )
  addOwn(
    door,
    '/api/access/account/appointed',
    {
      ...{ method: 'GET', act: 'access:account' },
      summary: 'Administrators whom the console appointed lately',
    },
    async ({ mine: { officer } }) =>
      accept({ appointed: await appointedLately(database, officer.participant) }),
  )
  addOwn(
    door,
    '/api/access/account/language',
    { method: 'POST', act: 'access:account', summary: 'Its language', body: languageShape },
    async ({ mine, body }) => {
      await setLanguage(database, mine, body.language)
      door.who.forget()
      return accept(undefined)
    },
  )
  addOwn(
    door,
    '/api/access/account/password',
    {
      method: 'POST',
      act: 'access:credentials',
      summary: 'Another password',
      body: passwordShape,
      fresh: true,
    },
    (call) => changePassword(door, call),
  )
  sessionRoutes(door)
  tokenRoutes(door)
}

function sessionRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/sessions/:id',
    { method: 'DELETE', act: 'access:account', summary: 'End one of the own sessions' },
    async ({ mine, params }) => {
      const ended = await endOwnSession(door.database, mine, params.id ?? '')
      door.who.forget()
      return ended ? accept(undefined) : refuse('ACCESS_NOT_FOUND')
    },
  )
  addOwn(
    door,
    '/api/access/sessions/end-others',
    { method: 'POST', act: 'access:account', summary: 'End all own sessions but this' },
    async ({ mine }) => {
      const ended = await endOtherSessions(door.database, mine.personId, mine.token)
      door.who.forget()
      return accept({ ended })
    },
  )
}

function tokenRoutes(door: AccessDoor): void {
  addOwn(
    door,
    '/api/access/tokens',
    { method: 'GET', act: 'access:tokens', summary: 'The own tokens' },
    async ({ mine: { officer } }) =>
      accept({ tokens: await tokensOf(door.database, officer), scope: tokenScope(officer) }),
  )
  addOwn(
    door,
    '/api/access/tokens',
    {
      method: 'POST',
      act: 'access:tokens',
      summary: 'A token, shown once',
      body: tokenShape,
      bodyLimit: MAX_TOKEN_BYTES,
      fresh: true,
    },
    async ({ mine: { officer }, body }) => {
      const offset = door.offsetMinutesOf(officer.participant)
      const wanted = parseNewToken(body, officer, dayAt(Date.now() / 1000, offset))
      return wanted.ok ? makeToken(door.database, officer, wanted.value, offset) : wanted
    },
  )
  addOwn(
    door,
    '/api/access/tokens/:id',
    { method: 'DELETE', act: 'access:tokens', summary: 'Revoke a token' },
    async ({ mine: { officer }, params }) => {
      const { id = '' } = params
      const isId = /^[0-9a-f-]{36}$/.test(id)
      const revoked = isId && (await revokeToken(door.database, officer, id))
      door.who.forget()
      return revoked ? accept(undefined) : refuse('ACCESS_NOT_FOUND')
    },
  )
}

/** The old one is asked of whoever has one; all other sessions end with it. */
async function changePassword(
  door: AccessDoor,
  { mine, request, body }: OwnCall<z.infer<typeof passwordShape>>,
): Promise<Outcome<undefined, AccessRefusal>> {
  const { officer } = mine
  const owner = { ...officer, places: door.namesOf(officer.participant) }
  const wanted = newPassword(body.password, owner, await commonPasswords())
  if (!wanted.ok) return wanted
  const attempt = await countAttempt(door, request, 'password', mine.officer.email)
  if (!attempt.ok) return attempt
  const done = await door.signIn.gate(async () => {
    if (!(await isOwnPassword(door.database, mine.personId, body.current))) return false
    await keepPassword(door.database, mine.personId, await hashPassword(wanted.value))
    return true
  })
  if (!done.ok) {
    await attempt.value.giveBack()
    return done
  }
  if (!done.value) return refuse('ACCESS_PASSWORD_WRONG', 'current')
  await attempt.value.giveBack()
  await endOtherSessions(door.database, mine.personId, mine.token)
  door.who.forget()
  return accept(undefined)
}
