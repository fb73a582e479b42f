import { readNote } from '../../crypto/note.ts'
import type { Signer } from '../../crypto/signature.ts'
import { signStatement } from '../../crypto/statement.ts'
import type { PartyCosignature, RegisterCopy } from '../../participants/bundle.ts'
import { type Environment, typOf } from '../../participants/kinds.ts'
import type { Database } from '../../platform/database.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { TIME_BYTES, timeOf } from '../cosignature.ts'
import { decodeEntry, type LogEntry } from '../entry.ts'
import { rootOf } from '../grow.ts'
import { registerPage } from '../register.ts'
import { registerPageClaims } from '../register-statement.ts'
import { entriesBetween, holdLog, putPage, readPage } from './log-store.ts'

export type RegisterParts = {
  readonly database: Database
  readonly environment: Environment
  /** Signs register pages of a party: its status key. */
  readonly signerOf: (party: PartyCode) => Signer
  /** Whose witness signs under this name; undefined for any other. */
  readonly partyOf: (name: string) => PartyCode | undefined
  /** Epoch seconds. */
  readonly now: () => number
}

/** Pages are made hourly, because slots come to their end without anything being said. */
const PAGE_SECONDS = 3600

/** The register page over the newest head of a log, made anew where it is over another or an hour old. */
export async function registerOf(
  { database, environment, signerOf, partyOf, now }: RegisterParts,
  party: PartyCode,
): Promise<RegisterCopy | undefined> {
  return transaction(database, async (tx) => {
    const { edge, checkpoint } = await holdLog(tx, party)
    if (checkpoint === undefined) return undefined
    const kept = await readPage(tx, party)
    const iat = now()
    if (kept !== undefined && kept.size === edge.size && iat - kept.iat < PAGE_SECONDS) {
      return { page: kept.bytes, cosignatures: cosignaturesIn(checkpoint, partyOf) }
    }
    const entries = await entriesBetween(tx, party, { from: 0, to: edge.size })
    const said = entries.map(({ bytes }) => decoded(bytes))
    const claims = registerPageClaims(party, registerPage(said, rootOf(edge), iat), iat)
    const page = await signStatement(signerOf(party), typOf('register-page', environment), claims)
    await putPage(tx, party, { bytes: page, iat, size: edge.size })
    return { page, cosignatures: cosignaturesIn(checkpoint, partyOf) }
  })
}

/** Who cosigned the head: a reader makes its text anew and checks each of them. */
function cosignaturesIn(
  checkpoint: Uint8Array,
  partyOf: RegisterParts['partyOf'],
): readonly PartyCosignature[] {
  const note = readNote(checkpoint)
  if (!note.ok) throw new Error('a head of our own log that cannot be read')
  return note.value.signatures.flatMap(({ name, bytes }) => {
    const witness = partyOf(name)
    if (witness === undefined) return []
    return [{ witness, time: timeOf(bytes), signature: bytes.slice(TIME_BYTES) }]
  })
}

function decoded(bytes: Uint8Array): LogEntry {
  const entry = decodeEntry(bytes)
  if (entry === undefined) throw new Error('an entry of our own log that cannot be read')
  return entry
}
