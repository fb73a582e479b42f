import { randomUUID } from 'node:crypto'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { ProviderAccount } from './provider.ts'

/** Whose account at the provider this is; undefined when it is linked to nobody. */
export async function personWithAccount(
  on: Queryable,
  { issuer, subject }: ProviderAccount,
): Promise<string | undefined> {
  const [row] = await rowsOf<{ user_id: string }>(
    on,
    'select user_id from access.credential where provider_id = $1 and account_id = $2',
    [issuer, subject],
  )
  return row?.user_id
}

/** False when the account, or the person, is linked already. */
export async function linkAccount(
  on: Queryable,
  personId: string,
  { issuer, subject }: ProviderAccount,
): Promise<boolean> {
  const { rowCount } = await on.query(
    `insert into access.credential (id, account_id, provider_id, user_id, updated_at)
     select $1, $2, $3, $4, now()
     where not exists (
       select 1 from access.credential where user_id = $4 and provider_id = $3
     )
     on conflict (provider_id, account_id) do nothing`,
    [randomUUID(), subject, issuer, personId],
  )
  return rowCount === 1
}

export async function unlinkAccount(
  on: Queryable,
  personId: string,
  issuer: string,
): Promise<boolean> {
  const { rowCount } = await on.query(
    'delete from access.credential where user_id = $1 and provider_id = $2',
    [personId, issuer],
  )
  return rowCount === 1
}
