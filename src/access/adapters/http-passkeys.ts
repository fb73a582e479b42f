import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseLine } from '../../values/text.ts'
import type { AccessRefusal } from '../refusals.ts'
import { waysInOf } from './account.ts'
import { type AccessDoor, addForm, addOwn, type FormCall, type OwnCall, visitorOf } from './door.ts'
import { enter, welcome } from './enter.ts'
import { forgetWithoutFactor, noteFirstFactor } from './first-factor.ts'
import { endOtherSessions, noteFactor } from './own-session.ts'
import { assertionShape, attestationShape, MAX_PASSKEY_BYTES } from './passkey-shapes.ts'
import {
  assertionOptions,
  placeOf,
  registerPasskey,
  registrationOptions,
  verifyAssertion,
} from './passkeys.ts'
import { removePasskey } from './passkeys-store.ts'
import { spendOnce } from './sealed-cookie.ts'

const MAX_NAME = 60
const signInShape = z.object({ response: assertionShape })
const newShape = z.object({ name: z.string(), response: attestationShape })
const noShape = z.object({}).optional()
const act = 'access:credentials'
const bodyLimit = MAX_PASSKEY_BYTES

/** Passkeys: signing in without an e-mail, making one, taking one away. */
export function passkeyRoutes(door: AccessDoor): void {
  addForm(
    door,
    '/api/access/passkey/options',
    { act: 'access:sign-in', summary: 'What a passkey has to sign', body: noShape },
    async (call) => {
      const challenge = draw(door, call, 'sign in')
      return accept(await assertionOptions(door.database, placeOf(door.address()), null, challenge))
    },
  )
  addForm(
    door,
    '/api/access/passkey/sign-in',
    { act: 'access:sign-in', summary: 'Sign in with a passkey', body: signInShape, bodyLimit },
    (call) => signIn(door, call),
  )
  addOwn(
    door,
    '/api/access/passkeys/options',
    { method: 'POST', act, summary: 'What a new passkey has to sign', fresh: true },
    async (call) => {
      const { mine } = call
      const person = { ...mine.officer, id: mine.personId }
      const challenge = draw(door, call, mine.personId)
      const place = placeOf(door.address())
      return accept(await registrationOptions(door.database, place, person, challenge))
    },
  )
  addOwn(
    door,
    '/api/access/passkeys',
    { method: 'POST', act, summary: 'Keep a new passkey', body: newShape, bodyLimit, fresh: true },
    (call) => register(door, call),
  )
  addOwn(
    door,
    '/api/access/passkeys/:id',
    { method: 'DELETE', act, summary: 'Take a passkey away', fresh: true },
    (call) => remove(door, call),
  )
}

/** A challenge of 32 bytes for one purpose: `sign in`, or the person who makes a passkey. */
export function draw(
  door: AccessDoor,
  { reply }: { reply: FormCall<unknown>['reply'] },
  of: string,
) {
  const challenge = randomBytes(32)
  const content = { challenge: challenge.toString('base64url'), of }
  reply.header('set-cookie', door.challenges.seal(content, new Date()))
  return challenge
}

/** The challenge that was drawn for this browser and purpose, in base64url. */
export function drawn(door: AccessDoor, request: FastifyRequest, of: string): string | null {
  const content = door.challenges.open(request.headers.cookie, new Date())
  return content?.of === of ? content.challenge : null
}

async function signIn(
  door: AccessDoor,
  call: FormCall<z.infer<typeof signInShape>>,
): Promise<Outcome<object, AccessRefusal>> {
  const { request, reply, body } = call
  const challenge = drawn(door, request, 'sign in')
  if (challenge === null) return refuse('ACCESS_PASSKEY_TOO_LATE')
  const asked = { personId: null, challenge, response: body.response }
  const passkey = await verifyAssertion(door.database, placeOf(door.address()), asked)
  if (!passkey.ok) {
    const [{ code }] = passkey.refusals
    if (code === 'ACCESS_PASSKEY_COPIED') request.log.warn({ code }, 'a passkey counted back')
    return passkey
  }
  if (!(await spendOnce(door.database, challenge))) return refuse('ACCESS_PASSKEY_TOO_LATE')
  const signedIn = await door.signIn.withoutPassword(passkey.value.personId, visitorOf(request))
  if (signedIn === null) return refuse('ACCESS_SIGN_IN_FAILED')
  const entered = await enter(door, request, signedIn, { withFactor: true })
  if (!entered.ok) return entered
  return welcome(reply, entered.value, [door.challenges.clear])
}

async function register(
  door: AccessDoor,
  { mine, request, reply, body }: OwnCall<z.infer<typeof newShape>>,
): Promise<Outcome<undefined, AccessRefusal>> {
  const name = parseLine(body.name, MAX_NAME)
  if (!name.ok) return refuse('ACCESS_NAME', 'name', { limit: MAX_NAME })
  const challenge = drawn(door, request, mine.personId)
  if (challenge === null || !(await spendOnce(door.database, challenge)))
    return refuse('ACCESS_PASSKEY_TOO_LATE')
  const { personId } = mine
  const made = { personId, name: name.value, challenge, response: body.response }
  const registered = await registerPasskey(door.database, placeOf(door.address()), made)
  if (!registered.ok) return registered
  const userAgent = request.headers['user-agent']
  await noteFirstFactor(door.database, { personId, kind: 'passkey', userAgent })
  await endOtherSessions(door.database, personId, mine.token)
  await noteFactor(door.database, mine.token)
  door.who.forget()
  reply.header('set-cookie', door.challenges.clear)
  return accept(undefined)
}

async function remove(
  door: AccessDoor,
  { mine, params }: OwnCall<unknown>,
): Promise<Outcome<undefined, AccessRefusal>> {
  const { passkeys, others } = await waysInOf(door.database, mine.personId)
  if (passkeys === 1 && others === 0) return refuse('ACCESS_LAST_WAY_IN')
  const id = Buffer.from(params.id ?? '', 'base64url')
  if (!(await removePasskey(door.database, mine.personId, id))) return refuse('ACCESS_NOT_FOUND')
  await forgetWithoutFactor(door.database, mine.personId)
  await endOtherSessions(door.database, mine.personId, mine.token)
  door.who.forget()
  return accept(undefined)
}
