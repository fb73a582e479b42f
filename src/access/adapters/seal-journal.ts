import { type Database, rowsOf, type Tx, transaction } from '../../platform/database.ts'
import { writeTogether } from '../../platform/write-together.ts'
import {
  type ChainEnd,
  decodeEntry,
  digestOf,
  type Entry,
  firstHash,
  nextHash,
} from '../journal.ts'

/** A second of a busy office; what is left over is the next turn's. */
const MAX_SEALED = 2_000
/** In the space of advisory locks of two numbers, in which nothing else here locks. */
const LOCK = 51
/** No act on an account takes as long: what was begun before then has nobody left who completes it. */
const BEGUN_MS = 60_000

/**
 * Puts the entries that wait into the chains of their Participants. One program at a time does it for a
 * Participant; a killed one leaves every entry either waiting or chained. Returns the chains that grew,
 * with where each began to grow and where it ends now. What was only begun waits for a minute.
 */
export async function sealJournal(database: Database, now: Date): Promise<readonly Grown[]> {
  const before = new Date(now.getTime() - BEGUN_MS)
  const waiting = await rowsOf<{ participant: string }>(
    database,
    `select distinct participant from access.journal_pending where ${IS_OVER}`,
    [before],
  )
  const grown: Grown[] = []
  for (const { participant } of waiting) {
    const one = await transaction(database, (tx) => sealOne(tx, participant, before))
    if (one !== undefined) grown.push(one)
  }
  return grown
}

/** Complete, or begun before $1. Locked while it is chained, so that it is completed before or not at all. */
const IS_OVER = '(begun_at is null or begun_at < $1)'

export type Grown = {
  readonly participant: string
  readonly from: ChainEnd
  readonly to: ChainEnd
}

async function sealOne(tx: Tx, participant: string, before: Date): Promise<Grown | undefined> {
  const [lock] = await rowsOf<{ taken: boolean }>(
    tx,
    'select pg_try_advisory_xact_lock($1, hashtext($2)) as taken',
    [LOCK, participant],
  )
  if (lock?.taken !== true) return undefined
  const pending = await rowsOf<{ id: bigint; entry: Buffer }>(
    tx,
    `select id, entry from access.journal_pending where participant = $2 and ${IS_OVER}
     order by id limit $3 for update`,
    [before, participant, MAX_SEALED],
  )
  if (pending.length === 0) return undefined
  const from = await endOf(tx, participant)
  const links = linksOf(
    from,
    pending.map(({ entry }) => new Uint8Array(entry)),
  )
  await writeTogether(tx, [
    {
      sql: 'delete from access.journal_pending where participant = $1 and id = any ($2)',
      values: [participant, pending.map(({ id }) => id.toString())],
    },
    {
      sql: `insert into access.journal (participant, seq, at, officer_id, act, thing, entry, digest, hash)
       select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::bytea[],
         $8::bytea[], $9::bytea[])`,
      values: [participant, ...columnsOf(links)],
    },
  ])
  const [seq, hash] = [from.seq + links.length, links.at(-1)?.[7] ?? from.hash]
  return { participant, from, to: { seq, hash: new Uint8Array(hash) } }
}

/** The last link of a chain, and the beginning of one that has none. */
export async function endOf(tx: Tx, participant: string): Promise<ChainEnd> {
  const [last] = await rowsOf<{ seq: bigint; hash: Buffer }>(
    tx,
    'select seq, hash from access.journal where participant = $1 order by seq desc limit 1',
    [participant],
  )
  return last === undefined
    ? { seq: 0, hash: firstHash(participant) }
    : { seq: Number(last.seq), hash: new Uint8Array(last.hash) }
}

type Row = readonly [number, Date, string | null, string, string, Buffer, Buffer, Buffer]

function linksOf(end: ChainEnd, entries: readonly Uint8Array[]): Row[] {
  let { seq, hash } = end
  return entries.map((bytes) => {
    const digest = digestOf(bytes)
    seq += 1
    hash = nextHash(hash, digest)
    const { at, officerId, act, thing } = searched(bytes)
    return [seq, new Date(at), officerId, act, thing, buffer(bytes), buffer(digest), buffer(hash)]
  })
}

const UNREADABLE = { at: 0, officerId: null, act: 'unreadable', thing: '' }
/** The last millisecond of the year 9999. */
const LAST_MS = 253_402_300_799_999

/**
 * What is searched. An entry that no program of ours wrote is chained all the same, and told by the
 * check: if it stopped the chain, whoever can write one row could stop the journal of everybody.
 */
function searched(bytes: Uint8Array): Pick<Entry, 'at' | 'officerId' | 'thing'> & { act: string } {
  const entry = decodeEntry(bytes)
  if (entry === undefined || !(entry.at >= 0 && entry.at <= LAST_MS)) return UNREADABLE
  const texts = [entry.officerId ?? '', entry.act, entry.thing]
  return texts.some((text) => text.includes('\0')) ? UNREADABLE : entry
}

function columnsOf(links: readonly Row[]): unknown[][] {
  return Array.from({ length: 8 }, (_, column) => links.map((link) => link[column]))
}

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes)
}
