import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Pool } from 'pg'
import { hashBackupCodes } from './backup-codes.ts'
import { IS_ACTIVE } from './officers.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { codeCookieName, SESSION_SECONDS, sessionCookieName } from './session-cookie.ts'

/** Long enough to find the telephone, short enough that nobody else sits down in between. */
const CODE_SECONDS = 5 * 60
/** Only this module writes this header, so nobody can forge the address that a session remembers. */
export const ADDRESS_HEADER = 'x-openkp-address'

export type AuthOptions = {
  readonly secret: string
  readonly baseUrl: string
  readonly tls: boolean
  /** Told before each session of somebody who may have one, so that none is made without an entry. */
  readonly beforeSession: (personId: string) => Promise<void>
}
export type Auth = ReturnType<typeof createAuth>

/** better-auth over the schema `access`: who uses it mounts none of its endpoints. */
export function createAuth(options: AuthOptions, pool: Pool) {
  return betterAuth(settings(options, pool))
}

/** What better-auth is told; exported so that a test can ask it whether our migrations suit it. */
export function settings(options: AuthOptions, pool: Pool) {
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
        hash: (password: string) => hashPassword(password),
        verify: ({ hash, password }: { hash: string; password: string }) =>
          verifyPassword(hash, password),
      },
    },
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => {
            // False keeps better-auth from making a session, in whichever way the person proved who it is.
            if (!(await isActive(pool, userId))) return false
            return options.beforeSession(userId)
          },
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
        two_factor: {
          name: codeCookieName(options.tls),
          attributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: options.tls },
        },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      twoFactor({
        issuer: 'OpenKP',
        twoFactorCookieMaxAge: CODE_SECONDS,
        // Whoever signs in by passkey or by the ministry has no password to type.
        allowPasswordless: true,
        // As hashes, which nobody decrypts: who types one has it hashed first (claimCode).
        backupCodeOptions: {
          storeBackupCodes: { encrypt: hashBackupCodes, decrypt: async (stored) => stored },
        },
        // access.attempt counts codes: a lock on the account would be a way to lock others out.
        accountLockout: { enabled: false },
        schema: TWO_FACTOR_NAMES,
      }),
    ],
    ...NAMES,
  } satisfies BetterAuthOptions
}

const TWO_FACTOR_NAMES = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const

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

async function isActive(pool: Pool, userId: string): Promise<boolean> {
  const found = await pool.query(
    `select 1 from access.officer where user_id = $1 and ${IS_ACTIVE}`,
    [userId],
  )
  return found.rowCount === 1
}
