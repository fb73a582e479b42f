import { symmetricDecrypt } from 'better-auth/crypto'
import { type Database, rowsOf, transaction } from '../../platform/database.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { stepOfCode, type TypedCode } from '../totp.ts'
import type { Auth } from './auth-settings.ts'
import { keptBackupCode } from './backup-codes.ts'
import { forgetWithoutFactor } from './first-factor.ts'
import type { Gate } from './gate.ts'
import { endOtherSessions, type OwnSession } from './own-session.ts'
import { signedToken } from './session-cookie.ts'
import { orNull } from './sign-in.ts'

export type SetUp = { readonly uri: string; readonly backupCodes: readonly string[] }
export type Means = { readonly database: Database; readonly auth: Auth; readonly gate: Gate }
type ClaimRefusal = 'ACCESS_CODE_WRONG' | 'ACCESS_CODE_USED' | 'ACCESS_BUSY'
export type SecondFactorState = { readonly on: boolean; readonly backupCodesLeft: number }
/** The person whose password was right, and who now has to give a code. */
export type Waiting = {
  readonly personId: string
  readonly email: string
  readonly cookie: string
}

/** Whom a cookie of the first step, which this node signed, is waiting for. */
export async function waitingPerson(
  database: Database,
  secret: string,
  cookie: string | undefined,
): Promise<Waiting | null> {
  const identifier = signedToken(cookie ?? '', secret)
  if (cookie === undefined || identifier === undefined) return null
  const [row] = await rowsOf<{ id: string; email: string }>(
    database,
    `select person.id, person.email from access.verification
     join access.person on person.id = verification.value
     where verification.identifier = $1 and verification.expires_at > now()`,
    [identifier],
  )
  return row === undefined ? null : { personId: row.id, email: row.email, cookie }
}

export async function secondFactorOf(
  { database, auth }: { readonly database: Database; readonly auth: Auth },
  personId: string,
): Promise<SecondFactorState> {
  const rows = await rowsOf(
    database,
    'select 1 from access.two_factor where user_id = $1 and verified',
    [personId],
  )
  if (rows.length === 0) return { on: false, backupCodesLeft: 0 }
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: personId } })
  return { on: true, backupCodesLeft: backupCodes.length }
}

/** A new secret and backup codes, which count once a code has confirmed them; null when one is on already. */
export function setUpSecondFactor(
  auth: Auth,
  cookie: string,
  password: string | undefined,
): Promise<SetUp | null> {
  return orNull(async () => {
    const answer = await auth.api.enableTwoFactor({
      body: { ...(password !== undefined && { password }), method: 'totp' },
      headers: new Headers({ cookie }),
    })
    if (!('totpURI' in answer) || answer.totpURI === undefined) {
      throw new Error('the secret of a second factor was not given')
    }
    return { uri: answer.totpURI, backupCodes: answer.backupCodes ?? [] }
  })
}

/** Turns it on. better-auth ends the session and begins a new one, whose cookies are returned. */
export async function confirmSecondFactor(
  means: Means,
  mine: OwnSession,
  cookie: string,
  typed: TypedCode,
): Promise<Outcome<readonly string[], ClaimRefusal>> {
  const claimed = await claimCode(means, mine.personId, typed)
  if (!claimed.ok) return claimed
  const answer = await orNull(() =>
    means.auth.api.verifyTOTP({
      body: { code: typed.code },
      headers: new Headers({ cookie }),
      returnHeaders: true,
    }),
  )
  if (answer === null) return refuse('ACCESS_CODE_WRONG')
  return accept(answer.headers.getSetCookie())
}

/**
 * Takes a code of the application for good: RFC 6238 5.2 lets each be used once, and of two requests
 * with the same one, one wins. Backup codes are taken by better-auth, which strikes out what is kept of them.
 * @returns what better-auth is to be told.
 */
export async function claimCode(
  { database, auth, gate }: Means,
  personId: string,
  typed: TypedCode,
): Promise<Outcome<TypedCode, ClaimRefusal>> {
  const [row] = await rowsOf<{ secret: string; backup_codes: string }>(
    database,
    'select secret, backup_codes from access.two_factor where user_id = $1',
    [personId],
  )
  if (row === undefined) return refuse('ACCESS_CODE_WRONG')
  if (typed.kind === 'backup') {
    const kept = await gate(() => keptBackupCode(row.backup_codes, typed.code))
    if (!kept.ok) return kept
    return kept.value === undefined
      ? refuse('ACCESS_CODE_WRONG')
      : accept({ kind: 'backup', code: kept.value })
  }
  const { secretConfig } = await auth.$context
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret })
  const step = stepOfCode(Buffer.from(secret), typed.code, Date.now() / 1000)
  if (step === null) return refuse('ACCESS_CODE_WRONG')
  const { rowCount } = await database.query(
    'update access.two_factor set last_step = $2 where user_id = $1 and last_step < $2',
    [personId, step],
  )
  return rowCount === 1 ? accept(typed) : refuse('ACCESS_CODE_USED')
}

/** Off, with its secret and codes; own SQL, because better-auth asks for a password and not for a code. */
export async function removeSecondFactor(database: Database, mine: OwnSession): Promise<void> {
  await transaction(database, async (tx) => {
    await tx.query('delete from access.two_factor where user_id = $1', [mine.personId])
    await tx.query('update access.person set two_factor_enabled = false where id = $1', [
      mine.personId,
    ])
    await forgetWithoutFactor(tx, mine.personId)
    await endOtherSessions(tx, mine.personId, mine.token)
  })
}

/** Strikes out a backup code that was claimed; false when somebody else has just done it. */
export async function spendBackupCode(
  auth: Auth,
  cookie: string,
  { code }: TypedCode,
): Promise<boolean> {
  const answer = await orNull(() =>
    auth.api.verifyBackupCode({
      body: { code, disableSession: true },
      headers: new Headers({ cookie }),
    }),
  )
  return answer !== null
}
