import { randomUUID } from 'node:crypto'
import type { Officer } from '../../access/officer.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { Carats } from '../../values/carats.ts'
import type { CountryCode, PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import type { Delegation, Licence, Used } from '../delegation.ts'

export type DelegationRow = {
  readonly participant: PartyCode
  readonly id: string
  readonly firm: string
  readonly origins: readonly CountryCode[]
  readonly from_day: Day
  readonly until_day: Day
  readonly per: Licence['per']
  readonly most_certificates: number | null
  readonly most_carats: bigint | null
  readonly granted_by_name: string
  readonly granted_at: Date
  readonly suspended_at: Date | null
  readonly suspended_by_name: string | null
  readonly suspended_reason: string | null
}

const COLUMNS = `participant, id, firm, origins, from_day, until_day, per, most_certificates, most_carats, granted_by_name,
  granted_at, suspended_at, suspended_by_name, suspended_reason`

export function delegationOf(row: DelegationRow): Delegation {
  const { id, firm, origins, from_day: from, until_day: until, per } = row
  const { most_certificates: mostCertificates, most_carats: most, suspended_at } = row
  const mostCarats = most === null ? null : (Number(most) as Carats)
  return {
    ...{ id, firm, origins, from, until, per, mostCertificates, mostCarats },
    suspendedAt: suspended_at,
  }
}

/** Newest first: of one firm, or of all where that is null. */
export function delegationsOf(
  on: Queryable,
  participant: PartyCode,
  firm: string | null,
  lock: 'lock' | 'look' = 'look',
): Promise<readonly DelegationRow[]> {
  return rowsOf<DelegationRow>(
    on,
    `select ${COLUMNS} from certificates.delegation
     where participant = $1 and ($2::text is null or firm = $2)
     order by granted_at desc, id ${lock === 'lock' ? 'for update' : ''}`,
    [participant, firm],
  )
}

export async function findDelegation(
  on: Queryable,
  participant: PartyCode,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<DelegationRow | undefined> {
  const [row] = await rowsOf<DelegationRow>(
    on,
    `select ${COLUMNS} from certificates.delegation where participant = $1 and id = $2::uuid
     ${lock === 'lock' ? 'for update' : ''}`,
    [participant, id],
  )
  return row
}

/** One at a time licenses in a Participant, so that no two licences of a firm hold on one day. */
export async function lockLicensing(tx: Tx, participant: PartyCode): Promise<void> {
  const name = `certificates.delegation ${participant}`
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
}

export async function insertDelegation(
  tx: Tx,
  { participant, id: by, name }: Officer,
  licence: Licence,
  at: Date,
): Promise<string> {
  const id = randomUUID()
  const { firm, origins, from, until, per, mostCertificates, mostCarats } = licence
  const after = { firm, origins: origins.join(' '), from, until }
  tx.changes.push({ thing: 'delegation', key: id, before: null, after })
  await rowsOf(
    tx,
    `insert into certificates.delegation (participant, id, firm, origins, from_day, until_day, per, most_certificates,
       most_carats, granted_by, granted_by_name, granted_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[participant, id, firm, origins, from, until, per, mostCertificates, mostCarats],
      ...[by, name, at],
    ],
  )
  return id
}

export async function suspendDelegation(
  tx: Tx,
  { participant, id }: DelegationRow,
  { by, reason, at }: { readonly by: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  const [before, after] = [{ suspended: 'no' }, { suspended: 'yes', reason }]
  tx.changes.push({ thing: 'delegation', key: id, before, after })
  await rowsOf(
    tx,
    `update certificates.delegation set suspended_at = $3, suspended_by_name = $4, suspended_reason = $5
     where participant = $1 and id = $2`,
    [participant, id, at, by, reason],
  )
}

/** What was issued under a licence since a day; a number that was sent back before it was signed is not counted. */
export async function usedSince(
  on: Queryable,
  participant: PartyCode,
  id: string,
  since: Day,
): Promise<Used> {
  const [row] = await rowsOf<{ certificates: number; carats: string }>(
    on,
    `select count(*)::int as certificates, coalesce(sum(carats), 0)::text as carats from certificates.certificate
     where participant = $1 and delegation_id = $2 and issued_on >= $3 and state <> 'spoiled'`,
    [participant, id, since],
  )
  return { certificates: row?.certificates ?? 0, carats: Number(row?.carats ?? 0) }
}
