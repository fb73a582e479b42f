import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { AskedChange, ProfileChange } from '../profile-change.ts'

/** A change of a profile as two officers agreed on it. */
export type AgreedChange = AskedChange & {
  readonly proposedBy: string
  readonly approvedBy: string
  readonly approvedAt: Date
}

export async function insertProfileChange(
  tx: Tx,
  participant: PartyCode,
  change: AgreedChange,
): Promise<void> {
  const { field, value, source, reason, holdsFrom, proposedBy, approvedBy, approvedAt } = change
  tx.changes.push({
    ...{ thing: 'profile', key: field, before: null },
    after: { from: holdsFrom, value: shortOf(value) },
  })
  await rowsOf(
    tx,
    `insert into participants.profile_change (participant, field, value, source, reason, holds_from,
       proposed_by, approved_by, approved_at)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9)`,
    [
      ...[participant, field, JSON.stringify(value), source, reason, holdsFrom],
      ...[proposedBy, approvedBy, approvedAt],
    ],
  )
}

/** Enough to recognise it in the journal; a list of offices is read on the page. */
const MAX_JOURNALLED = 200

function shortOf(value: unknown): string {
  return JSON.stringify(value).slice(0, MAX_JOURNALLED)
}

const COLUMNS = `field, value, source, reason, holds_from as "holdsFrom", proposed_by as "proposedBy",
  approved_by as "approvedBy", approved_at as "approvedAt"`

/** In the order in which they were agreed on. */
export function profileChanges(
  on: Queryable,
  participant: PartyCode,
): Promise<readonly AgreedChange[]> {
  return rowsOf<AgreedChange>(
    on,
    `select ${COLUMNS} from participants.profile_change where participant = $1 order by seq`,
    [participant],
  )
}

/** Those of every Participant, as the node itself: what its officers go by. */
export async function allProfileChanges(
  owner: Queryable,
): Promise<ReadonlyMap<string, readonly ProfileChange[]>> {
  const rows = await rowsOf<ProfileChange & { readonly participant: string }>(
    owner,
    `select participant, ${COLUMNS} from participants.profile_change order by participant, seq`,
  )
  const byParty = new Map<string, ProfileChange[]>()
  for (const { participant, ...change } of rows)
    byParty.set(participant, [...(byParty.get(participant) ?? []), change])
  return byParty
}
