import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { AccessDoor } from './door.ts'
import { codeToRead } from './first-factor.ts'
import type { OwnSession } from './own-session.ts'
import { passkeysOf } from './passkeys-store.ts'
import { verifyPassword } from './password.ts'
import { secondFactorOf } from './second-factor.ts'

/** In how many ways somebody can sign in; `others` are a password and the ministry's provider. */
export type WaysIn = { readonly passkeys: number; readonly others: number }

export async function waysInOf(on: Queryable, personId: string): Promise<WaysIn> {
  const [ways] = await rowsOf<WaysIn>(
    on,
    `select (select count(*)::int from access.passkey where user_id = $1) as passkeys,
       (select count(*)::int from access.credential where user_id = $1) as others`,
    [personId],
  )
  return ways ?? { passkeys: 0, others: 0 }
}

/** Everything that the page of the own account shows, the sessions apart. */
export async function accountOf({ database, signIn, provider }: AccessDoor, mine: OwnSession) {
  const { personId, officer, isFresh } = mine
  const [issuers, passkeys, secondFactor, toRead] = await Promise.all([
    rowsOf<{ provider_id: string }>(
      database,
      'select provider_id from access.credential where user_id = $1',
      [personId],
    ),
    passkeysOf(database, personId),
    secondFactorOf({ database, auth: signIn.auth }, personId),
    codeToRead(database, personId),
  ])
  const has = (id: string | undefined) => issuers.some((each) => each.provider_id === id)
  return {
    name: officer.name,
    email: officer.email,
    language: officer.language,
    isFresh,
    password: has('credential'),
    secondFactor,
    ...(toRead !== undefined && { codeToRead: toRead }),
    provider: provider === null ? null : { label: provider.label, linked: has(provider.issuer) },
    passkeys: passkeys.map(({ id, name, synced, createdAt, lastUsedAt }) => ({
      id: Buffer.from(id).toString('base64url'),
      ...{ name, synced, createdAt, lastUsedAt },
    })),
  }
}

export async function setLanguage(
  on: Queryable,
  { officer }: OwnSession,
  language: 'en' | 'fr',
): Promise<void> {
  await on.query('update access.officer set language = $3 where participant = $1 and id = $2', [
    officer.participant,
    officer.id,
    language,
  ])
}

/** Whether `password` is this person's; who has none yet is asked for none. */
export async function isOwnPassword(
  on: Queryable,
  personId: string,
  password: string | undefined,
): Promise<boolean> {
  const [kept] = await rowsOf<{ password: string }>(
    on,
    `select password from access.credential where user_id = $1 and provider_id = 'credential'`,
    [personId],
  )
  return kept === undefined || (await verifyPassword(kept.password, password ?? ''))
}
