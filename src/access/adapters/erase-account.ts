import { rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import {
  type ErasureReport,
  erasedEmail,
  erasureReport,
  KEPT_BY_ACCESS,
  mayErase,
  nameKeptUntil,
  pseudonymOf,
  type Retention,
} from '../erasure.ts'
import type { Officer } from '../officer.ts'
import type { NamedPerson, PersonalRecords } from './person-store.ts'
import { endEverything, parseReason, type ReasonRefusal } from './recoveries.ts'

export type Erasing = {
  readonly records: PersonalRecords
  readonly retentionOf: (participant: PartyCode) => Retention
}

type EraseRefusal =
  | 'ACCESS_NOT_FOUND'
  | 'ACCESS_NOT_ONESELF'
  | 'ACCESS_STILL_OPEN'
  | 'ACCESS_ERASED'
  | ReasonRefusal

type Row = {
  readonly user_id: string
  readonly name: string
  readonly email: string
  readonly disabled_at: Date | null
  readonly erased_at: Date | null
}

/**
 * Erases somebody who has left: everything that opens the account, the e-mail and what was written about the
 * account at once, the name where no law keeps it any more. Answers what stays, and under which clause.
 */
export async function eraseAccount(
  tx: Tx,
  { records, retentionOf }: Erasing,
  by: Officer,
  { officerId, reason: typed }: { readonly officerId: string; readonly reason: string },
): Promise<Outcome<ErasureReport, EraseRefusal>> {
  const { participant } = by
  const [row] = await rowsOf<Row>(
    tx,
    `select user_id, name, email, disabled_at, erased_at from access.officer
     where participant = $1 and id = $2::uuid for update`,
    [participant, officerId],
  )
  if (row === undefined) return refuse('ACCESS_NOT_FOUND')
  const account = { id: officerId, closedAt: row.disabled_at, erasedAt: row.erased_at }
  const closed = mayErase(account, by.id)
  if (!closed.ok) return closed
  const reason = parseReason(typed)
  if (!reason.ok) return reason
  await eraseWaysIn(tx, { participant, id: officerId, ...row })
  tx.changes.push({
    ...{ thing: 'officer', key: officerId },
    ...{ before: { erased: 0 }, after: { erased: 1 } },
  })
  const now = Date.now()
  const closedAt = closed.value.getTime()
  const retention = retentionOf(participant)
  if (nameKeptUntil(closedAt, retention) <= now) {
    await eraseName(tx, records, { participant, id: officerId, name: row.name })
  }
  const fields = [...KEPT_BY_ACCESS, ...records.kept]
  return accept(erasureReport(fields, closedAt, { retention, now }))
}

type Whole = NamedPerson & Pick<Row, 'user_id' | 'email'>

async function eraseWaysIn(
  tx: Tx,
  { participant, id, user_id: personId, email }: Whole,
): Promise<void> {
  await endEverything(tx, participant, id)
  const gone = erasedEmail(id)
  await tx.query('update access.person set name = $2, email = $3, image = null where id = $1', [
    ...[personId, pseudonymOf(id), gone],
  ])
  await tx.query(
    'update access.officer set email = $3, erased_at = now() where participant = $1 and id = $2',
    [participant, id, gone],
  )
  await tx.query('delete from access.invitation where participant = $1 and email = $2', [
    ...[participant, email],
  ])
  await tx.query('delete from access.recovery where participant = $1 and officer_id = $2', [
    ...[participant, id],
  ])
  await tx.query('delete from platform.click where participant = $1 and officer = $2', [
    ...[participant, id],
  ])
  await tx.query(
    `update access.proposal set body = body - 'name' - 'email'
     where participant = $1 and body ->> 'email' = $2`,
    [participant, email],
  )
}

/** The name goes everywhere, of this module and of those after it, and with it what was written of the person. */
async function eraseName(tx: Tx, records: PersonalRecords, person: NamedPerson): Promise<void> {
  const { participant, id, name } = person
  const pseudonym = pseudonymOf(id)
  const [same] = await rowsOf<{ count: number }>(
    tx,
    `select count(*)::int as count from access.officer
     where participant = $1 and name = $2 and id <> $3::uuid`,
    [participant, name, id],
  )
  await tx.query(
    `update access.officer set name = $3, name_erased_at = now() where participant = $1 and id = $2`,
    [participant, id, pseudonym],
  )
  await tx.query(
    `update access.standing_in set reason = '', finding = case when finding is null then null else '' end
     where participant = $1 and officer_id = $2`,
    [participant, id],
  )
  // Answers that others were given within the last week.
  await tx.query(
    `delete from platform.click where participant = $1
       and position(trim(both '"' from to_jsonb($2::text)::text) in response::text) > 0`,
    [participant, name],
  )
  await records.rename(tx, { ...person, pseudonym, hasNamesake: (same?.count ?? 0) > 0 })
}

/** Erases the names whose years are over. A job of every hour; returns how many. */
export async function eraseDueNames(
  tx: Tx,
  records: PersonalRecords,
  participant: string,
  closedBefore: Date,
): Promise<number> {
  const due = await rowsOf<NamedPerson>(
    tx,
    `select participant, id, name from access.officer
     where participant = $1 and erased_at is not null and name_erased_at is null and disabled_at <= $2
     order by id limit 100 for update`,
    [participant, closedBefore],
  )
  for (const person of due) await eraseName(tx, records, person)
  return due.length
}
