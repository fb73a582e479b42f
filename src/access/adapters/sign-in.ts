import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { Pool } from 'pg'
import { closePool } from '../../platform/close-pool.ts'
import type { Outcome } from '../../values/outcome.ts'
import type { Credentials } from '../credentials.ts'
import { createGate } from './gate.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { sessionCookieName } from './session-cookie.ts'

/** A working day with its overtime. Not prolonged by use: a session stolen today is over tomorrow. */
const SESSION_SECONDS = 12 * 60 * 60
/** Two cores hash about 80 passwords a second, so nobody in this line waits longer than two seconds. */
const HASHING = { atOnce: 2, waiting: 128 }
/** Kept to show a person their sessions; longer ones are nobody's browser. */
const MAX_USER_AGENT = 200
/** Only this module writes this header, so nobody can forge the address that a session remembers. */
const ADDRESS_HEADER = 'x-openkp-address'

export type SignInOptions = {
  readonly databaseUrl: string
  readonly secret: string
  readonly baseUrl: string
  readonly tls: boolean
  readonly onError: (error: Error) => void
}
export type Visitor = { readonly address: string; readonly userAgent: string | undefined }
export type SignedIn = { readonly userId: string; readonly cookies: readonly string[] }

export type SignIn = {
  /**
   * Null when e-mail and password do not belong together, or the officer is disabled. An unknown
   * e-mail takes as long as a wrong password: a hash is computed for it too.
   */
  withPassword: (
    credentials: Credentials,
    visitor: Visitor,
  ) => Promise<Outcome<SignedIn | null, 'ACCESS_BUSY'>>
  readonly close: () => Promise<void>
}

/**
 * Sign-in by better-auth over the schema `access`. None of its own HTTP endpoints is mounted: nobody
 * signs up, and what can be reached is what http.ts lists.
 */
export function createSignIn(options: SignInOptions): SignIn {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    options: '-c search_path=access',
    max: 4,
  })
  pool.on('error', options.onError)
  const auth = betterAuth(settings(options, pool))
  const gate = createGate(HASHING)
  return {
    withPassword: (credentials, visitor) =>
      gate(async () => {
        try {
          const { headers, response } = await auth.api.signInEmail({
            body: credentials,
            headers: visitorHeaders(visitor),
            returnHeaders: true,
          })
          return { userId: response.user.id, cookies: headers.getSetCookie() }
        } catch (error) {
          if (error instanceof APIError && error.statusCode < 500) return null
          throw error
        }
      }),
    close: () => closePool(pool),
  }
}

/** What better-auth is told; exported so that a test can ask it whether migration 010 suits it. */
export function settings(options: SignInOptions, pool: Pool) {
  return {
    database: pool,
    secret: options.secret,
    baseURL: options.baseUrl,
    logger: { disabled: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }: { hash: string; password: string }) =>
          verifyPassword(hash, password),
      },
    },
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => isActive(pool, userId),
        },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(options.tls),
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: options.tls },
        },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    ...NAMES,
  } satisfies BetterAuthOptions
}

/** better-auth's tables and columns as migration 010 names them. */
const NAMES = {
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'session',
    expiresIn: SESSION_SECONDS,
    disableSessionRefresh: true,
    fields: {
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      userId: 'user_id',
    },
  },
  account: {
    modelName: 'credential',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verification',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const

/** Returning false keeps better-auth from making a session, whichever way the person proved who it is. */
async function isActive(pool: Pool, userId: string): Promise<false | undefined> {
  const found = await pool.query(
    'select 1 from access.officer where user_id = $1 and disabled_at is null',
    [userId],
  )
  return found.rowCount === 1 ? undefined : false
}

function visitorHeaders(visitor: Visitor): Headers {
  return new Headers({
    [ADDRESS_HEADER]: visitor.address,
    'user-agent': (visitor.userAgent ?? '').slice(0, MAX_USER_AGENT),
  })
}
