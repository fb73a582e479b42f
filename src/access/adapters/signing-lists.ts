import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'

/** A list of officers of the signer, as this node once saw it. */
export type SeenList = {
  readonly version: number
  readonly digest: string
  readonly officers: readonly string[]
  readonly seen_at: Date
}

/** Remembers a list the first time that it is seen; nothing that is there is ever changed. */
export async function noteList(
  on: Queryable,
  participant: PartyCode,
  { version, digest, officers }: Omit<SeenList, 'seen_at'>,
): Promise<void> {
  await rowsOf(
    on,
    `insert into access.signing_list (participant, version, digest, officers, seen_at)
     values ($1, $2, $3, $4, now()) on conflict do nothing`,
    [participant, version, digest, officers],
  )
}

/** Every list that was seen, the newest version first. */
export function seenLists(on: Queryable, participant: PartyCode): Promise<readonly SeenList[]> {
  return rowsOf<SeenList>(
    on,
    `select version, digest, officers, seen_at from access.signing_list where participant = $1
     order by version desc, seen_at desc limit 1000`,
    [participant],
  )
}

/** What the officers of a Participant are called, by the ids of their accounts. */
export async function namesOfOfficers(
  on: Queryable,
  participant: PartyCode,
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ id: string; name: string }>(
    on,
    'select id::text as id, name from access.officer where participant = $1',
    [participant],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
