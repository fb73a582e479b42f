import type { Officer } from '../../access/officer.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import { parseNumber } from '../number.ts'
import { firmOf } from './subject.ts'

const MAX_HITS = 20

type Hit = {
  readonly what: 'certificate' | 'arrival'
  readonly id: string
  readonly number: string
  readonly firm: string | null
  readonly state: string
}

/** Finds any number that people hold in their hand, with or without its spaces and dashes. */
export async function searchView(
  on: Queryable,
  officer: Officer,
  typed: string,
): Promise<{ readonly hits: readonly Hit[] }> {
  const number = parseNumber(typed)
  if (!number.ok) return { hits: [] }
  const firm = firmOf(officer)
  const own = await rowsOf<Hit>(
    on,
    `select 'certificate' as what, number as id, number, firm, state from certificates.certificate
     where participant = $1 and number >= $2 and number < $2 || 'a' and ($3::text is null or firm = $3)
     order by number limit $4`,
    [officer.participant, number.value, firm, MAX_HITS],
  )
  if (firm !== null) return { hits: own }
  const abroad = await rowsOf<Hit>(
    on,
    `select 'arrival' as what, issuer || '/' || number as id, number, firm, state from certificates.arrival
     where participant = $1 and number >= $2 and number < $2 || 'a' order by number limit $3`,
    [officer.participant, number.value, MAX_HITS],
  )
  return { hits: [...own, ...abroad].slice(0, MAX_HITS) }
}
