import { readNote } from '../../crypto/note.ts'
import type { Signer } from '../../crypto/signature.ts'
import { signStatement } from '../../crypto/statement.ts'
import type { PartyCosignature, RegisterCopy } from '../../participants/bundle.ts'
import { type Environment, typOf } from '../../participants/kinds.ts'
import { type Database, type Tx, transaction } from '../../platform/database.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { TIME_BYTES, timeOf } from '../cosignature.ts'
import { decodeEntry, type LogEntry } from '../entry.ts'
import { type Edge, rootOf } from '../grow.ts'
import { registerPage } from '../register.ts'
import { registerPageClaims } from '../register-statement.ts'
import { entriesBetween, holdLog, type KeptPage, putPage, readPage } from './log-store.ts'

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

/**
 * The register page over the newest head of a log, made anew where it is over another or an hour old. While
 * nobody can sign for the party its last page stays, with the head that it is over, and ages: one party
 * without a key must not take the registers of all others away.
 */
export async function registerOf(
  parts: RegisterParts,
  party: PartyCode,
): Promise<RegisterCopy | undefined> {
  return transaction(parts.database, async (tx) => {
    const { edge, checkpoint } = await holdLog(tx, party)
    if (checkpoint === undefined) return undefined
    const kept = await readPage(tx, party)
    // Over the same head, the newer words of its witnesses count.
    const last = kept?.size === edge.size ? { ...kept, checkpoint } : kept
    const isNew = last?.checkpoint === checkpoint && parts.now() - last.iat < PAGE_SECONDS
    const page = isNew ? last : ((await signPage(tx, party, { edge, checkpoint }, parts)) ?? last)
    if (page === undefined) return undefined
    return { page: page.bytes, cosignatures: cosignaturesIn(page.checkpoint, parts.partyOf) }
  })
}

/** Signs the page and keeps it; undefined while the party's key is away or none of its is in force. */
async function signPage(
  tx: Tx,
  party: PartyCode,
  { edge, checkpoint }: { readonly edge: Edge; readonly checkpoint: Uint8Array },
  { environment, signerOf, now }: RegisterParts,
): Promise<KeptPage | undefined> {
  const iat = now()
  const entries = await entriesBetween(tx, party, { from: 0, to: edge.size })
  const said = entries.map(({ bytes }) => decoded(bytes))
  const claims = registerPageClaims(party, registerPage(said, rootOf(edge), iat), iat)
  try {
    const typ = typOf('register-page', environment)
    const page = {
      ...{ checkpoint, iat, size: edge.size },
      bytes: await signStatement(signerOf(party), typ, claims),
    }
    await putPage(tx, party, page)
    return page
  } catch (error) {
    if (error instanceof RefusedError) return undefined
    throw error
  }
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
