import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Queryable, rowsOf } from '../../platform/database.ts'
import type { Write } from '../../platform/write-together.ts'
import { type Entry, encodeEntry } from '../journal.ts'
import type { Officer } from '../officer.ts'
import { rolesTold } from '../standing-in.ts'
import { isByToken } from './who.ts'

/** What an officer asked for by a request, and what came of it. */
export type Asked = Pick<Entry, 'at' | 'act' | 'thing' | 'refusals' | 'changes'> & {
  readonly officer: Officer
  /** What spoke for the officer, where it is not what the request carries. */
  readonly by?: Entry['by']
}

/** The entry of a request: who, in which roles, by what and from where. The one place that puts it together. */
export function entryOf(
  request: FastifyRequest,
  { officer, by, at, act, thing, refusals, changes }: Asked,
): Omit<Entry, 'salt'> {
  return {
    ...{ at, act, officerId: officer.id, roles: rolesTold(officer) },
    ...{ by: by ?? (isByToken(request) ? 'token' : 'cookie'), from: request.ip },
    ...{ thing, refusals, changes },
  }
}

/** The same, to be written in the transaction of what it tells of. */
export function entryWrite(request: FastifyRequest, asked: Asked): Write {
  return journalWrite(asked.officer.participant, entryOf(request, asked))
}

/** An entry of a Participant's journal, to be written in the transaction of what it tells of. */
export function journalWrite(participant: string, entry: Omit<Entry, 'salt'>): Write {
  return {
    sql: 'insert into access.journal_pending (participant, entry) values ($1, $2)',
    values: [participant, salted(entry)],
  }
}

export type Begun = { readonly participant: string; readonly id: string }

/** Writes, before an act of several commits, that it was begun; what came of it is not known yet. */
export async function beginEntry(
  on: Queryable,
  participant: string,
  entry: Omit<Entry, 'salt'>,
): Promise<Begun> {
  const [row] = await rowsOf<{ id: bigint }>(
    on,
    `insert into access.journal_pending (participant, entry, begun_at)
     values ($1, $2, to_timestamp($3::float8 / 1000)) returning id`,
    [participant, salted({ ...entry, outcome: 'unknown' }), entry.at],
  )
  return { participant, id: String(row?.id) }
}

/**
 * Puts what came of it in the place of what was begun. If that took so long that it is chained as not
 * known, what came of it becomes an entry of its own.
 */
export async function completeEntry(
  on: Queryable,
  { participant, id }: Begun,
  entry: Omit<Entry, 'salt'>,
): Promise<void> {
  const bytes = salted(entry)
  const { rowCount } = await on.query(
    `update access.journal_pending set entry = $3, begun_at = null
     where participant = $1 and id = $2 and begun_at is not null`,
    [participant, id, bytes],
  )
  if (rowCount === 1) return
  const { sql, values } = journalWrite(participant, entry)
  await on.query(sql, [...values])
}

/** Takes back what was begun where nothing came of it. */
export async function dropEntry(on: Queryable, { participant, id }: Begun): Promise<void> {
  await on.query(
    `delete from access.journal_pending
     where participant = $1 and id = $2 and begun_at is not null`,
    [participant, id],
  )
}

const SALT_BYTES = 16

function salted(entry: Omit<Entry, 'salt'>): Buffer {
  return Buffer.from(encodeEntry({ ...entry, salt: new Uint8Array(randomBytes(SALT_BYTES)) }))
}
