import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { AccessRefusal } from '../refusals.ts'
import { parseCode } from '../totp.ts'
import { type AccessDoor, addOwn, type OwnCall } from './door.ts'
import { countAttempt, sessionIn } from './enter.ts'
import { noteFirstFactor } from './first-factor.ts'
import { endOtherSessions } from './own-session.ts'
import {
  claimCode,
  confirmSecondFactor,
  removeSecondFactor,
  secondFactorOf,
  setUpSecondFactor,
  spendBackupCode,
} from './second-factor.ts'

const setUpShape = z.object({ password: z.string().max(256).optional() })
const codeShape = z.object({ code: z.string().max(40) })
const AT = '/api/access/second-factor'
const act = 'access:credentials'

/** The code of an authenticator application: set up, confirmed, and taken away with a code only. */
export function secondFactorRoutes(door: AccessDoor): void {
  addOwn(
    door,
    AT,
    {
      method: 'POST',
      act,
      summary: 'A new secret and backup codes',
      body: setUpShape,
      fresh: true,
    },
    (call) => setUp(door, call),
  )
  addOwn(
    door,
    `${AT}/confirm`,
    { method: 'POST', act, summary: 'Turn it on with a code', body: codeShape, fresh: true },
    (call) => confirm(door, call),
  )
  addOwn(
    door,
    `${AT}/remove`,
    { method: 'POST', act, summary: 'Turn it off with a code', body: codeShape, fresh: true },
    (call) => remove(door, call),
  )
}

async function setUp(
  door: AccessDoor,
  { mine, request, body }: OwnCall<z.infer<typeof setUpShape>>,
): Promise<Outcome<object, AccessRefusal>> {
  const { database, signIn } = door
  const { on } = await secondFactorOf({ database, auth: signIn.auth }, mine.personId)
  if (on) return refuse('ACCESS_CODE_ON_ALREADY')
  const attempt = await countAttempt(door, request, 'password', mine.officer.email)
  if (!attempt.ok) return attempt
  const made = await signIn.gate(() =>
    setUpSecondFactor(signIn.auth, request.headers.cookie ?? '', body.password),
  )
  if (made.ok && made.value === null) return refuse('ACCESS_PASSWORD_WRONG', 'password')
  await attempt.value.giveBack()
  return made.ok ? accept({ ...made.value }) : made
}

async function confirm(
  door: AccessDoor,
  { mine, request, reply, body }: OwnCall<z.infer<typeof codeShape>>,
): Promise<Outcome<undefined, AccessRefusal>> {
  const typed = parseCode(body.code)
  if (typed?.kind !== 'totp') return refuse('ACCESS_CODE_FORM', 'code')
  const attempt = await countAttempt(door, request, 'code', mine.officer.email)
  if (!attempt.ok) return attempt
  const means = { database: door.database, auth: door.signIn.auth, gate: door.signIn.gate }
  const confirmed = await confirmSecondFactor(means, mine, request.headers.cookie ?? '', typed)
  if (!confirmed.ok) return confirmed
  await attempt.value.giveBack()
  const { personId } = mine
  const userAgent = request.headers['user-agent']
  await noteFirstFactor(door.database, { personId, kind: 'codes', userAgent })
  const { token } = sessionIn(door, confirmed.value)
  await endOtherSessions(door.database, mine.personId, token)
  door.who.forget()
  reply.header('set-cookie', [...confirmed.value])
  return accept(undefined)
}

async function remove(
  door: AccessDoor,
  { mine, request, body }: OwnCall<z.infer<typeof codeShape>>,
): Promise<Outcome<undefined, AccessRefusal>> {
  const typed = parseCode(body.code)
  if (typed === null) return refuse('ACCESS_CODE_FORM', 'code')
  const attempt = await countAttempt(door, request, 'code', mine.officer.email)
  if (!attempt.ok) return attempt
  const { database } = door
  const { auth, gate } = door.signIn
  const claimed = await claimCode({ database, auth, gate }, mine.personId, typed)
  if (!claimed.ok) return claimed
  const cookie = request.headers.cookie ?? ''
  if (typed.kind === 'backup' && !(await spendBackupCode(auth, cookie, claimed.value)))
    return refuse('ACCESS_CODE_WRONG', 'code')
  await attempt.value.giveBack()
  await removeSecondFactor(database, mine)
  door.who.forget()
  return accept(undefined)
}
