import type { Signer } from '../../crypto/signature.ts'
import { signStatement } from '../../crypto/statement.ts'
import { type Environment, type KeyUsage, KINDS, typOf } from '../../participants/kinds.ts'
import { type Database, rowsOf, type Tx, transaction } from '../../platform/database.ts'
import { leaveWritten, type Write } from '../../platform/write-together.ts'
import type { PartyCode } from '../../values/codes.ts'
import { dayAt } from '../../values/day.ts'
import { encodeHead } from '../journal-head.ts'
import { endOf } from './seal-journal.ts'

export type HeadSigning = {
  readonly database: Database
  readonly environment: Environment
  readonly signerOf: (party: PartyCode, usage: KeyUsage) => Signer
  /** Epoch seconds. */
  readonly now: number
  /** The entry for the author's log, which is another module's. */
  readonly logEntry: (author: PartyCode, iat: number, bytes: Uint8Array) => Write
}

/**
 * Signs the end of each journal, once a day (UTC): what stands before it cannot be changed unseen by
 * whoever holds a copy of the head. Returns how many were signed.
 */
export async function signJournalHeads(
  signing: HeadSigning,
  parties: Iterable<PartyCode>,
): Promise<number> {
  let signed = 0
  const failed: unknown[] = []
  for (const party of parties) {
    try {
      signed += await transaction(signing.database, (tx) => signOne(tx, signing, party))
    } catch (error) {
      // A Participant without a key in force waits; the heads of the others do not.
      failed.push(error)
    }
  }
  if (failed.length > 0) throw failed[0]
  return signed
}

async function signOne(tx: Tx, signing: HeadSigning, party: PartyCode): Promise<number> {
  const { now, environment, signerOf } = signing
  const day = dayAt(now, 0)
  const [known] = await rowsOf(
    tx,
    'select from access.journal_head where participant = $1 and day = $2',
    [party, day],
  )
  const end = await endOf(tx, party)
  if (known !== undefined || end.seq === 0) return 0
  const bytes = await signStatement(
    signerOf(party, KINDS['journal-head']),
    typOf('journal-head', environment),
    { iss: party, iat: now, exp: null, cti: `${party}-journal-${end.seq}`, body: encodeHead(end) },
  )
  leaveWritten(tx, [
    signing.logEntry(party, now, bytes),
    {
      sql: `insert into access.journal_head (participant, day, seq, hash, statement)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      values: [party, day, end.seq, Buffer.from(end.hash), Buffer.from(bytes)],
    },
  ])
  return 1
}
