import { sha256 } from '@noble/hashes/sha2.js'
import type { Kind } from '../../participants/kinds.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { type Write, writeTogether } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'

export type StatementRow = {
  readonly digest: Buffer
  readonly kind: Kind
  readonly author: PartyCode
  readonly number: string
  readonly iat: bigint
  readonly bytes: Buffer
}

export type KeptStatement = Omit<StatementRow, 'digest' | 'iat' | 'bytes'> & {
  readonly iat: number
  readonly bytes: Uint8Array
}

/** Keeps a statement's exact bytes. A statement that is already there, by digest, is there once. */
export async function keepStatement(
  tx: Tx,
  participant: PartyCode,
  statement: KeptStatement,
): Promise<{ readonly digest: Uint8Array; readonly isNew: boolean }> {
  const digest = sha256(statement.bytes)
  const kept = await writeTogether(tx, [statementWrite(participant, statement, digest)])
  return { digest, isNew: kept.length === 1 }
}

/** The same, to be written with what the statement is about. */
export function statementWrite(
  participant: PartyCode,
  { kind, author, number, iat, bytes }: KeptStatement,
  digest: Uint8Array,
): Write {
  return {
    sql: `insert into certificates.statement (participant, digest, kind, author, number, iat, bytes)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
    values: [participant, digest, kind, author, number, iat, bytes],
  }
}

export async function readStatement(
  on: Queryable,
  participant: PartyCode,
  digest: Uint8Array,
): Promise<StatementRow | undefined> {
  const [row] = await rowsOf<StatementRow>(
    on,
    `select digest, kind, author, number, iat, bytes from certificates.statement
     where participant = $1 and digest = $2`,
    [participant, digest],
  )
  return row
}

/** Every statement about a number, in the order in which this Participant got them. */
export function statementsAbout(
  on: Queryable,
  participant: PartyCode,
  number: string,
): Promise<readonly StatementRow[]> {
  return rowsOf<StatementRow>(
    on,
    `select digest, kind, author, number, iat, bytes from certificates.statement
     where participant = $1 and number = $2 order by stored_at, iat, digest`,
    [participant, number],
  )
}
