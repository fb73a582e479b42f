import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'

/** A card that an officer signs with, as two officers registered it. */
export type CardRow = {
  /** SHA-256 of its certificate, hexadecimal. */
  readonly fingerprint: string
  readonly officer_id: string
  readonly officer_name: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly not_after: Date
  readonly registered_at: Date
  readonly ended_at: Date | null
}

const COLUMNS = `fingerprint, officer_id, officer_name, subject, issuer, serial, not_after, registered_at, ended_at`

/** The cards of an office, the newest first. */
export function cardsOf(on: Queryable, participant: PartyCode): Promise<readonly CardRow[]> {
  return rowsOf<CardRow>(
    on,
    `select ${COLUMNS} from certificates.card where participant = $1
     order by registered_at desc, fingerprint limit 500`,
    [participant],
  )
}

export async function findCard(
  on: Queryable,
  participant: PartyCode,
  fingerprint: string,
): Promise<CardRow | undefined> {
  const [row] = await rowsOf<CardRow>(
    on,
    `select ${COLUMNS} from certificates.card where participant = $1 and fingerprint = $2`,
    [participant, fingerprint],
  )
  return row
}

export async function insertCard(
  tx: Tx,
  participant: PartyCode,
  card: Omit<CardRow, 'ended_at'>,
): Promise<void> {
  const { fingerprint, officer_id: officer, serial } = card
  tx.changes.push({ thing: 'card', key: fingerprint, before: null, after: { officer, serial } })
  await rowsOf(
    tx,
    `insert into certificates.card (participant, fingerprint, officer_id, officer_name, subject, issuer, serial,
       not_after, registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      participant,
      fingerprint,
      officer,
      card.officer_name,
      card.subject,
      card.issuer,
      serial,
      card.not_after,
      card.registered_at,
    ],
  )
}

/** It signs nothing any more; what it signed stays. */
export async function endCard(
  tx: Tx,
  participant: PartyCode,
  fingerprint: string,
  end: { readonly by: string; readonly at: Date },
): Promise<void> {
  const after = { state: 'ended' }
  tx.changes.push({ thing: 'card', key: fingerprint, before: { state: 'registered' }, after })
  await rowsOf(
    tx,
    `update certificates.card set ended_at = $3, ended_by = $4 where participant = $1 and fingerprint = $2`,
    [participant, fingerprint, end.at, end.by],
  )
}
