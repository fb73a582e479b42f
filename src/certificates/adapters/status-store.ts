import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { FINAL_STATUSES, type Status } from '../../transparency/statuses.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { CertificateNumber } from '../number.ts'
import type { StatusEntry } from '../status.ts'

/**
 * Counts that something was said, in the transaction that says it. Whoever says something next waits
 * for this one, so that a page of one count never lacks what an earlier count said.
 */
export async function countSaid(tx: Tx, participant: PartyCode): Promise<void> {
  await rowsOf(
    tx,
    `insert into certificates.said (participant, count) values ($1, 1)
     on conflict (participant) do update set count = said.count + 1`,
    [participant],
  )
}

/** How often something was said. Read before what a page is made of, never after it. */
export async function saidSoFar(on: Queryable, participant: PartyCode): Promise<bigint> {
  const [row] = await rowsOf<{ count: bigint }>(
    on,
    `select count from certificates.said where participant = $1`,
    [participant],
  )
  return row?.count ?? 0n
}

/** Writes what is said of a number now. A final status is never overwritten by a milder one. */
export async function putStatus(
  tx: Tx,
  participant: PartyCode,
  entry: StatusEntry & { readonly number: string },
): Promise<void> {
  await countSaid(tx, participant)
  await rowsOf(
    tx,
    `insert into certificates.status (participant, slot, number, status, since, other)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (participant, slot) do update
       set status = excluded.status, since = excluded.since, other = excluded.other,
         changed_at = clock_timestamp()
       where status.status <> all($7) or excluded.status = 'replaced'`,
    [participant, entry.slot, entry.number, entry.status, entry.since, entry.other, FINAL_STATUSES],
  )
}

/** Since when a number is closed; undefined for one that is not. */
export async function closedSince(
  on: Queryable,
  participant: PartyCode,
  slot: bigint,
): Promise<Date | undefined> {
  const [row] = await rowsOf<{ since: bigint }>(
    on,
    `select since from certificates.status where participant = $1 and slot = $2 and status = any($3)`,
    [participant, slot.toString(), FINAL_STATUSES],
  )
  return row === undefined ? undefined : new Date(Number(row.since) * 1000)
}

type Row = {
  readonly slot: bigint
  readonly status: Status
  readonly since: bigint
  readonly other: CertificateNumber | null
}

/**
 * Everything that is not plainly valid of a Participant, by slot, but for certificates that ended
 * before `endedBefore` (epoch seconds): every reader calls those expired, and a page has a limit.
 */
export async function statusesOf(
  on: Queryable,
  participant: PartyCode,
  endedBefore: number,
): Promise<readonly StatusEntry[]> {
  const rows = await rowsOf<Row>(
    on,
    `select slot, status, since, other from certificates.status said
     where participant = $1 and not exists (
       select from certificates.certificate ended
       where ended.participant = said.participant and ended.slot = said.slot and ended.exp < $2)
     order by slot`,
    [participant, endedBefore],
  )
  return rows.map((row) => ({ ...row, slot: Number(row.slot), since: Number(row.since) }))
}

/**
 * The signed page, unless it is older than `since` or something was said after it was made. Counted
 * and not timed: two transactions, or two machines, do not agree on what came after.
 */
export async function freshPage(
  on: Queryable,
  participant: PartyCode,
  { since, said }: { readonly since: number; readonly said: bigint },
): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ bytes: Buffer }>(
    on,
    `select bytes from certificates.status_page where participant = $1 and iat >= $2 and said = $3
       and not exists (select 1 from certificates.said where participant = $1 and count <> $3)`,
    [participant, since, said.toString()],
  )
  return row?.bytes
}

/** The last page that was signed, however old it is. */
export async function newestPage(
  on: Queryable,
  participant: PartyCode,
): Promise<Uint8Array | undefined> {
  const [row] = await rowsOf<{ bytes: Buffer }>(
    on,
    'select bytes from certificates.status_page where participant = $1 order by iat desc limit 1',
    [participant],
  )
  return row && new Uint8Array(row.bytes)
}

/** Puts a newer page in the place of an older one, never the other way round. */
export async function keepPage(
  on: Queryable,
  participant: PartyCode,
  page: { readonly iat: number; readonly bytes: Uint8Array; readonly said: bigint },
): Promise<void> {
  await rowsOf(
    on,
    `insert into certificates.status_page (participant, iat, bytes, said) values ($1, $2, $3, $4)
     on conflict (participant) do update
       set iat = excluded.iat, bytes = excluded.bytes, said = excluded.said
       where (status_page.iat, status_page.said) <= (excluded.iat, excluded.said)`,
    [participant, page.iat, page.bytes, page.said.toString()],
  )
}
