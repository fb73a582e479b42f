import { APIError } from 'better-auth/api'
import { Pool } from 'pg'
import { closePool } from '../../platform/close-pool.ts'
import type { Outcome } from '../../values/outcome.ts'
import type { Credentials } from '../credentials.ts'
import type { TypedCode } from '../totp.ts'
import { ADDRESS_HEADER, type Auth, type AuthOptions, createAuth } from './auth-settings.ts'
import { createGate, type Gate } from './gate.ts'
import { codeCookieName, sessionCookieLine } from './session-cookie.ts'

/** Two cores hash about 80 passwords a second, so nobody in this line waits longer than two seconds. */
const HASHING = { atOnce: 2, waiting: 128 }
/** Kept to show a person their sessions; longer ones are nobody's browser. */
const MAX_USER_AGENT = 200

export type SignInOptions = AuthOptions & {
  readonly databaseUrl: string
  readonly onError: (error: Error) => void
}
export type Visitor = { readonly address: string; readonly userAgent: string | undefined }
export type SignedIn = { readonly userId: string; readonly cookies: readonly string[] }
/** The password was right, and the person has a second factor: the cookies say for whom we wait. */
export type WaitsForCode = { readonly userId: null; readonly cookies: readonly string[] }

export type SignIn = {
  /**
   * Null when e-mail and password do not belong together, or the officer is disabled. An unknown
   * e-mail takes as long as a wrong password: a hash is computed for it too.
   */
  readonly withPassword: (
    credentials: Credentials,
    visitor: Visitor,
  ) => Promise<Outcome<SignedIn | WaitsForCode | null, 'ACCESS_BUSY'>>
  /** Null when the code is wrong, or the cookie of the first step is over. */
  readonly withCode: (
    waiting: string,
    typed: TypedCode,
    visitor: Visitor,
  ) => Promise<SignedIn | null>
  /** For whoever proved who they are in another way; null when the officer is disabled. */
  readonly withoutPassword: (userId: string, visitor: Visitor) => Promise<SignedIn | null>
  readonly auth: Auth
  /** In front of every password that is hashed or compared. */
  readonly gate: Gate
  readonly close: () => Promise<void>
}

/**
 * Sign-in by better-auth over the schema `access`. None of its own HTTP endpoints is mounted: nobody
 * signs up, and what can be reached is what http.ts and its neighbours list.
 */
export function createSignIn(options: SignInOptions): SignIn {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    options: '-c search_path=access',
    max: 4,
  })
  pool.on('error', options.onError)
  const auth = createAuth(options, pool)
  const gate = createGate(HASHING)
  return {
    withPassword: (credentials, visitor) =>
      gate(() => orNull(() => withPassword(auth, options, credentials, visitor))),
    withCode: (waiting, typed, visitor) =>
      orNull(() => withCode(auth, options, { waiting, typed }, visitor)),
    withoutPassword: (userId, visitor) => withoutPassword(auth, options, userId, visitor),
    auth,
    gate,
    close: () => closePool(pool),
  }
}

/** What better-auth refuses is null; a fault stays a fault. */
export async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}

async function withPassword(
  auth: Auth,
  { tls }: SignInOptions,
  body: Credentials,
  visitor: Visitor,
): Promise<SignedIn | WaitsForCode> {
  const { headers, response } = await auth.api.signInEmail({
    body,
    headers: visitorHeaders(visitor),
    returnHeaders: true,
  })
  const cookies = headers.getSetCookie()
  if (!('twoFactorRedirect' in response)) return { userId: response.user.id, cookies }
  // It also takes away a session cookie that was never given.
  const waiting = cookies.filter((line) => line.startsWith(`${codeCookieName(tls)}=`))
  return { userId: null, cookies: waiting }
}

async function withCode(
  auth: Auth,
  { tls }: SignInOptions,
  { waiting, typed }: { readonly waiting: string; readonly typed: TypedCode },
  visitor: Visitor,
): Promise<SignedIn> {
  const headers = visitorHeaders(visitor)
  headers.set('cookie', `${codeCookieName(tls)}=${encodeURIComponent(waiting)}`)
  const request = { body: { code: typed.code }, headers, returnHeaders: true } as const
  const answer =
    typed.kind === 'totp'
      ? await auth.api.verifyTOTP(request)
      : await auth.api.verifyBackupCode(request)
  return { userId: answer.response.user.id, cookies: answer.headers.getSetCookie() }
}

async function withoutPassword(
  auth: Auth,
  { secret, tls }: SignInOptions,
  userId: string,
  { address, userAgent }: Visitor,
): Promise<SignedIn | null> {
  const { internalAdapter } = await auth.$context
  const session = await internalAdapter.createSession(userId, false, {
    ipAddress: address,
    userAgent: shortened(userAgent),
  })
  // A hook refuses one for a disabled officer.
  if (!session) return null
  return { userId, cookies: [sessionCookieLine(session.token, secret, tls)] }
}

function visitorHeaders(visitor: Visitor): Headers {
  return new Headers({
    [ADDRESS_HEADER]: visitor.address,
    'user-agent': shortened(visitor.userAgent),
  })
}

function shortened(userAgent: string | undefined): string {
  return (userAgent ?? '').slice(0, MAX_USER_AGENT)
}
