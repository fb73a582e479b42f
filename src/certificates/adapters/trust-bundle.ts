import { sameBytes } from '../../crypto/bytes.ts'
import { parseSign1 } from '../../crypto/cose.ts'
import { keyId, type Signer } from '../../crypto/signature.ts'
import { signStatement } from '../../crypto/statement.ts'
import type { Bundle } from '../../participants/bundle.ts'
import { KINDS, typOf } from '../../participants/kinds.ts'
import { type Queryable, type Tx, transaction } from '../../platform/database.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { splitSignedPage } from '../../transparency/register-statement.ts'
import type { PartyCode } from '../../values/codes.ts'
import { encodePage } from '../status.ts'
import { epochSeconds, type Means } from './means.ts'
import { blocksOf } from './numbers-store.ts'
import { isAway } from './sign.ts'
import { readStatement } from './statements-store.ts'
import { freshPage, keepPage, newestPage, saidSoFar, statusesOf } from './status-store.ts'

/** A page is signed again when something changed, and otherwise after this: its age shows in verdicts. */
const PAGE_SECONDS = 3600
/** 90 days: how long a closed slot stays on the page (docs/formats/status-page.md). */
const CLOSED_SECONDS = 90 * 86_400

type IssuerStatements = {
  readonly numberBlocks: Map<PartyCode, readonly Uint8Array[]>
  /** Empty where registers say it. */
  readonly statusPages: Map<PartyCode, Uint8Array>
  readonly register?: NonNullable<Bundle['register']>
}

/** What every party says whose keys this node holds, each read as its own. */
export async function issuersStatements(
  means: Means,
  parties: readonly PartyCode[],
): Promise<IssuerStatements> {
  const register = await means.registers?.()
  const numberBlocks = new Map<PartyCode, readonly Uint8Array[]>()
  const statusPages = new Map<PartyCode, Uint8Array>()
  for (const party of parties) {
    const page = register?.get(party)?.page
    const read = (tx: Tx) => issuerStatements(tx, means, party, page)
    const said = await transaction(means.database, read, { scope: party })
    if (said.blocks.length > 0) numberBlocks.set(party, said.blocks)
    if (said.page !== undefined) statusPages.set(party, said.page)
  }
  return { numberBlocks, statusPages, ...(register !== undefined && { register }) }
}

/**
 * The number blocks of a party in its scope, and its newest status page where no register says the same.
 * @param registerPage the party's page: one block more than it names would make it a page of other blocks
 */
export async function issuerStatements(
  on: Queryable,
  means: Means,
  party: PartyCode,
  registerPage?: Uint8Array,
) {
  const said = await saidSoFar(on, party)
  const found = await blockStatements(on, party)
  if (means.registers !== null) {
    return { blocks: namedOn(registerPage, party, found), page: undefined }
  }
  const blocks = found.map(({ bytes }) => bytes)
  const digests = found.map(({ digest }) => new Uint8Array(digest))
  return { blocks, page: await statusPage(on, means, party, { said, digests }) }
}

type FoundBlock = { readonly digest: Buffer; readonly bytes: Uint8Array }

/** The blocks that the page names: what was announced since waits for its witnesses. */
function namedOn(
  page: Uint8Array | undefined,
  party: PartyCode,
  found: readonly FoundBlock[],
): readonly Uint8Array[] {
  const named = (page && splitSignedPage(page, party))?.page.blocks ?? []
  return found
    .filter(({ digest }) => named.some((each) => sameBytes(each, digest)))
    .map(({ bytes }) => bytes)
}

async function blockStatements(on: Queryable, party: PartyCode) {
  const found: FoundBlock[] = []
  for (const { digest } of await blocksOf(on, party)) {
    const statement = await readStatement(on, party, digest)
    if (statement === undefined) throw new Error(`a number block of ${party} has no statement`)
    found.push({ digest, bytes: new Uint8Array(statement.bytes) })
  }
  return found
}

/**
 * The signed page, signed anew when something was said after it, when it is an hour old, or when another
 * key signs now: what a compromised key has signed counts no more. Without a key in force, and with the signer
 * away, the last page stays, and ages; one party without a key must not take the lists of all others away.
 */
async function statusPage(
  on: Queryable,
  means: Means,
  party: PartyCode,
  { said, digests }: { readonly said: bigint; readonly digests: readonly Uint8Array[] },
): Promise<Uint8Array | undefined> {
  const iat = epochSeconds(means.clock())
  const fresh = await freshPage(on, party, { since: iat - PAGE_SECONDS, said })
  const signer = signerInForce(means, party)
  if (signer === undefined) return newestPage(on, party)
  const kept = fresh && new Uint8Array(fresh)
  if (kept !== undefined && isBy(kept, signer)) return kept
  const entries = await statusesOf(on, party, iat - CLOSED_SECONDS)
  const body = encodePage({ entries, blocks: digests })
  const typ = typOf('status-page', means.environment)
  const claims = { iss: party, iat, exp: null, cti: `${party}-status-${iat}`, body }
  const bytes = await signStatement(signer, typ, claims).catch((error: unknown) => {
    if (!isAway(error)) throw error
  })
  if (bytes === undefined) return newestPage(on, party)
  await keepPage(on, party, { iat, bytes, said })
  return bytes
}

function signerInForce(means: Means, party: PartyCode): Signer | undefined {
  try {
    return means.signerOf(party, KINDS['status-page'])
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === 'PARTICIPANTS_KEY_NONE')
      return undefined
    throw error
  }
}

function isBy(page: Uint8Array, { key }: Signer): boolean {
  const parsed = parseSign1(page)
  return parsed.ok && sameBytes(parsed.value.kid, keyId(key))
}
