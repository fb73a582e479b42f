import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Change } from '../values/change.ts'
import { describeError } from './describe-error.ts'
import type { Logger } from './logger.ts'
import { packetSocket } from './packet-socket.ts'

/** What a store asks for: a pool for a single read, a `Tx` for everything that belongs together. */
export type Queryable = { readonly query: pg.ClientBase['query'] }
/** A connection inside a transaction, from `transaction`. Never kept beyond it. */
export type Tx = Queryable & {
  /**
   * Leaves a write whose answer decides nothing to travel with whatever is sent next, the commit at
   * the latest, instead of waiting for it. If it fails, so does the transaction, by its error.
   */
  readonly unread: (write: Promise<unknown>) => void
  /** What the stores have changed so far, for the audit journal. */
  readonly changes: Change[]
  /**
   * Runs `work` for another Participant of this node, and goes on for the own one. Nothing else may be
   * asked meanwhile: the scope is the connection's.
   */
  readonly inScopeOf: <T>(participant: string, work: () => Promise<T>) => Promise<T>
}
export type Database = pg.Pool

export type DatabaseOptions = {
  /** Connections at most; PostgreSQL allows 100 in all by default. */
  readonly max?: number
  readonly logger?: Logger
  /** Who the connections are; the one who connects when left out. */
  readonly role?: 'openkp_app'
}

/**
 * More than four for each core only take turns, and a turn costs: on two cores eight issue a tenth more
 * than twenty. Two pools of twenty and the jobs stay below what PostgreSQL allows.
 */
const MAX_CONNECTIONS = Math.min(20, Math.max(8, 4 * availableParallelism()))
const CONNECT_MS = 10_000
/** Longer than any statement of ours, shorter than a person's patience: a runaway query ends. */
const STATEMENT_MS = 60_000
/** A transaction that waits for us and holds its locks is a bug of ours; the others must go on. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * Opens a pool. Values come as what they are: int8 as bigint, numeric and date as text, bytea as
 * Buffer, timestamptz as Date; so no weight passes through a float and no day through a time zone.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: 'openkp',
    ...(options.role !== undefined && { options: `-c role=${options.role}` }),
    types: { getTypeParser },
    // Queries that do not wait for each other travel together, answered in their order.
    pipeline: true,
    stream: packetSocket,
  })
  // Without a listener a lost connection ends the program, idle or checked out.
  const onError = (error: Error) =>
    options.logger?.warn(describeError(error), 'database connection lost')
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

const OID = {
  int8: 20,
  date: 1082,
  numeric: 1700,
  dates: 1182,
  int8s: 1016,
  numerics: 1231,
  texts: 1009,
}
type Parser = (text: string) => unknown
const texts = pg.types.getTypeParser(OID.texts, 'text') as (text: string) => (string | null)[]

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [OID.int8, BigInt],
  [OID.date, (text) => text],
  [OID.numeric, (text) => text],
  [OID.dates, texts],
  [OID.numerics, texts],
  [OID.int8s, (text) => texts(text).map((each) => (each === null ? null : BigInt(each)))],
])

function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  const ours = format === 'binary' ? undefined : PARSERS.get(oid)
  return ours ?? (pg.types.getTypeParser(oid, format as 'text') as Parser)
}

export type TransactionOptions = {
  /** For which Participant it runs: it sees and writes the rows of no other (migration 050). */
  readonly scope?: string
  /** For which firm of it, where people of a firm act as officers do (migration 064). */
  readonly firm?: string
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
}

/** One try and two more: what still collides then is a hot row, and waiting longer only hides it. */
const MAX_ATTEMPTS = 3
const RETRY_MS = 20
/** serialization_failure and deadlock_detected: PostgreSQL asks to try the whole thing again. */
const TRY_AGAIN = new Set(['40001', '40P01'])

/**
 * Runs `work` in a transaction: commits what it returns, rolls back when it throws. On a collision
 * with another transaction `work` runs again from the start, so it must do nothing outside of `tx`
 * that may not happen twice. A refusal that must leave no trace is decided before anything is written.
 */
export async function transaction<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transactionOnce(database, work, options)
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !TRY_AGAIN.has(sqlState(error))) throw error
      await sleep(RETRY_MS * attempt)
    }
  }
}

async function transactionOnce<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  { isolation = 'read committed', scope, firm }: TransactionOptions,
): Promise<T> {
  const client = await database.connect()
  const unread = unreadQueries()
  let broken: Error | undefined
  try {
    unread.add(client.query(`begin isolation level ${isolation}${scopeTo(scope)}`))
    if (firm !== undefined)
      unread.add(client.query(`select set_config('openkp.firm', $1, true)`, [firm]))
    const inScopeOf: Tx['inScopeOf'] = async (participant, work) => {
      unread.add(client.query(scopeTo(participant)))
      const worked = await work()
      unread.add(client.query(scopeTo(scope ?? '')))
      return worked
    }
    const worked = await work(Object.assign(client, { unread: unread.add, inScopeOf, changes: [] }))
    // PostgreSQL answers it with a rollback when a write in front of it has failed.
    unread.add(client.query('commit'))
    const fault = await unread.firstFault()
    if (fault !== undefined) throw fault
    return worked
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    // Whatever failed after it failed because of it.
    throw (await unread.firstFault()) ?? error
  } finally {
    client.release(broken)
  }
}

const SCOPE = /^([A-Z]{2}|X-[A-Z]{2,12})?$/

/** The order that sets the scope until the end of the transaction; a setting takes no parameter. */
function scopeTo(participant: string | undefined): string {
  if (participant === undefined) return ''
  if (!SCOPE.test(participant)) throw new Error('a scope is the code of a Participant')
  return `;set local openkp.participant to '${participant}'`
}

/** Their faults are kept from the start: one that came before anybody waits would end the program. */
function unreadQueries() {
  const faults: Promise<unknown>[] = []
  return {
    add: (query: Promise<unknown>) =>
      void faults.push(
        query.then(
          () => undefined,
          (fault: unknown) => fault,
        ),
      ),
    firstFault: async () => (await Promise.all(faults)).find((fault) => fault !== undefined),
  }
}

/** The rows of a query, as the shape that its caller names: the one place where we believe SQL. */
export async function rowsOf<Row>(
  on: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const name = nameOf(sql)
  const text = { text: sql, values: [...values], ...(name !== undefined && { name }) }
  const result = await on.query(text)
  return result.rows as Row[]
}

/** The statements of this program are a few hundred; text that is put together without end gets no name. */
const MAX_NAMES = 1000
const names = new Map<string, string>()

/**
 * A statement with a name is parsed and planned once a connection, not each time: a third of what the
 * server spends on a short one.
 */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= MAX_NAMES) return known
  const name = `openkp_${names.size}`
  names.set(sql, name)
  return name
}

/** PostgreSQL's five-character code of an error, empty when it is no error of the database. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : ''
}
