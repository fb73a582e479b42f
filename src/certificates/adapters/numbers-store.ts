import type { Officer } from '../../access/officer.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { isPublished, notLogged } from '../../transparency/adapters/log-store.ts'
import type { PartyCode } from '../../values/codes.ts'
import type { Day } from '../../values/day.ts'
import { type NumberBlock, sizeOf } from '../blocks.ts'
import type { CertificateNumber } from '../number.ts'

export type BlankState = 'in_stock' | 'allotted' | 'used' | 'spoiled' | 'returned'
export type BlankRow = {
  readonly slot: bigint
  readonly number: CertificateNumber
  readonly state: BlankState
  /** Who has it in hand, or had it when it was used or closed. */
  readonly holder_id: string | null
  readonly holder_name: string | null
}
/** A blank that was taken, and whether its block stands in the log under a head that was witnessed. */
export type TakenBlank = BlankRow & { readonly is_witnessed: boolean }
export const BLANK_COLUMNS = 'slot, number, state, holder_id, holder_name'
type BlockRow = {
  readonly ordinal: number
  readonly series: string
  readonly width: number
  readonly first: bigint
  readonly last: bigint
  readonly first_slot: bigint
  readonly stationery: string
  readonly valid_from: Day
  readonly statement_digest: Buffer
}
export type StoredBlock = NumberBlock & { readonly ordinal: number; readonly digest: Buffer }

/** The blocks of a Participant in the order of their slots. */
export async function blocksOf(
  on: Queryable,
  participant: PartyCode,
): Promise<readonly StoredBlock[]> {
  const rows = await rowsOf<BlockRow>(
    on,
    `select ordinal, series, width, first, last, first_slot, stationery, valid_from, statement_digest
     from certificates.number_block where participant = $1 order by ordinal`,
    [participant],
  )
  return rows.map((row) => ({
    ordinal: row.ordinal,
    series: row.series,
    width: row.width,
    first: Number(row.first),
    last: Number(row.last),
    firstSlot: Number(row.first_slot),
    stationery: row.stationery,
    validFrom: row.valid_from,
    digest: row.statement_digest,
  }))
}

/** One writer of blocks for each Participant at a time: the next block's first slot hangs on the last. */
export async function lockBlocks(tx: Tx, participant: PartyCode): Promise<void> {
  await rowsOf(tx, `select pg_advisory_xact_lock(hashtextextended($1, 40))`, [
    `certificates.number_block ${participant}`,
  ])
}

/** Writes a block and puts each of its numbers into the stock. */
export async function insertBlock(
  tx: Tx,
  participant: PartyCode,
  block: NumberBlock & { readonly ordinal: number; readonly digest: Uint8Array },
  at: Date,
): Promise<void> {
  const { series, first, last, stationery } = block
  const after = { series, first, last, stationery }
  tx.changes.push({ thing: 'number-block', key: String(block.ordinal), before: null, after })
  await rowsOf(
    tx,
    `insert into certificates.number_block (participant, ordinal, series, width, first, last, first_slot,
       stationery, valid_from, statement_digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      participant,
      block.ordinal,
      block.series,
      block.width,
      block.first,
      block.last,
      block.firstSlot,
      block.stationery,
      block.validFrom,
      block.digest,
    ],
  )
  await rowsOf(
    tx,
    `insert into certificates.blank (participant, slot, number, block, since)
     select $1, $2::bigint + serial, $3 || lpad(($4::bigint + serial)::text, $5::int, '0'), $6, $7
     from generate_series(0, $8::bigint - 1) as serial`,
    [
      participant,
      block.firstSlot,
      block.series,
      block.first,
      block.width,
      block.ordinal,
      at,
      sizeOf(block),
    ],
  )
}

/** The same block under another signature: its content is never changed. */
export async function markSignedAgain(
  tx: Tx,
  participant: PartyCode,
  { ordinal, digest }: StoredBlock,
  by: Uint8Array,
): Promise<void> {
  const [before, after] = [digest, by].map((each) => ({
    statement: Buffer.from(each).toString('hex'),
  }))
  tx.changes.push({
    ...{ thing: 'number-block', key: String(ordinal) },
    ...{ before: before ?? null, after: after ?? null },
  })
  await rowsOf(
    tx,
    `update certificates.number_block set statement_digest = $3 where participant = $1 and ordinal = $2`,
    [participant, ordinal, by],
  )
}

/**
 * Takes the lowest number that the officer has in hand, else the lowest in stock; or the wanted one, if
 * it is either. Two officers at the same time get two numbers: a row that another transaction holds is
 * passed over, never waited for. The stock is not looked at, so nothing of it is locked, while the
 * hand has one. A number under which the log has a certificate is never taken again, even where an
 * older copy of the database says that it is in stock.
 */
export async function takeBlank(
  tx: Tx,
  participant: PartyCode,
  take: {
    readonly officer: Pick<Officer, 'id' | 'name' | 'firm'>
    readonly at: Date
    readonly wanted: CertificateNumber | null
    /** What it is taken for: a number that is kept ready for another one is passed over. */
    readonly application: string
  },
): Promise<TakenBlank | undefined> {
  const { officer, at, wanted, application } = take
  const from = officer.firm === null ? FROM_HAND_OR_STOCK : FROM_HAND
  const [row] = await rowsOf<TakenBlank>(tx, wanted === null ? from.next : from.wanted, [
    participant,
    at,
    officer.name,
    officer.id,
    wanted ?? application,
  ])
  return row
}

/** SQL: that the block of this blank stands in its author's log, under a head that was published. */
const WITNESSED = `exists (select from certificates.number_block announced
  where announced.participant = $1 and announced.ordinal = blank.block
    and ${isPublished('announced.statement_digest')})`
/** A number that is kept ready for another application is passed over. */
const NOT_KEPT = `and slot <> all (array(
  select slot from certificates.reservation
  where participant = $1 and until > $2 and application_id <> $5::uuid)) and ${notLogged('blank.slot')}`
const WANTED = `and number = $5 and ${notLogged('blank.slot')}`
const FROM_HAND_OR_STOCK = { next: takes(NOT_KEPT), wanted: takes(WANTED) }
/** People of a licensed firm have no part in the stock of the authority. */
const FROM_HAND = { next: takesFromHand(NOT_KEPT), wanted: takesFromHand(WANTED) }

/** One `select` around both: row security lets a plain value into the index, and no expression. */
function takes(which: string): string {
  return `update certificates.blank set state = 'used', since = $2, officer = $3
    where participant = $1 and slot = (select coalesce(
      (select slot from certificates.blank
       where participant = $1 and state = 'allotted' and holder_id = $4 ${which}
       order by slot limit 1 for update skip locked),
      (select stock_slot from certificates.blank
       where participant = $1 and stock_slot is not null ${which}
       order by stock_slot limit 1 for update skip locked)))
    returning ${BLANK_COLUMNS}, ${WITNESSED} as is_witnessed`
}

function takesFromHand(which: string): string {
  return `update certificates.blank set state = 'used', since = $2, officer = $3
    where participant = $1 and slot = (
      select slot from certificates.blank
      where participant = $1 and state = 'allotted' and holder_id = $4 ${which}
      order by slot limit 1 for update skip locked)
    returning ${BLANK_COLUMNS}, ${WITNESSED} as is_witnessed`
}

export async function findBlank(
  on: Queryable,
  participant: PartyCode,
  number: CertificateNumber,
  lock: 'lock' | 'look' = 'look',
): Promise<BlankRow | undefined> {
  const [row] = await rowsOf<BlankRow>(
    on,
    `select ${BLANK_COLUMNS} from certificates.blank where participant = $1 and number = $2
     ${lock === 'lock' ? 'for update' : ''}`,
    [participant, number],
  )
  return row
}

export async function closeBlank(
  tx: Tx,
  participant: PartyCode,
  slot: bigint,
  end: {
    readonly state: 'spoiled' | 'returned'
    readonly officer: string
    readonly reason: string
    readonly at: Date
  },
): Promise<void> {
  const after = { state: end.state, reason: end.reason }
  tx.changes.push({ thing: 'blank', key: slot.toString(), before: null, after })
  await rowsOf(
    tx,
    `update certificates.blank set state = $3, officer = $4, reason = $5, since = $6
     where participant = $1 and slot = $2`,
    [participant, slot.toString(), end.state, end.officer, end.reason, end.at],
  )
}

/** How many numbers of each block are in each state. */
export async function countBlanks(
  on: Queryable,
  participant: PartyCode,
): Promise<
  readonly { readonly block: number; readonly state: BlankState; readonly count: number }[]
> {
  const rows = await rowsOf<{ block: number; state: BlankState; count: bigint }>(
    on,
    `select block, state, count(*) as count from certificates.blank where participant = $1 group by block, state`,
    [participant],
  )
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** The numbers that come next, in their order: the lowest in stock and what follows it without a break. */
export async function nextInStock(
  on: Queryable,
  participant: PartyCode,
  most: number,
): Promise<readonly string[]> {
  const rows = await rowsOf<{ number: string; slot: bigint; block: number }>(
    on,
    `select number, slot, block from certificates.blank
     where participant = $1 and stock_slot is not null order by stock_slot limit $2`,
    [participant, most],
  )
  const broken = rows.findIndex(
    ({ slot, block }, at) =>
      block !== rows[0]?.block || slot !== (rows[0]?.slot ?? 0n) + BigInt(at),
  )
  return rows.slice(0, broken < 0 ? most : broken).map(({ number }) => number)
}
