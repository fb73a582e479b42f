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
  return rows.length === 1
}
