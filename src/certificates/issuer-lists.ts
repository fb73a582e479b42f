import { sha256 } from '@noble/hashes/sha2.js'
import { sameBytes } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { parseStatement, type Statement } from '../crypto/statement.ts'
import { authenticate } from '../participants/authenticate.ts'
import type { Bundle } from '../participants/bundle.ts'
import type { Kind } from '../participants/kinds.ts'
import type { Trust } from '../participants/trust.ts'
import type { PartyCode } from '../values/codes.ts'
import { areConsecutive, decodeBlock, type NumberBlock } from './blocks.ts'
import { CLOCK_SKEW_SECONDS } from './limits.ts'
import { decodePage, MAX_PAGE_BYTES, type StatusPage } from './status.ts'

/** What one issuer has announced of its numbers and said of its certificates. */
export type IssuerLists = {
  readonly blocks: readonly NumberBlock[]
  readonly page: StatusPage
  /** When the page was signed, epoch seconds: what it says, it says as of then. */
  readonly issuedAt: number
}
export type IssuerListsFault = 'ISSUER_LISTS_MISSING' | 'ISSUER_LISTS_DAMAGED'

/**
 * An issuer's number blocks and status page out of a bundle, each checked against the issuer's own
 * keys. The page names the blocks, so that whoever carries the bundle can neither drop a block nor
 * pair an old page with new ones.
 */
export async function openIssuerLists(
  issuer: PartyCode,
  bundle: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<IssuerLists | IssuerListsFault> {
  const pageBytes = bundle.statusPages.get(issuer)
  if (pageBytes === undefined) return 'ISSUER_LISTS_MISSING'
  const authentic = (bytes: Uint8Array, kind: Kind) =>
    authenticStatement(bytes, kind, issuer, trust, verify)
  const signed = await authentic(pageBytes, 'status-page')
  const page = signed && decodePage(signed.body)
  if (!signed || !page) return 'ISSUER_LISTS_DAMAGED'
  const blockBytes = bundle.numberBlocks.get(issuer) ?? []
  const named =
    blockBytes.length === page.blocks.length &&
    blockBytes.every((bytes, at) => sameBytes(sha256(bytes), page.blocks[at] as Uint8Array))
  if (!named) return 'ISSUER_LISTS_DAMAGED'
  const blocks: NumberBlock[] = []
  for (const bytes of blockBytes) {
    const statement = await authentic(bytes, 'number-block')
    const block = statement && decodeBlock(statement.body, issuer)
    if (!block) return 'ISSUER_LISTS_DAMAGED'
    blocks.push(block)
  }
  return areConsecutive(blocks) ? { blocks, page, issuedAt: signed.iat } : 'ISSUER_LISTS_DAMAGED'
}

/**
 * When the status pages in a bundle were signed, for a reader that remembers: epoch seconds by party.
 * Left out is what no key of the party signed, and what is dated in the future: remembered, it would
 * make every honest page look like an older one.
 */
export async function pagesOf(
  bundle: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<ReadonlyMap<PartyCode, number>> {
  const found = new Map<PartyCode, number>()
  for (const [party, bytes] of bundle.statusPages) {
    const page = await authenticStatement(bytes, 'status-page', party, trust, verify)
    if (page !== undefined && page.iat <= trust.timeUsed + CLOCK_SKEW_SECONDS) {
      found.set(party, page.iat)
    }
  }
  return found
}

async function authenticStatement(
  bytes: Uint8Array,
  kind: Kind,
  issuer: PartyCode,
  trust: Trust,
  verify: VerifySignature,
): Promise<Statement | undefined> {
  const parsed = parseStatement(bytes, MAX_PAGE_BYTES)
  if (!parsed.ok || parsed.value.iss !== issuer) return undefined
  const authentic = await authenticate(parsed.value, kind, trust, verify)
  return authentic.ok ? parsed.value : undefined
}
