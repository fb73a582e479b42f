import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { CertificateNumber } from '../number.ts'
import type { Status, StatusEntry } from '../status.ts'

/** Statuses that end a number: nothing said later takes them back, but a replacement may be named. */
const FINAL: readonly Status[] = [
  'void',
  'replaced',
  'lost_or_stolen',
  'returned_unused',
  'spoiled',
]

/** Writes what is said of a number now. A final status is never overwritten by a milder one. */
export async function putStatus(
  tx: Tx,
  participant: PartyCode,
  entry: StatusEntry & { readonly number: string },
): Promise<void> {
  await rowsOf(
    tx,
    `insert into certificates.status (participant, slot, number, status, since, other)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (participant, slot) do update
       set status = excluded.status, since = excluded.since, other = excluded.other, changed_at = now()
       where status.status <> all($7) or excluded.status = 'replaced'`,
    [participant, entry.slot, entry.number, entry.status, entry.since, entry.other, FINAL],
  )
}

type Row = {
  readonly slot: bigint
  readonly status: Status
  readonly since: bigint
  readonly other: CertificateNumber | null
}

/** Everything that is not plainly valid of a Participant, by slot. */
export async function statusesOf(
  on: Queryable,
  participant: PartyCode,
): Promise<readonly StatusEntry[]> {
  const rows = await rowsOf<Row>(
    on,
    `select slot, status, since, other from certificates.status where participant = $1 order by slot`,
    [participant],
  )
  return rows.map((row) => ({ ...row, slot: Number(row.slot), since: Number(row.since) }))
}

/** The signed page, unless something changed after it was signed. */
export async function freshPage(
  on: Queryable,
  participant: PartyCode,
  since: number,
): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ bytes: Buffer }>(
    on,
    `select bytes from certificates.status_page p where participant = $1 and iat >= $2
       and not exists (select 1 from certificates.status s
         where s.participant = $1 and extract(epoch from s.changed_at) >= p.iat)
       and not exists (select 1 from certificates.number_block b
         join certificates.statement t on t.participant = b.participant and t.digest = b.statement_digest
         where b.participant = $1 and extract(epoch from t.stored_at) >= p.iat)`,
    [participant, since],
  )
  return row?.bytes
}

/** Puts a newer page in the place of an older one, never the other way round. */
export async function keepPage(
  on: Queryable,
  participant: PartyCode,
  page: { readonly iat: number; readonly bytes: Uint8Array },
): Promise<void> {
  await rowsOf(
    on,
    `insert into certificates.status_page (participant, iat, bytes) values ($1, $2, $3)
     on conflict (participant) do update set iat = excluded.iat, bytes = excluded.bytes
       where status_page.iat <= excluded.iat`,
    [participant, page.iat, page.bytes],
  )
}
