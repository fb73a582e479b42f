import { type Queryable, rowsOf } from '../../platform/database.ts'

export type Passkey = {
  /** The credential id. */
  readonly id: Uint8Array
  readonly personId: string
  readonly name: string
  /** COSE_Key (RFC 9052), as the authenticator gave it. */
  readonly publicKey: Uint8Array
  readonly transports: readonly string[]
  readonly synced: boolean
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

const COLUMNS = `id, user_id as "personId", name, public_key as "publicKey", transports, synced,
  created_at as "createdAt", last_used_at as "lastUsedAt"`

/** A person's passkeys, the oldest first. The signer's list of officers holds `id` and `publicKey`. */
export function passkeysOf(on: Queryable, personId: string): Promise<readonly Passkey[]> {
  return rowsOf<Passkey>(
    on,
    `select ${COLUMNS} from access.passkey where user_id = $1 order by created_at, id`,
    [personId],
  )
}

/** The same by who the person is in a Participant. */
export function passkeysOfOfficer(
  on: Queryable,
  officer: { readonly participant: string; readonly id: string },
): Promise<readonly Passkey[]> {
  return rowsOf<Passkey>(
    on,
    `select ${COLUMNS} from access.passkey
     where user_id = (select user_id from access.officer where participant = $1 and id = $2)
     order by created_at, id`,
    [officer.participant, officer.id],
  )
}

export async function passkeyWithId(on: Queryable, id: Uint8Array): Promise<Passkey | undefined> {
  const [found] = await rowsOf<Passkey>(on, `select ${COLUMNS} from access.passkey where id = $1`, [
    id,
  ])
  return found
}

export type NewPasskey = Omit<Passkey, 'createdAt' | 'lastUsedAt'> & { readonly counter: number }

/** False when the credential belongs to somebody already. */
export async function keepPasskey(on: Queryable, passkey: NewPasskey): Promise<boolean> {
  const { id, personId, name, publicKey, counter, transports, synced } = passkey
  const { rowCount } = await on.query(
    `insert into access.passkey (id, user_id, name, public_key, counter, transports, synced)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [id, personId, name, publicKey, counter, transports, synced],
  )
  return rowCount === 1
}

/**
 * Notes a use. False when the counter did not go on (WebAuthn 7.2, step 22): then there are two of this
 * authenticator. Synced passkeys do not count, and say 0 for ever.
 */
export async function notePasskeyUse(
  on: Queryable,
  id: Uint8Array,
  counter: number,
  again: boolean,
): Promise<boolean> {
  const { rowCount } = await on.query(
    `update access.passkey set counter = $2, last_used_at = now()
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0) or (counter = $2 and $3))`,
    [id, counter, again],
  )
  return rowCount === 1
}

export async function removePasskey(
  on: Queryable,
  personId: string,
  id: Uint8Array,
): Promise<boolean> {
  const { rowCount } = await on.query('delete from access.passkey where id = $1 and user_id = $2', [
    id,
    personId,
  ])
  return rowCount === 1
}
