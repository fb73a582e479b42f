import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseCredentials } from '../credentials.ts'
import type { AccessRefusal } from '../refusals.ts'
import { parseCode } from '../totp.ts'
import { type AccessDoor, addForm, type FormCall, visitorOf } from './door.ts'
import { countAttempt, enter, welcome } from './enter.ts'
import { claimCode, waitingPerson } from './second-factor.ts'
import { codeCookieName, readCookie } from './session-cookie.ts'
import { dropSignIn } from './trace.ts'

const credentialsShape = z.object({ email: z.string(), password: z.string() })
const codeShape = z.object({ code: z.string().max(40) })

/** Password, and then the code for whoever has set one up. */
export function signInRoutes(door: AccessDoor): void {
  addForm(
    door,
    '/api/access/sign-in',
    { act: 'access:sign-in', summary: 'Sign in with a password', body: credentialsShape },
    (call) => passwordStep(door, call),
  )
  addForm(
    door,
    '/api/access/sign-in/code',
    { act: 'access:sign-in', summary: 'The code after the password', body: codeShape },
    (call) => codeStep(door, call),
  )
}

type Credentials = z.infer<typeof credentialsShape>
type Answer = Promise<Outcome<object, AccessRefusal>>

/** Counts the attempt, checks the password, and opens a session or asks for the code. */
async function passwordStep(door: AccessDoor, call: FormCall<Credentials>): Answer {
  const { request, reply, body } = call
  const credentials = parseCredentials(body.email, body.password)
  if (!credentials.ok) return credentials
  const attempt = await countAttempt(door, request, 'password', credentials.value.email)
  if (!attempt.ok) return attempt
  const checked = await door.signIn.withPassword(credentials.value, visitorOf(request))
  if (!checked.ok) {
    await attempt.value.giveBack()
    return checked
  }
  if (checked.value === null) return refuse('ACCESS_SIGN_IN_FAILED')
  if (checked.value.userId === null) {
    await dropSignIn(door.database, request)
    await attempt.value.giveBack()
    reply.header('set-cookie', checked.value.cookies)
    return accept({ next: 'code' })
  }
  const entered = await enter(door, request, checked.value)
  if (!entered.ok) return entered
  await attempt.value.giveBack()
  return welcome(call.reply, entered.value)
}

async function codeStep(door: AccessDoor, call: FormCall<z.infer<typeof codeShape>>): Answer {
  const { request, body } = call
  const typed = parseCode(body.code)
  if (typed === null) return refuse('ACCESS_CODE_FORM', 'code')
  const cookie = readCookie(request.headers.cookie, codeCookieName(door.tls))
  const waiting = await waitingPerson(door.database, door.secret, cookie)
  if (waiting === null) return refuse('ACCESS_CODE_TOO_LATE')
  const attempt = await countAttempt(door, request, 'code', waiting.email)
  if (!attempt.ok) return attempt
  const means = { database: door.database, auth: door.signIn.auth, gate: door.signIn.gate }
  const claimed = await claimCode(means, waiting.personId, typed)
  if (!claimed.ok && claimed.refusals[0].code !== 'ACCESS_CODE_WRONG') return claimed
  // A wrong one goes there too: after five the password is asked again.
  const told = claimed.ok ? claimed.value : typed
  const signedIn = await door.signIn.withCode(waiting.cookie, told, visitorOf(request))
  if (signedIn === null) return refuse('ACCESS_CODE_WRONG', 'code')
  const entered = await enter(door, request, signedIn)
  if (!entered.ok) return entered
  await attempt.value.giveBack()
  return welcome(call.reply, entered.value)
}
