import { type Queryable, rowsOf } from '../../platform/database.ts'

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
