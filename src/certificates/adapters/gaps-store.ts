import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'

/** More than anybody accounts for in one go; the list begins again with the lowest. */
const MAX_GAPS = 100

/**
 * The numbers that were passed over: each of them needs a reason. The stock and the hands of each
 * officer are used from their lowest number upwards, each for itself, so a gap is a number that waits
 * in the same place in which a higher one of its block was used since it was put there.
 */
export async function gapsOf(on: Queryable, participant: PartyCode): Promise<readonly string[]> {
  const gaps = await rowsOf<{ number: string }>(
    on,
    `with newest as materialized (
       select block, holder_id, max(slot) as slot from certificates.blank
       where participant = $1 and state = 'used' group by block, holder_id),
     used as materialized (
       select newest.*, b.since from newest join certificates.blank b on b.participant = $1 and b.slot = newest.slot)
     select waits.number from used cross join lateral (
       select b.slot, b.number from certificates.blank b
       where b.participant = $1 and b.state = 'in_stock' and used.holder_id is null
         and b.block = used.block and b.slot < used.slot and b.since < used.since
         -- Somebody is about to sign it.
         and not exists (select from certificates.reservation r
           where r.participant = $1 and r.slot = b.slot and r.until > now())
       union all
       select b.slot, b.number from certificates.blank b
       where b.participant = $1 and b.state = 'allotted' and b.holder_id = used.holder_id
         and b.block = used.block and b.slot < used.slot and b.since < used.since) as waits
     order by waits.slot limit ${MAX_GAPS}`,
    [participant],
  )
  return gaps.map(({ number }) => number)
}

/**
 * The numbers that still wait right below a slot that was just used, in the place from which it was
 * taken; undefined where there is none.
 */
export async function gapBelow(
  on: Queryable,
  participant: PartyCode,
  slot: bigint,
): Promise<{ readonly from: string; readonly to: string } | undefined> {
  const [gap] = await rowsOf<{ from: string | null; to: string | null }>(
    on,
    `with taken as materialized (
       select block, holder_id from certificates.blank where participant = $1 and slot = $2),
     before as materialized (
       select b.slot from certificates.blank b, taken
       where b.participant = $1 and b.slot < $2 and b.state in ('used', 'spoiled', 'returned')
         and b.block = taken.block and b.holder_id is not distinct from taken.holder_id
       order by b.slot desc limit 1)
     select min(b.number) as from, max(b.number) as to from certificates.blank b, taken
     where b.participant = $1 and b.slot < $2 and b.state in ('in_stock', 'allotted')
       and b.block = taken.block and b.holder_id is not distinct from taken.holder_id
       and b.slot > coalesce((select slot from before), -1)`,
    [participant, slot.toString()],
  )
  return gap?.from && gap.to ? { from: gap.from, to: gap.to } : undefined
}
