import type { FastifyReply, FastifyRequest } from 'fastify'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { Officer } from '../officer.ts'
import { spendAttempt } from './attempts.ts'
import { type AccessDoor, shown } from './door.ts'
import { endSession, officerOfUser } from './officers.ts'
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

/** The last step of every way in: who it is, the session before ends, and the browser is remembered. */
export async function enter(
  door: AccessDoor,
  request: FastifyRequest,
  signedIn: SignedIn,
  way: 'by link' | 'as ever' = 'as ever',
): Promise<Outcome<Entered, 'ACCESS_SIGN_IN_FAILED'>> {
  const officer = await officerOfUser(door.database, signedIn.userId)
  if (officer === null) return refuse('ACCESS_SIGN_IN_FAILED')
  await leave(door, request)
  await completeSignIn(door.database, request)
  const remembered = door.devices.remember(deviceCookie(door, request), officer.email)
  const recovered = way === 'by link' ? undefined : await tellOfRecovery(door.database, officer)
  return accept({ officer, cookies: [...signedIn.cookies, remembered], recovered })
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
