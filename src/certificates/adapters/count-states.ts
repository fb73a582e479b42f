import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'

type Counted = 'applications' | 'certificates' | 'arrivals'
export type StateCounts = Readonly<Record<Counted, Readonly<Record<string, number>>>>

/**
 * How many there are in each state; one in which there are none is left out.
 * @param firm counts only what this exporter applied for; null counts all. Arrivals are the authority's.
 */
export async function countStates(
  on: Queryable,
  participant: PartyCode,
  firm: string | null,
): Promise<StateCounts> {
  const rows = await rowsOf<{ what: Counted; state: string; count: bigint }>(
    on,
    `select 'applications' as what, state, count(*) as count from certificates.application
       where participant = $1 and ($2::text is null or firm = $2) group by state
     union all select 'certificates', state, count(*) from certificates.certificate
       where participant = $1 and ($2::text is null or firm = $2) group by state
     union all select 'arrivals', state, count(*) from certificates.arrival
       where participant = $1 and $2::text is null group by state`,
    [participant, firm],
  )
  const of = (counted: Counted) =>
    Object.fromEntries(
      rows.filter(({ what }) => what === counted).map(({ state, count }) => [state, Number(count)]),
    )
  return {
    applications: of('applications'),
    certificates: of('certificates'),
    arrivals: of('arrivals'),
  }
}
