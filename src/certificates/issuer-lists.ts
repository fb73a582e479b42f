import { sha256 } from '@noble/hashes/sha2.js'
import { sameBytes } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { parseStatement, type Statement } from '../crypto/statement.ts'
import { authenticate } from '../participants/authenticate.ts'
import type { Bundle } from '../participants/bundle.ts'
import type { Kind } from '../participants/kinds.ts'
import type { Trust } from '../participants/trust.ts'
import { MAX_REGISTER_PAGE_BYTES } from '../transparency/register-page.ts'
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
  const of = { kind: 'status-page', issuer, maxBytes: MAX_PAGE_BYTES } as const
  const signed = await authenticStatement(pageBytes, of, trust, verify)
  const page = signed && decodePage(signed.body)
  if (!signed || !page) return 'ISSUER_LISTS_DAMAGED'
  const blocks = await openBlocks(issuer, page.blocks, { bundle, trust }, verify)
  return blocks === undefined ? 'ISSUER_LISTS_DAMAGED' : { blocks, page, issuedAt: signed.iat }
}

/** The number blocks of an issuer, when they are exactly those that its page names by their digests. */
export async function openBlocks(
  issuer: PartyCode,
  digests: readonly Uint8Array[],
  { bundle, trust }: { readonly bundle: Bundle; readonly trust: Trust },
  verify: VerifySignature,
): Promise<readonly NumberBlock[] | undefined> {
  const blockBytes = bundle.numberBlocks.get(issuer) ?? []
  const named =
    blockBytes.length === digests.length &&
    blockBytes.every((bytes, at) => sameBytes(sha256(bytes), digests[at] as Uint8Array))
  if (!named) return undefined
  const of = { kind: 'number-block', issuer, maxBytes: MAX_PAGE_BYTES } as const
  const blocks: NumberBlock[] = []
  for (const bytes of blockBytes) {
    const statement = await authenticStatement(bytes, of, trust, verify)
    const block = statement && decodeBlock(statement.body, issuer)
    if (!block) return undefined
    blocks.push(block)
  }
  return areConsecutive(blocks) ? blocks : undefined
}

/**
 * When the status pages and register pages in a bundle were signed, for a reader that remembers: epoch
 * seconds by party.
 * Left out is what no key of the party signed, and what is dated in the future: remembered, it would
 * make every honest page look like an older one.
 */
export async function pagesOf(
  bundle: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<ReadonlyMap<PartyCode, number>> {
  const found = new Map<PartyCode, number>()
  const take = async (
    issuer: PartyCode,
    bytes: Uint8Array,
    of: typeof STATUS | typeof REGISTER,
  ) => {
    const page = await authenticStatement(bytes, { ...of, issuer }, trust, verify)
    if (page !== undefined && page.iat <= trust.timeUsed + CLOCK_SKEW_SECONDS) {
      found.set(issuer, Math.max(page.iat, found.get(issuer) ?? 0))
    }
  }
  for (const [party, bytes] of bundle.statusPages) await take(party, bytes, STATUS)
  for (const [party, { page }] of bundle.register ?? []) await take(party, page, REGISTER)
  return found
}

const STATUS = { kind: 'status-page', maxBytes: MAX_PAGE_BYTES } as const
const REGISTER = { kind: 'register-page', maxBytes: MAX_REGISTER_PAGE_BYTES } as const

/** The statement in `bytes`, when this issuer made it and one of its keys for the kind signed it. */
export async function authenticStatement(
  bytes: Uint8Array,
  of: { readonly kind: Kind; readonly issuer: PartyCode; readonly maxBytes: number },
  trust: Trust,
  verify: VerifySignature,
): Promise<Statement | undefined> {
  const { kind, issuer, maxBytes } = of
  const parsed = parseStatement(bytes, maxBytes)
  if (!parsed.ok || parsed.value.iss !== issuer) return undefined
  const authentic = await authenticate(parsed.value, kind, trust, verify)
  return authentic.ok ? parsed.value : undefined
}
