import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Database, type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { allOrNothing } from './all-or-nothing.ts'

/** What an administrator hands over by hand: 32 random bytes, of which only the digest is kept. */
export function drawLink(address: string) {
  const token = randomBytes(32).toString('base64url')
  // Behind the number sign: browsers send it to nobody, and no log of a proxy has it.
  return { link: `${address}/welcome#${token}`, sha256: digestOf(token) }
}

export type Opened = {
  readonly kind: 'invitation' | 'recovery'
  readonly participant: PartyCode
  readonly personId: string
  readonly name: string
  readonly email: string
  /** Of an invitation on the console, for a while; null when it is good at once. */
  readonly goodFrom: Date | null
}

const INVITATION = `
  select 'invitation' as kind, participant, id::text as "personId", name, email,
    good_from as "goodFrom" from access.invitation
  where sha256 = $1 and accepted_at is null and expires_at > now()`
const RECOVERY = `
  select 'recovery' as kind, officer.participant, officer.user_id as "personId", officer.name, officer.email,
    null::timestamptz
  from access.recovery join access.officer
    on officer.participant = recovery.participant and officer.id = recovery.officer_id
  where recovery.sha256 = $1 and used_at is null and recovery.expires_at > now()
    and officer.disabled_at is null`

type OpenRefusal = 'ACCESS_LINK_OVER' | 'ACCESS_LINK_EARLY'

/** What stands behind a link that is good. Unknown, used and over are the same: nothing. */
export async function openLink(
  on: Queryable,
  token: string,
): Promise<Outcome<Opened, OpenRefusal>> {
  const sha256 = digestOf(token)
  const [opened] = await rowsOf<Opened>(on, `${INVITATION} union all ${RECOVERY}`, [sha256])
  if (opened === undefined) return refuse('ACCESS_LINK_OVER')
  const { goodFrom } = opened
  if (goodFrom !== null && goodFrom.getTime() > Date.now())
    return refuse('ACCESS_LINK_EARLY', undefined, { from: goodFrom.toISOString().slice(0, 16) })
  return accept(opened)
}

type UseRefusal = OpenRefusal | 'ACCESS_HERE_ALREADY'

/**
 * Uses a link: its person is there afterwards, and `give` gives them a way to sign in. All of it is
 * one transaction, and a refusal of `give` leaves the link good.
 */
export function consumeLink<Code extends string>(
  database: Database,
  token: string,
  give: (tx: Tx, opened: Opened) => Promise<Outcome<void, Code>>,
): Promise<Outcome<Opened, Code | UseRefusal>> {
  return allOrNothing<Opened, Code | UseRefusal>(database, async (tx) => {
    const found = await openLink(tx, token)
    if (!found.ok) return found
    const opened = found.value
    const isIn = opened.kind === 'invitation' ? await comeIn(tx, token) : await comeBack(tx, token)
    if (!isIn.ok) return isIn
    const given = await give(tx, opened)
    return given.ok ? accept(opened) : given
  })
}

/** Of two who use one link at once, the second finds it used. */
async function comeIn(tx: Tx, token: string): Promise<Outcome<void, UseRefusal>> {
  const sha256 = digestOf(token)
  const used = await tx.query(
    `update access.invitation set accepted_at = now()
     where sha256 = $1 and accepted_at is null and expires_at > now()`,
    [sha256],
  )
  if (used.rowCount !== 1) return refuse('ACCESS_LINK_OVER')
  const person = await tx.query(
    `insert into access.person (id, name, email, email_verified)
     select id::text, name, email, true from access.invitation where sha256 = $1
     on conflict (email) do nothing`,
    [sha256],
  )
  if (person.rowCount !== 1) return refuse('ACCESS_HERE_ALREADY')
  await tx.query(
    `insert into access.officer
       (participant, id, user_id, name, email, roles, firm, language, until, ends_at)
     select participant, $2, id::text, name, email, roles, firm, language, until, ends_at
     from access.invitation where sha256 = $1`,
    [sha256, randomUUID()],
  )
  return accept(undefined)
}

async function comeBack(tx: Tx, token: string): Promise<Outcome<void, UseRefusal>> {
  const { rowCount } = await tx.query(
    `update access.recovery set used_at = now()
     where sha256 = $1 and used_at is null and expires_at > now()`,
    [digestOf(token)],
  )
  return rowCount === 1 ? accept(undefined) : refuse('ACCESS_LINK_OVER')
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The password of somebody who has none yet, or a new one in the place of the old. */
export async function keepPassword(on: Queryable, personId: string, hash: string): Promise<void> {
  await on.query(
    `insert into access.credential (id, account_id, provider_id, user_id, password, updated_at)
     values ($1, $2, 'credential', $2, $3, now())
     on conflict (provider_id, account_id) do update set password = $3, updated_at = now()`,
    [randomUUID(), personId, hash],
  )
}
