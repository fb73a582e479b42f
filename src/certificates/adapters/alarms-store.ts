import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { AlarmCode } from '../alarms.ts'

export type AlarmRow = {
  readonly id: bigint
  readonly code: AlarmCode
  readonly issuer: PartyCode
  readonly number: string
  readonly source: PartyCode
  readonly detail: Readonly<Record<string, string>>
  readonly at: Date
  readonly acknowledged_at: Date | null
  readonly acknowledged_by: string | null
}

export async function addAlarm(
  tx: Tx,
  participant: PartyCode,
  alarm: Pick<AlarmRow, 'code' | 'issuer' | 'number' | 'source' | 'detail' | 'at'>,
): Promise<void> {
  await rowsOf(
    tx,
    `insert into certificates.alarm (participant, code, issuer, number, source, detail, at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [
      participant,
      alarm.code,
      alarm.issuer,
      alarm.number,
      alarm.source,
      JSON.stringify(alarm.detail),
      alarm.at,
    ],
  )
}

type About = Pick<AlarmRow, 'code' | 'issuer' | 'number'>

/** Whether this rang before, acknowledged or not. */
export async function hasRung(
  on: Queryable,
  participant: PartyCode,
  { code, issuer, number }: About,
): Promise<boolean> {
  const rows = await rowsOf(
    on,
    `select 1 from certificates.alarm where participant = $1 and code = $2 and issuer = $3 and number = $4 limit 1`,
    [participant, code, issuer, number],
  )
  return rows.length > 0
}

/**
 * What it rang for has come: nobody has to look any more, and it stands who ended it: a person by
 * name, or a Participant by its code (`settledBy`), whose name follows the reader.
 */
export async function settleAlarm(
  tx: Tx,
  participant: PartyCode,
  { code, issuer, number }: About,
  by: ({ readonly name: string } | { readonly party: PartyCode }) & { readonly at: Date },
): Promise<void> {
  const detail = 'party' in by ? { settledBy: by.party } : {}
  await rowsOf(
    tx,
    `update certificates.alarm set acknowledged_at = $5, acknowledged_by = $6, detail = detail || $7::jsonb
     where participant = $1 and code = $2 and issuer = $3 and number = $4 and acknowledged_at is null`,
    [
      participant,
      code,
      issuer,
      number,
      by.at,
      'party' in by ? by.party : by.name,
      JSON.stringify(detail),
    ],
  )
}

/** Open ones first, the oldest first; the closed ones behind them. */
export function alarmsOf(
  on: Queryable,
  participant: PartyCode,
  number: string | null = null,
): Promise<readonly AlarmRow[]> {
  return rowsOf<AlarmRow>(
    on,
    `select id, code, issuer, number, source, detail, at, acknowledged_at, acknowledged_by
     from certificates.alarm where participant = $1 and ($2::text is null or number = $2)
     order by acknowledged_at is not null, at limit 200`,
    [participant, number],
  )
}

export async function acknowledgeAlarm(
  tx: Tx,
  participant: PartyCode,
  id: string,
  by: { readonly name: string; readonly at: Date },
): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    `update certificates.alarm set acknowledged_at = coalesce(acknowledged_at, $3),
       acknowledged_by = coalesce(acknowledged_by, $4)
     where participant = $1 and id = $2::bigint returning 1`,
    [participant, id, by.at, by.name],
  )
  tx.changes.push({ thing: 'alarm', key: id, before: null, after: { acknowledged: 'yes' } })
  return rows.length === 1
}
