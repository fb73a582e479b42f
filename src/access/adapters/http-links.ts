import { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { parseLine } from '../../values/text.ts'
import { newPassword } from '../password-rules.ts'
import type { AccessRefusal } from '../refusals.ts'
import { commonPasswords } from './common-passwords.ts'
import { type AccessDoor, addForm, type FormCall, visitorOf } from './door.ts'
import { enter, welcome } from './enter.ts'
import { noteFirstFactor } from './first-factor.ts'
import { draw, drawn } from './http-passkeys.ts'
import { consumeLink, keepPassword, type Opened, openLink } from './links.ts'
import { officerOfPerson } from './officers.ts'
import { enterOwn } from './own-entry.ts'
import { attestationShape, MAX_PASSKEY_BYTES } from './passkey-shapes.ts'
import { placeOf, registerPasskey, registrationOptions } from './passkeys.ts'
import { hashPassword } from './password.ts'
import { spendOnce } from './sealed-cookie.ts'

const token = z.string().max(64)
const linkShape = z.object({ token })
const passwordShape = z.object({ token, password: z.string().max(1_000) })
const passkeyShape = z.object({ token, name: z.string(), response: attestationShape })
const act = 'access:link'
const AT = '/api/access/link'

/** What the page behind a link of an invitation or of a recovery asks for. */
export function linkRoutes(door: AccessDoor): void {
  addForm(door, AT, { act, summary: 'Whom a link is for', body: linkShape }, async ({ body }) => {
    const opened = await openLink(door.database, body.token)
    if (!opened.ok) return opened
    const { kind, name, email } = opened.value
    return accept({ kind, name, email })
  })
  addForm(
    door,
    `${AT}/password`,
    { act, summary: 'Come in with a new password', body: passwordShape },
    (call) => withPassword(door, call),
  )
  addForm(
    door,
    `${AT}/passkey/options`,
    { act, summary: 'What a new passkey has to sign', body: linkShape },
    async (call) => {
      const opened = await openLink(door.database, call.body.token)
      if (!opened.ok) return opened
      const { personId: id, name, email } = opened.value
      const challenge = draw(door, call, id)
      const person = { id, name, email }
      return accept(
        await registrationOptions(door.database, placeOf(door.address()), person, challenge),
      )
    },
  )
  addForm(
    door,
    `${AT}/passkey`,
    { act, summary: 'Come in with a passkey', body: passkeyShape, bodyLimit: MAX_PASSKEY_BYTES },
    (call) => withPasskey(door, call),
  )
}

type Answer = Promise<Outcome<object, AccessRefusal>>

async function withPassword(
  door: AccessDoor,
  call: FormCall<z.infer<typeof passwordShape>>,
): Answer {
  const { token, password } = call.body
  const opened = await openLink(door.database, token)
  if (!opened.ok) return opened
  const places = door.namesOf(opened.value.participant)
  const wanted = newPassword(password, { ...opened.value, places }, await commonPasswords())
  if (!wanted.ok) return wanted
  const hash = await door.signIn.gate(() => hashPassword(wanted.value))
  if (!hash.ok) return hash
  const used = await consumeLink<never>(door.database, token, async (tx, opened) => {
    await keepPassword(tx, opened.personId, hash.value)
    return accept(await enterLink(tx, call, opened))
  })
  return used.ok ? comeIn(door, call, used.value, {}) : used
}

async function withPasskey(door: AccessDoor, call: FormCall<z.infer<typeof passkeyShape>>): Answer {
  const { token, response } = call.body
  const name = parseLine(call.body.name, 60)
  if (!name.ok) return refuse('ACCESS_NAME', 'name', { limit: 60 })
  const used = await consumeLink<AccessRefusal>(door.database, token, async (tx, opened) => {
    const { personId } = opened
    const challenge = drawn(door, call.request, personId)
    if (challenge === null || !(await spendOnce(tx, challenge)))
      return refuse('ACCESS_PASSKEY_TOO_LATE')
    const made = { personId, name: name.value, challenge, response }
    const registered = await registerPasskey(tx, placeOf(door.address()), made)
    if (!registered.ok) return registered
    const userAgent = call.request.headers['user-agent']
    await noteFirstFactor(tx, { personId, kind: 'passkey', userAgent })
    return accept(await enterLink(tx, call, opened))
  })
  return used.ok ? comeIn(door, call, used.value, { withFactor: true }) : used
}

/** That a link was used, in the transaction that uses it. */
async function enterLink(
  tx: Tx,
  { request }: FormCall<unknown>,
  { kind, personId }: Opened,
): Promise<void> {
  const by = await officerOfPerson(tx, personId)
  enterOwn(tx, request, { by, act, thing: kind, outcome: accept(undefined) })
}

async function comeIn(
  door: AccessDoor,
  { request, reply }: FormCall<unknown>,
  { personId }: Opened,
  how: { readonly withFactor?: boolean },
): Answer {
  const signedIn = await door.signIn.withoutPassword(personId, visitorOf(request))
  if (signedIn === null) return refuse('ACCESS_SIGN_IN_FAILED')
  // Whoever opens the link knows of it; its owner hears it at the next sign-in.
  const entered = await enter(door, request, signedIn, { ...how, byLink: true })
  return entered.ok ? welcome(reply, entered.value) : entered
}
