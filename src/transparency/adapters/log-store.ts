import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { type Edge, EMPTY_EDGE, MAX_GROWTH } from '../grow.ts'

/** A log as the database has it. */
export type LogRow = {
  /** Entries that have a place. */
  readonly size: number
  /** The tree of the newest head. */
  readonly edge: Edge
  /** The newest head with the cosignatures that it has gathered; undefined before the first. */
  readonly checkpoint: Uint8Array | undefined
}

/** An entry as it stands in the log, and what it is the entry of. */
export type PlacedEntry = {
  readonly statementDigest: Uint8Array
  readonly kind: string
  readonly slot: number | null
  readonly bytes: Uint8Array
}

/** Which of the waiting entries are placed: all of them, or those that cannot wait for the hour. */
export type Waiting = 'all' | 'urgent'

/**
 * What is published at once: a block of numbers, whose first number waits for it, and what warns of a
 * certificate. Neither tells which goods are on the road. What was said of the same number before goes
 * first, the certificate itself too: then the warning waits with it.
 */
const URGENT = `(pending_entry.kind = 'number-block'
  or pending_entry.kind in ('certificate-status/void', 'certificate-status/suspended',
    'certificate-status/lost-or-stolen', 'certificate-status/stolen')
  and not exists (select from transparency.pending_entry earlier
    where earlier.participant = pending_entry.participant and earlier.slot = pending_entry.slot
      and (earlier.queued_at, earlier.statement_digest)
        < (pending_entry.queued_at, pending_entry.statement_digest)))`

/**
 * Gives the waiting entries of a log their places, in the order in which they were queued, and holds the
 * log for the rest of the transaction: there is one sequencer a log, however many programs run. They are
 * found again by where they lie (ctid), for a planner that takes a full queue for an empty one, which
 * it does when it was analysed while the queue filled, compares each with each of any join.
 */
export async function placeEntries(
  tx: Tx,
  participant: PartyCode,
  which: Waiting = 'all',
): Promise<LogRow> {
  const { size } = await holdLog(tx, participant)
  await rowsOf(
    tx,
    `with waiting as (
       select ctid from transparency.pending_entry
       where participant = $1 ${which === 'urgent' ? `and ${URGENT}` : ''}
       order by queued_at, statement_digest limit $3),
     moved as (
       delete from transparency.pending_entry where ctid = any(array(select ctid from waiting))
       returning *),
     placed as (
       insert into transparency.entry (participant, index, statement_digest, kind, slot, entry)
       select participant, $2 - 1 + row_number() over (order by queued_at, statement_digest),
         statement_digest, kind, slot, entry from moved
       returning 1)
     update transparency.log set size = size + (select count(*) from placed) where participant = $1`,
    [participant, size, MAX_GROWTH],
  )
  return readLog(tx, participant)
}

/** The log, made where there is none, and held until the transaction ends. */
export async function holdLog(tx: Tx, participant: PartyCode): Promise<LogRow> {
  await rowsOf(
    tx,
    'insert into transparency.log (participant) values ($1) on conflict do nothing',
    [participant],
  )
  await rowsOf(tx, 'select from transparency.log where participant = $1 for update', [participant])
  return readLog(tx, participant)
}

/** The log as it is; that of nobody is empty. */
export async function readLog(on: Queryable, participant: PartyCode): Promise<LogRow> {
  const [row] = await rowsOf<{
    size: bigint
    published: bigint
    edge: Buffer[]
    checkpoint: Buffer | null
  }>(on, 'select size, published, edge, checkpoint from transparency.log where participant = $1', [
    participant,
  ])
  if (row === undefined) return { size: 0, edge: EMPTY_EDGE, checkpoint: undefined }
  const hashes = row.edge.map((each) => new Uint8Array(each))
  return {
    size: Number(row.size),
    edge: { size: Number(row.published), hashes },
    checkpoint: row.checkpoint === null ? undefined : new Uint8Array(row.checkpoint),
  }
}

/** Authors with entries that have no place yet, or no head over them. */
export async function logsBehind(
  on: Queryable,
  which: Waiting = 'all',
): Promise<readonly PartyCode[]> {
  const rows = await rowsOf<{ participant: PartyCode }>(
    on,
    `select participant from transparency.pending_entry ${which === 'urgent' ? `where ${URGENT}` : ''}
     union select participant from transparency.log where size > published`,
  )
  return rows.map(({ participant }) => participant)
}

/** The entries from `from` to before `to`; throws where one of them is gone. */
export async function entriesBetween(
  on: Queryable,
  participant: PartyCode,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly PlacedEntry[]> {
  const entries = await entriesLeft(on, participant, { from, to })
  if (entries.length !== to - from) throw new Error(`the log of ${participant} has a gap`)
  return entries
}

/** The same, fewer where somebody took some out. */
export async function entriesLeft(
  on: Queryable,
  participant: PartyCode,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly PlacedEntry[]> {
  const rows = await rowsOf<{
    statement_digest: Buffer
    kind: string
    slot: bigint | null
    entry: Buffer
  }>(
    on,
    `select statement_digest, kind, slot, entry from transparency.entry
     where participant = $1 and index >= $2 and index < $3 order by index`,
    [participant, from, to],
  )
  return rows.map(({ statement_digest, kind, slot, entry }) => ({
    statementDigest: new Uint8Array(statement_digest),
    kind,
    slot: slot === null ? null : Number(slot),
    bytes: new Uint8Array(entry),
  }))
}

/** Keeps the head over the first `edge.size` entries. */
export async function keepHead(
  tx: Tx,
  participant: PartyCode,
  edge: Edge,
  checkpoint: Uint8Array,
): Promise<void> {
  await rowsOf(
    tx,
    `update transparency.log set published = $2, edge = $3, checkpoint = $4 where participant = $1`,
    [participant, edge.size, edge.hashes.map((each) => Buffer.from(each)), Buffer.from(checkpoint)],
  )
}

/**
 * Puts entries back that an older copy of the database has lost; they stand in the log from its end on.
 * What waits for a place and has one now waits no longer.
 */
export async function putBack(
  tx: Tx,
  participant: PartyCode,
  size: number,
  entries: readonly PlacedEntry[],
): Promise<void> {
  const columns = [
    entries.map(({ statementDigest }) => Buffer.from(statementDigest)),
    entries.map(({ kind }) => kind),
    entries.map(({ slot }) => slot),
    entries.map(({ bytes }) => Buffer.from(bytes)),
  ]
  await rowsOf(
    tx,
    `insert into transparency.entry (participant, index, statement_digest, kind, slot, entry)
     select $1, $2 - 1 + place, digest, kind, slot, entry
     from unnest($3::bytea[], $4::text[], $5::bigint[], $6::bytea[])
       with ordinality as lost (digest, kind, slot, entry, place)`,
    [participant, size, ...columns],
  )
  await rowsOf(
    tx,
    `delete from transparency.pending_entry
     where participant = $1 and statement_digest = any($2::bytea[])`,
    [participant, columns[0]],
  )
  await rowsOf(tx, 'update transparency.log set size = size + $2 where participant = $1', [
    participant,
    entries.length,
  ])
}

/** SQL: that no certificate stands in the log of participant `$1` under the number of this slot. */
export function notLogged(slot: string): string {
  return `not exists (select from transparency.entry logged
    where logged.participant = $1 and logged.slot = ${slot} and logged.kind = 'certificate')`
}

type Bytes = 'entry' | 'checkpoint'
type Place = Readonly<Record<Bytes, Uint8Array>> & {
  readonly index: number
  /** Of the log under its newest head. */
  readonly size: number
}

/** Where a statement's entry stands under the newest head; undefined while it stands under none. */
export async function placeOf(
  on: Queryable,
  participant: PartyCode,
  statementDigest: Uint8Array,
): Promise<Place | undefined> {
  const [row] = await rowsOf<Record<'index' | 'published', bigint> & Record<Bytes, Buffer>>(
    on,
    `select index, entry, published, checkpoint from transparency.entry
     join transparency.log using (participant)
     where participant = $1 and statement_digest = $2 and index < published`,
    [participant, Buffer.from(statementDigest)],
  )
  if (row === undefined) return undefined
  const { index, entry, published, checkpoint } = row
  return {
    index: Number(index),
    size: Number(published),
    entry: new Uint8Array(entry),
    checkpoint: new Uint8Array(checkpoint),
  }
}

/** SQL: that a statement of participant `$1` stands in its log under a head that enough have witnessed. */
export function isPublished(digest: string): string {
  return `exists (select from transparency.entry logged join transparency.log using (participant)
    where logged.participant = $1 and logged.statement_digest = ${digest}
      and logged.index < log.published)`
}

/** A register page as it was signed: over which head, and when (epoch seconds). */
export type KeptPage = {
  readonly bytes: Uint8Array
  /** The head that it is over, with the newest words of its witnesses. */
  readonly checkpoint: Uint8Array
  readonly iat: number
  /** Whether that is the newest head of its log. */
  readonly isOfHead: boolean
}

/** The newest page of each of these logs that has one. */
export async function readPages(
  on: Queryable,
  participants: readonly PartyCode[],
): Promise<ReadonlyMap<PartyCode, KeptPage>> {
  const rows = await rowsOf<{
    participant: PartyCode
    page: Buffer
    head: Buffer
    page_iat: bigint
    is_of_head: boolean
  }>(
    on,
    `select participant, page, page_iat, page_size = published as is_of_head,
       case when page_size = published then checkpoint else page_checkpoint end as head
     from transparency.log where participant = any($1) and page is not null`,
    [participants],
  )
  return new Map(
    rows.map(({ participant, page, head, page_iat, is_of_head }) => [
      participant,
      {
        bytes: new Uint8Array(page),
        checkpoint: new Uint8Array(head),
        iat: Number(page_iat),
        isOfHead: is_of_head,
      },
    ]),
  )
}

/** Keeps a page over the newest head, of `size` entries. */
export async function putPage(
  tx: Tx,
  participant: PartyCode,
  page: Omit<KeptPage, 'isOfHead'> & { readonly size: number },
): Promise<void> {
  await rowsOf(
    tx,
    `update transparency.log set page = $2, page_checkpoint = $3, page_size = $4, page_iat = $5
     where participant = $1`,
    [participant, Buffer.from(page.bytes), Buffer.from(page.checkpoint), page.size, page.iat],
  )
}
