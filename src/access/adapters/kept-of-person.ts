import { type Queryable, rowsOf } from '../../platform/database.ts'
import { decodeEntry } from '../journal.ts'
import type { PersonalRecords } from './person-store.ts'

/** Enough for years of an officer; who needs more asks the auditor. */
const MAX_ENTRIES = 5_000

type Kept = Readonly<Record<string, unknown>>

/** Everything of this module that hangs on a person, by what it is: one statement each, by number of the officer. */
const PARTS = {
  passkeys: `select k.name, k.synced, k.created_at as "createdAt", k.last_used_at as "lastUsedAt"
    from access.passkey k join access.officer o on o.user_id = k.user_id
    where o.participant = $1 and o.id = $2::uuid order by k.created_at`,
  firstFactor: `select f.kind as what, f.set_up_at as at, f.user_agent as browser, f.confirmed_at as "confirmedAt"
    from access.first_factor f join access.officer o on o.user_id = f.user_id
    where o.participant = $1 and o.id = $2::uuid`,
  tokens: `select label as name, scope, created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt"
    from access.token where participant = $1 and officer_id = $2::uuid order by created_at`,
  sessions: `select s.ip_address as address, s.user_agent as browser, s.created_at as since,
      s.expires_at as until
    from access.session s join access.officer o on o.user_id = s.user_id
    where o.participant = $1 and o.id = $2::uuid order by s.created_at`,
  standing: `select role, kind, starts_at as "from", ends_at as until, reason, finding
    from access.standing_in where participant = $1 and officer_id = $2::uuid order by starts_at`,
  invitations: `select i.invited_at as at, inviter.name as by
    from access.officer o join access.invitation i on i.participant = o.participant and i.email = o.email
    join access.officer inviter on inviter.participant = i.participant and inviter.id = i.invited_by
    where o.participant = $1 and o.id = $2::uuid order by i.invited_at`,
  recoveries: `select opened_at as at, reason, confirmed_at as "confirmedAt", used_at as "usedAt"
    from access.recovery where participant = $1 and officer_id = $2::uuid order by opened_at`,
  proposals: `select act, thing, proposed_at as at, state from access.proposal
    where participant = $1 and (proposed_by = $2::uuid or decided_by = $2::uuid or thing = $2::text)
    order by proposed_at`,
} as const satisfies Readonly<Record<string, string>>

/** What is kept of somebody, whole; undefined where there is no such officer. No secret is among it. */
export async function keptOfPerson(
  on: Queryable,
  records: PersonalRecords,
  { participant, id }: { readonly participant: string; readonly id: string },
): Promise<Kept | undefined> {
  const [account] = await rowsOf<Kept & { readonly name: string }>(
    on,
    `select o.id, o.participant, o.name, o.email, o.firm, o.language, o.roles, o.until,
       o.disabled_at as "closedAt", o.erased_at as "erasedAt", o.name_erased_at as "nameErasedAt",
       exists (select 1 from access.credential where user_id = o.user_id and provider_id = 'credential')
         as password,
       exists (select 1 from access.two_factor where user_id = o.user_id) as codes,
       exists (select 1 from access.credential where user_id = o.user_id and provider_id <> 'credential')
         as provider
     from access.officer o where o.participant = $1 and o.id = $2::uuid`,
    [participant, id],
  )
  if (account === undefined) return undefined
  const parts: Record<string, unknown> = {}
  for (const [name, sql] of Object.entries(PARTS))
    parts[name] = await rowsOf<Kept>(on, sql, [participant, id])
  const named = await records.naming(on, { participant, id, name: account.name })
  return { account, ...parts, ...named, journal: await ownEntries(on, participant, id) }
}

async function ownEntries(on: Queryable, participant: string, id: string): Promise<Kept[]> {
  const rows = await rowsOf<{ entry: Buffer }>(
    on,
    `select entry from access.journal where participant = $1 and officer_id = $2 and entry is not null
     order by seq desc limit $3`,
    [participant, id, MAX_ENTRIES],
  )
  return rows.flatMap(({ entry }) => {
    const read = decodeEntry(new Uint8Array(entry))
    if (read === undefined) return []
    const { at, act, thing, from, by, refusals } = read
    return [{ at: new Date(at), act, thing, from, by, refusals }]
  })
}
