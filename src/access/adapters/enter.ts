import type { FastifyReply, FastifyRequest } from 'fastify'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Officer } from '../officer.ts'
import { spendAttempt } from './attempts.ts'
import { type AccessDoor, shown } from './door.ts'
import { endSession } from './officers.ts'
import { noteFactor } from './own-session.ts'
import { type Told, tellOfRecovery } from './recoveries.ts'
import { readCookie } from './session-cookie.ts'
import type { SignedIn } from './sign-in.ts'
import { completeSignIn } from './trace.ts'
import { noteTried } from './trace-failed.ts'

export type Entered = {
  readonly officer: Officer
  readonly cookies: readonly string[]
  /** That the account was recovered since the last time. */
  readonly recovered?: Told | undefined
}

type EnterRefusal = 'ACCESS_SIGN_IN_FAILED' | 'ACCESS_SIGN_IN_WITH_PASSKEY'
type How = {
  /** Of an invitation or of a recovery. */
  readonly byLink?: boolean
  /** By a passkey, or by the ministry's provider where it says so. */
  readonly withFactor?: boolean
}

/** The last step of every way in: who it is, the session before ends, and the browser is remembered. */
export async function enter(
  door: AccessDoor,
  request: FastifyRequest,
  signedIn: SignedIn,
  { byLink = false, withFactor = false }: How = {},
): Promise<Outcome<Entered, EnterRefusal>> {
  const { cookie, token } = sessionIn(door, signedIn.cookies)
  if (withFactor) await noteFactor(door.database, token)
  const officer = await door.who.whoIs({ headers: { cookie } })
  if (officer === null) return refuse('ACCESS_SIGN_IN_FAILED')
  if (officer.lacks === 'passkey') {
    await endSession(door.database, token)
    door.who.forget()
    return refuse('ACCESS_SIGN_IN_WITH_PASSKEY')
  }
  await leave(door, request)
  await completeSignIn(door.database, request)
  const remembered = door.devices.remember(deviceCookie(door, request), officer.email)
  const recovered = byLink ? undefined : await tellOfRecovery(door.database, officer)
  return accept({ officer, cookies: [...signedIn.cookies, remembered], recovered })
}

/** The session that Set-Cookie lines give, as the browser will send it from then on. */
export function sessionIn({ who }: AccessDoor, lines: readonly string[]) {
  const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ')
  const token = who.sessionToken({ headers: { cookie } })
  if (token === undefined) throw new Error('somebody signed in without a session')
  return { cookie, token }
}

/** The cookies of a new session, and who it is. */
export function welcome(
  reply: FastifyReply,
  { officer, cookies, recovered }: Entered,
  more: readonly string[] = [],
): Outcome<object, never> {
  reply.header('set-cookie', [...cookies, ...more])
  return accept({ officer: shown(officer), ...(recovered !== undefined && { recovered }) })
}

/** Own SQL, because better-auth answers "signed out" even when the database could not be reached. */
export async function leave(door: AccessDoor, request: FastifyRequest): Promise<void> {
  const token = door.who.sessionToken(request)
  if (token === undefined) return
  await endSession(door.database, token)
  door.who.forget()
}

/** Counts a check for one account before it is made; what comes back gives it back. */
export function countAttempt(
  door: AccessDoor,
  request: FastifyRequest,
  what: 'password' | 'code',
  email: string,
) {
  noteTried(request, email)
  const knownDevice = door.devices.recognise(deviceCookie(door, request), email)
  return spendAttempt(door.database, { what, email, address: request.ip, knownDevice })
}

function deviceCookie(door: AccessDoor, request: FastifyRequest): string | undefined {
  return readCookie(request.headers.cookie, door.devices.cookieName)
}
