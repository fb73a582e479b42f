import type { Act } from '../../access/grant-table.ts'
import { firmLimit, mayDo } from '../../access/grants.ts'
import type { Officer } from '../../access/officer.ts'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import { accept, type Outcome } from '../../values/outcome.ts'
import { parseLine, type TextRefusal } from '../../values/text.ts'
import { MAX_NAME } from '../limits.ts'
import { parseNumber } from '../number.ts'

const MAX_HITS = 20
/** One letter finds everything and nothing. */
const MIN_NAME = 2

type Hit = {
  readonly what: 'application' | 'certificate' | 'arrival'
  readonly id: string
  readonly number: string | null
  readonly firm: string | null
  readonly consignee: string | null
  readonly state: string
}

type Asked = {
  readonly participant: Officer['participant']
  /** The number as it is kept; null when what was typed is none. */
  readonly number: string | null
  /** A pattern for names; null when what was typed is too short for one. */
  readonly name: string | null
  /** The first characters of an application's id, as lists show them. */
  readonly id: string | null
}

/**
 * Finds what people hold in their hand: a number with or without its spaces and dashes, the short id of
 * an application, or a part of a firm's name on either side. At most 20 hits, numbers before names.
 */
export async function searchView(
  on: Queryable,
  officer: Officer,
  typed: string,
): Promise<Outcome<{ readonly hits: readonly Hit[] }, TextRefusal>> {
  const line = parseLine(typed, MAX_NAME)
  if (!line.ok) return line
  const number = parseNumber(line.value)
  const asked: Asked = {
    participant: officer.participant,
    number: number.ok ? number.value : null,
    name: line.value.length < MIN_NAME ? null : `%${line.value.replace(/[\\%_]/g, '\\$&')}%`,
    id: /^[0-9a-f]{8}/i.test(line.value) ? `${line.value.toLowerCase()}%` : null,
  }
  const hits: Hit[] = []
  for (const [act, find] of SHELVES) {
    if (mayDo(officer, act)) hits.push(...(await find(on, asked, firmLimit(officer, act))))
  }
  return accept({ hits: hits.slice(0, MAX_HITS) })
}

const RECEIVER = `coalesce(application.content -> 'consignee' ->> 'name', application.content -> 'importer' ->> 'name')`

function certificates(on: Queryable, { participant, number, name }: Asked, firm: string | null) {
  return rowsOf<Hit>(
    on,
    `select 'certificate' as what, certificate.number as id, certificate.number, certificate.firm,
       ${RECEIVER} as consignee, certificate.state
     from certificates.certificate
     join certificates.application on application.participant = certificate.participant
       and application.id = certificate.application_id
     where certificate.participant = $1 and ($2::text is null or certificate.firm = $2)
       and (certificate.number >= $3 and certificate.number < $3 || 'a'
         or certificate.firm ilike $4 or ${RECEIVER} ilike $4)
     order by certificate.number >= $3 and certificate.number < $3 || 'a' desc nulls last,
       certificate.issued_at desc limit $5`,
    [participant, firm, number, name, MAX_HITS],
  )
}

function arrivals(on: Queryable, { participant, number, name }: Asked, firm: string | null) {
  return rowsOf<Hit>(
    on,
    `select 'arrival' as what, issuer || '/' || number as id, number, null as firm, firm as consignee, state
     from certificates.arrival
     where participant = $1 and (number >= $2 and number < $2 || 'a' or firm ilike $3)
       and ($5::text is null or firm = $5)
     order by number >= $2 and number < $2 || 'a' desc nulls last,
       coalesce(presented_at, announced_at) desc limit $4`,
    [participant, number, name, MAX_HITS, firm],
  )
}

/** Those without a number; the others are found as certificates. */
function applications(on: Queryable, { participant, name, id }: Asked, firm: string | null) {
  return rowsOf<Hit>(
    on,
    `select 'application' as what, id, number, firm, ${RECEIVER} as consignee, state
     from certificates.application
     where participant = $1 and ($2::text is null or firm = $2) and number is null
       and (firm ilike $3 or ${RECEIVER} ilike $3 or id::text like $4)
     order by saved_at desc limit $5`,
    [participant, firm, name, id, MAX_HITS],
  )
}

/** What can be found, each by who may read it and as far as he reaches. */
const SHELVES = [
  ['certificates:read', certificates],
  ['certificates:read-arrival', arrivals],
  ['certificates:read-application', applications],
] as const satisfies readonly (readonly [Act, unknown])[]
