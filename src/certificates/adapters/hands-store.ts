import type { Officer } from '../../access/officer.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Run } from '../hand-over.ts'
import { BLANK_COLUMNS, type BlankRow } from './numbers-store.ts'

/** Locks a run in the order of its slots, so that two custodians wait for each other and never in a ring. */
export function lockRun(
  tx: Tx,
  participant: PartyCode,
  { firstSlot, lastSlot }: Run,
): Promise<readonly BlankRow[]> {
  return rowsOf<BlankRow>(
    tx,
    `select ${BLANK_COLUMNS} from certificates.blank
     where participant = $1 and slot between $2 and $3 order by slot for update`,
    [participant, firstSlot, lastSlot],
  )
}

/**
 * Gives a locked run to `holder`, or back to the stock, and writes one event for each number: who had
 * a blank in his hands is asked for by its number.
 */
export async function moveRun(
  tx: Tx,
  custodian: Officer,
  { firstSlot, lastSlot }: Run,
  move: { readonly holder: Pick<Officer, 'id' | 'name'> | null; readonly at: Date },
): Promise<void> {
  const { holder, at } = move
  const after = { state: holder === null ? 'in_stock' : 'allotted', holder: holder?.id ?? null }
  tx.changes.push({ thing: 'blanks', key: `${firstSlot}-${lastSlot}`, before: null, after })
  await rowsOf(
    tx,
    `with before as (
       select slot, holder_name from certificates.blank where participant = $1 and slot between $2 and $3),
     moved as (
       update certificates.blank b set state = $4, holder_id = $5, holder_name = $6, since = $7
       from before where b.participant = $1 and b.slot = before.slot
       returning b.slot, b.number, coalesce(b.holder_name, before.holder_name) as holder)
     insert into certificates.event (participant, subject, at, act, officer_id, officer_name, role, detail)
     select $1, number, $7, $8, $9, $10, 'stationery_custodian',
       jsonb_build_object('number', number, 'other', holder)
     from moved order by slot`,
    [
      ...[custodian.participant, firstSlot, lastSlot],
      ...[holder === null ? 'in_stock' : 'allotted', holder?.id ?? null, holder?.name ?? null, at],
      ...[holder === null ? 'taken-back' : 'handed-over', custodian.id, custodian.name],
    ],
  )
}

export type HeldRun = {
  readonly officer: string
  readonly name: string
  readonly first: string
  readonly last: string
  readonly count: number
  readonly since: Date
}

/** What is in whose hands: each run that is left of a hand-over, in the order of the numbers. */
export async function heldRuns(on: Queryable, participant: PartyCode): Promise<readonly HeldRun[]> {
  return rowsOf<HeldRun>(
    on,
    `select holder_id as officer, holder_name as name, min(number) as first, max(number) as last,
       count(*)::int as count, since
     from (select *, slot - row_number() over (partition by block, holder_id, since order by slot) as island
           from certificates.blank where participant = $1 and state = 'allotted') as held
     group by block, holder_id, holder_name, since, island order by min(slot)`,
    [participant],
  )
}

/** How many certificates an officer can issue: the numbers in stock, unless he is of a firm, and those in his own hands. */
export async function blanksFor(
  on: Queryable,
  { participant, id, firm }: Pick<Officer, 'participant' | 'id' | 'firm'>,
): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    on,
    `select ((select count(*) from certificates.blank where participant = $1 and state = 'in_stock' and $3)
      + (select count(*) from certificates.blank
         where participant = $1 and state = 'allotted' and holder_id = $2))::int as count`,
    [participant, id, firm === null],
  )
  return row?.count ?? 0
}
