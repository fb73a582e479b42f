import { toHex } from '../../crypto/bytes.ts'
import { keyId, type Signer } from '../../crypto/signature.ts'
import { parseStatement, signStatement } from '../../crypto/statement.ts'
import type { RegisterCopy } from '../../participants/bundle.ts'
import { type Environment, typOf } from '../../participants/kinds.ts'
import { type Database, type Tx, transaction } from '../../platform/database.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { decodeEntry, type LogEntry } from '../entry.ts'
import { type Edge, rootOf } from '../grow.ts'
import { partyCosignatures } from '../party-cosignatures.ts'
import { emptyRegister, pageAt, type Register, take, tellingBounds } from '../register.ts'
import { MAX_REGISTER_PAGE_BYTES, type RegisterPage } from '../register-page.ts'
import { registerPageClaims, registerPageOf } from '../register-statement.ts'
import { entriesBetween, holdLog, type KeptPage, putPage, readPages } from './log-store.ts'

export type RegisterParts = {
  readonly database: Database
  readonly environment: Environment
  /** Signs register pages of a party: its status key. */
  readonly signerOf: (party: PartyCode) => Signer
  /** Places in the log of a party that a compromised key of it is good below. */
  readonly boundsOf: (party: PartyCode) => readonly number[]
  /** Whose witness signs under this name; undefined for any other. */
  readonly partyOf: (name: string) => PartyCode | undefined
  /** Epoch seconds. */
  readonly now: () => number
}

/** The register pages of this node's logs. */
export type RegisterKeeper = {
  /**
   * The register page over the newest head of each log that has one, made anew where it is over another
   * head or an hour old, or where its key is not the one that signs now, or other places are named that stolen
   * keys are good below. While nobody can sign for a party its last page stays, with the head that it is
   * over, and ages: one party without a key must not take the registers of all others away.
   */
  readonly registersOf: (
    parties: readonly PartyCode[],
  ) => Promise<ReadonlyMap<PartyCode, RegisterCopy>>
}

/** Pages are made hourly, because slots come to their end without anything being said. */
const PAGE_SECONDS = 3600

export function registerKeeper(parts: RegisterParts): RegisterKeeper {
  const taken = new Map<PartyCode, Register>()
  const isRight = rightPages(parts)
  return {
    async registersOf(parties) {
      const found = new Map<PartyCode, RegisterCopy>()
      const kept = await readPages(parts.database, parties)
      for (const party of parties) {
        const page =
          freshPage(kept.get(party), party, parts.now(), isRight) ??
          (await transaction(parts.database, (tx) =>
            renewPage(tx, party, { taken, isRight }, parts),
          ))
        if (page !== undefined) found.set(party, copyOf(page, parts.partyOf))
      }
      return found
    },
  }
}

/** The last page, if it is over the newest head, not an hour old and as the trust list wants it. */
function freshPage(
  last: KeptPage | undefined,
  party: PartyCode,
  now: number,
  isRight: IsRight,
): KeptPage | undefined {
  // One that was dated ahead, by a clock that was wrong, must not stay until then.
  const isNew = last?.isOfHead && Math.abs(now - last.iat) < PAGE_SECONDS
  return isNew && isRight(party, last) ? last : undefined
}

type IsRight = (party: PartyCode, page: KeptPage) => boolean

/** Pages under the key that signs now, with the bounds of now. A page is read once for each list. */
function rightPages({ signerOf, boundsOf }: RegisterParts): IsRight {
  const known = new Map<PartyCode, string>()
  return (party, { bytes, iat }) => {
    const kid = kidOf(signerOf, party)
    const bounds = boundsOf(party)
    const name = [iat, kid, ...bounds].join(' ')
    if (known.get(party) === name) return true
    const parsed = parseStatement(bytes, MAX_REGISTER_PAGE_BYTES)
    const page = parsed.ok ? registerPageOf(parsed.value) : undefined
    if (!parsed.ok || page === undefined) return false
    const isByKey = kid === undefined || toHex(parsed.value.sign1.kid) === kid
    const named = page.bounds.map(({ bound }) => bound).join(' ')
    if (!isByKey || named !== tellingBounds(page.size, bounds).join(' ')) return false
    known.set(party, name)
    return true
  }
}

/** Undefined while nobody can sign. */
function kidOf(signerOf: RegisterParts['signerOf'], party: PartyCode): string | undefined {
  try {
    return toHex(keyId(signerOf(party).key))
  } catch (error) {
    if (error instanceof RefusedError) return undefined
    throw error
  }
}

/** The page as it is once the log is held, when another may have made it. */
async function renewPage(
  tx: Tx,
  party: PartyCode,
  { taken, isRight }: { readonly taken: Map<PartyCode, Register>; readonly isRight: IsRight },
  parts: RegisterParts,
): Promise<KeptPage | undefined> {
  const { edge, checkpoint } = await holdLog(tx, party)
  if (checkpoint === undefined) return undefined
  const last = (await readPages(tx, [party])).get(party)
  const fresh = freshPage(last, party, parts.now(), isRight)
  if (fresh !== undefined) return fresh
  const register = await registerAt(tx, party, edge, taken)
  const iat = parts.now()
  const page = pageAt(register, rootOf(edge), iat, parts.boundsOf(party))
  return (await signPage(tx, party, { page, iat, checkpoint }, parts)) ?? last
}

/** What the log has said up to its head: only what is new since the last page is read. */
async function registerAt(
  tx: Tx,
  party: PartyCode,
  { size }: Edge,
  taken: Map<PartyCode, Register>,
): Promise<Register> {
  const known = taken.get(party)
  // A head is never smaller than the one before, unless the database was exchanged under this program.
  const register = known !== undefined && known.size <= size ? known : emptyRegister()
  // Forgotten meanwhile: what fails half way must not be taken twice.
  taken.delete(party)
  const entries = await entriesBetween(tx, party, { from: register.size, to: size })
  for (const { bytes } of entries) take(register, decoded(bytes))
  taken.set(party, register)
  return register
}

/** Signs the page and keeps it; undefined while the party's key is away or none of its is in force. */
async function signPage(
  tx: Tx,
  party: PartyCode,
  made: {
    readonly page: RegisterPage
    readonly iat: number
    readonly checkpoint: Uint8Array
  },
  { environment, signerOf }: RegisterParts,
): Promise<KeptPage | undefined> {
  const { page, iat, checkpoint } = made
  try {
    const typ = typOf('register-page', environment)
    const bytes = await signStatement(signerOf(party), typ, registerPageClaims(party, page, iat))
    await putPage(tx, party, { checkpoint, iat, size: page.size, bytes })
    return { checkpoint, iat, bytes, isOfHead: true }
  } catch (error) {
    if (error instanceof RefusedError) return undefined
    throw error
  }
}

function copyOf(page: KeptPage, partyOf: RegisterParts['partyOf']): RegisterCopy {
  return { page: page.bytes, cosignatures: partyCosignatures(page.checkpoint, partyOf) }
}

function decoded(bytes: Uint8Array): LogEntry {
  const entry = decodeEntry(bytes)
  if (entry === undefined) throw new Error('an entry of our own log that cannot be read')
  return entry
}
