import type { Signer } from '../../crypto/signature.ts'
import { signStatement } from '../../crypto/statement.ts'
import { type Environment, typOf } from '../../participants/kinds.ts'
import type { Database } from '../../platform/database.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { decodeEntry, type LogEntry } from '../entry.ts'
import { rootOf } from '../grow.ts'
import { registerPage } from '../register.ts'
import { encodeRegisterPage } from '../register-codec.ts'
import { entriesBetween, holdLog, putPage, readPage } from './log-store.ts'

export type RegisterParts = {
  readonly database: Database
  readonly environment: Environment
  /** Signs register pages of a party: its status key. */
  readonly signerOf: (party: PartyCode) => Signer
  /** Epoch seconds. */
  readonly now: () => number
}

/** A register page as it is published: signed, and beside it the note of the head that it is over. */
export type PublishedRegister = { readonly page: Uint8Array; readonly checkpoint: Uint8Array }

/** Pages are made hourly, because slots come to their end without anything being said. */
const PAGE_SECONDS = 3600

/** The register page over the newest head of a log, made anew where it is over another or an hour old. */
export async function registerOf(
  { database, environment, signerOf, now }: RegisterParts,
  party: PartyCode,
): Promise<PublishedRegister | undefined> {
  return transaction(database, async (tx) => {
    const { edge, checkpoint } = await holdLog(tx, party)
    if (checkpoint === undefined) return undefined
    const kept = await readPage(tx, party)
    const iat = now()
    if (kept !== undefined && kept.size === edge.size && iat - kept.iat < PAGE_SECONDS) {
      return { page: kept.bytes, checkpoint }
    }
    const entries = await entriesBetween(tx, party, { from: 0, to: edge.size })
    const said = entries.map(({ bytes }) => decoded(bytes))
    const page = await signStatement(signerOf(party), typOf('register-page', environment), {
      ...{ iss: party, iat, exp: null, cti: `${party}-register-${edge.size}-${iat}` },
      body: encodeRegisterPage(registerPage(said, rootOf(edge), iat)),
    })
    await putPage(tx, party, { bytes: page, iat, size: edge.size })
    return { page, checkpoint }
  })
}

function decoded(bytes: Uint8Array): LogEntry {
  const entry = decodeEntry(bytes)
  if (entry === undefined) throw new Error('an entry of our own log that cannot be read')
  return entry
}
