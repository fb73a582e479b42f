import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Refusal } from '../../values/outcome.ts'
import type { What } from '../awaiting.ts'
import type { CertificateNumber } from '../number.ts'

/** One statement that waits for its signature. */
export type AwaitingRow = {
  readonly participant: PartyCode
  /** Their order. */
  readonly id: bigint
  readonly number: CertificateNumber
  readonly what: What
  readonly since: Date
  /** All that is to be signed (awaiting-claims.ts); null for a certificate, which keeps its own claims. */
  readonly sealed: Buffer | null
  /** Why the signer refused it the last time; null where it was only away. */
  readonly refused: Refusal | null
}
type Numbered = Pick<AwaitingRow, 'participant' | 'number'>

const COLUMNS = 'participant, id, number, what, since, sealed, refused'
/** What is said of a number is said in its order: nothing overtakes what waits of the same one. */
const FIRST = `not exists (select from certificates.awaiting ahead
  where ahead.participant = own.participant and ahead.number = own.number and ahead.id < own.id)`

export function awaitingWrite(row: Omit<AwaitingRow, 'id' | 'refused'>): Write {
  return {
    sql: `insert into certificates.awaiting (participant, number, what, since, sealed)
     values ($1, $2, $3, $4, $5)`,
    values: [row.participant, row.number, row.what, row.since, row.sealed],
  }
}

/** What waits of a number, in its order. */
export function awaitingOf(
  on: Queryable,
  { participant, number }: { readonly participant: PartyCode; readonly number: string },
): Promise<readonly AwaitingRow[]> {
  return rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.awaiting where participant = $1 and number = $2 order by id`,
    [participant, number],
  )
}

/** All that waits, longest first. */
export function listAwaiting(
  on: Queryable,
  participant: PartyCode,
  limit: number,
): Promise<readonly AwaitingRow[]> {
  return rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.awaiting where participant = $1 order by id limit $2`,
    [participant, limit],
  )
}

/** The first one after `after` that waits for nothing but its signature. */
export async function nextAwaiting(
  on: Queryable,
  participant: PartyCode,
  after: bigint,
): Promise<AwaitingRow | undefined> {
  const [row] = await rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.awaiting own
     where participant = $1 and id > $2 and ${FIRST} order by id limit 1`,
    [participant, after.toString()],
  )
  return row
}

/** The same row, locked; undefined where it was signed or taken out meanwhile. */
export async function lockAwaiting(
  on: Queryable,
  { participant, id }: AwaitingRow,
): Promise<AwaitingRow | undefined> {
  const [row] = await rowsOf<AwaitingRow>(
    on,
    `select ${COLUMNS} from certificates.awaiting where participant = $1 and id = $2 for update`,
    [participant, id.toString()],
  )
  return row
}

/** What is left: whether the signer was not asked yet about any; null for none. */
export async function leftAwaiting(
  on: Queryable,
  participant: PartyCode,
): Promise<'untried' | 'refused' | null> {
  const [row] = await rowsOf<{ untried: boolean | null }>(
    on,
    `select bool_or(refused is null) as untried from certificates.awaiting own
     where participant = $1 and ${FIRST}`,
    [participant],
  )
  if (row === undefined || row.untried === null) return null
  return row.untried ? 'untried' : 'refused'
}

/** It is signed, and waits no more. */
export function takenWrite({ participant, id }: AwaitingRow): Write {
  return {
    sql: 'delete from certificates.awaiting where participant = $1 and id = $2',
    values: [participant, id.toString()],
  }
}

/** A certificate that was stopped while it waited: it is never signed. */
export function stoppedWrite({ participant, number }: Numbered): Write {
  return {
    sql: `delete from certificates.awaiting where participant = $1 and number = $2 and what = 'certificate'`,
    values: [participant, number],
  }
}

/** Why the signer signed nothing, for whoever looks at the page. */
export async function noteRefused(
  on: Queryable,
  { participant, id }: AwaitingRow,
  refusal: Refusal,
): Promise<void> {
  await rowsOf(
    on,
    'update certificates.awaiting set refused = $3::jsonb where participant = $1 and id = $2',
    [participant, id.toString(), JSON.stringify(refusal)],
  )
}
