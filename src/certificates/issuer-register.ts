import { toHex } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { headText } from '../crypto/tree-head.ts'
import type { Bundle, RegisterCopy } from '../participants/bundle.ts'
import type { LogRules } from '../participants/log-rules.ts'
import { quorumTime } from '../participants/quorum.ts'
import type { SeenHead, Trust } from '../participants/trust.ts'
import { operatorOf, originOf, quorumRulesOf, witnessNameOf } from '../participants/trusted-logs.ts'
import { cosignatureLine, cosignaturesOf } from '../transparency/cosignature.ts'
import { MAX_REGISTER_PAGE_BYTES, type RegisterPage } from '../transparency/register-page.ts'
import { registerPageOf } from '../transparency/register-statement.ts'
import type { PartyCode } from '../values/codes.ts'
import type { NumberBlock } from './blocks.ts'
import { authenticStatement, type IssuerListsFault, openBlocks } from './issuer-lists.ts'

/** What the log of one issuer says, as far as a reader can tell. */
export type IssuerRegister = {
  readonly blocks: readonly NumberBlock[]
  readonly page: RegisterPage
  /** When the issuer signed the page, epoch seconds. */
  readonly signedAt: number
  /** When a quorum had cosigned the head that the page is made of; null while too few have. */
  readonly witnessedAt: number | null
  /** Whose cosignatures under that head hold, in the order of their times. */
  readonly witnesses: readonly WitnessSeen[]
}

export type WitnessSeen = {
  readonly party: PartyCode
  /** Epoch seconds. */
  readonly at: number
  /** Whether its operator runs the issuer's log too: then it does not count. */
  readonly isOfIssuer: boolean
}

/** An issuer's register page out of a bundle, with its number blocks and the word of the witnesses. */
export async function openIssuerRegister(
  issuer: PartyCode,
  { bundle, trust, rules }: { bundle: Bundle; trust: Trust; rules: LogRules },
  verify: VerifySignature,
): Promise<IssuerRegister | IssuerListsFault> {
  const copy = bundle.register?.get(issuer)
  if (copy === undefined) return 'ISSUER_LISTS_MISSING'
  const signed = await openPage(issuer, copy.page, trust, verify)
  if (signed === undefined) return 'ISSUER_LISTS_DAMAGED'
  const blocks = await openBlocks(issuer, signed.page.blocks, { bundle, trust }, verify)
  if (blocks === undefined) return 'ISSUER_LISTS_DAMAGED'
  const said = await witnessed(issuer, signed.page, copy, { trust, rules }, verify)
  return { blocks, ...signed, ...said }
}

export type SignedPage = Pick<IssuerRegister, 'page' | 'signedAt'>

async function openPage(
  party: PartyCode,
  bytes: Uint8Array,
  trust: Trust,
  verify: VerifySignature,
): Promise<SignedPage | undefined> {
  const of = { kind: 'register-page', issuer: party, maxBytes: MAX_REGISTER_PAGE_BYTES } as const
  const statement = await authenticStatement(bytes, of, trust, verify)
  const page = statement && registerPageOf(statement)
  return page && { page, signedAt: statement.iat }
}

/** Who cosigned the head of the page, and when enough operators but the issuer's had. */
async function witnessed(
  issuer: PartyCode,
  { size, root }: RegisterPage,
  { cosignatures }: RegisterCopy,
  { trust, rules }: { trust: Trust; rules: LogRules },
  verify: VerifySignature,
): Promise<Pick<IssuerRegister, 'witnessedAt' | 'witnesses'>> {
  const quorum = quorumRulesOf(trust, rules)
  const keys = quorum.witnesses.map(({ key }) => key)
  const signatures = cosignatures.flatMap((each) =>
    keys
      .filter(({ name }) => name === witnessNameOf(rules, each.witness))
      .map((key) => cosignatureLine(key, each)),
  )
  const text = headText({ origin: originOf(rules, issuer), size, root })
  const found = await cosignaturesOf({ text, signatures }, keys, verify)
  const host = operatorOf(rules, issuer)
  const witnesses = cosignatures.flatMap(({ witness: party }) => {
    const by = found.find(({ witness }) => witness.name === witnessNameOf(rules, party))
    const isOfIssuer = operatorOf(rules, party) === host
    return by === undefined ? [] : [{ party, at: by.time, isOfIssuer }]
  })
  return {
    witnessedAt: quorumTime(found, quorum, host) ?? null,
    witnesses: witnesses.sort((a, b) => a.at - b.at),
  }
}

/** What every party says as importer. */
export type Imports = {
  /** Who confirmed the receipt of which certificate: prefixes in hex. */
  readonly confirmed: ReadonlyMap<string, PartyCode>
  readonly pages: ReadonlyMap<PartyCode, SignedPage>
}

/** A page that its party did not sign says nothing here. It needs no witnesses: it can only warn. */
export async function importsIn(
  { register }: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<Imports> {
  const confirmed = new Map<string, PartyCode>()
  const pages = new Map<PartyCode, SignedPage>()
  for (const [party, { page }] of register ?? []) {
    const signed = await openPage(party, page, trust, verify)
    if (signed === undefined) continue
    pages.set(party, signed)
    for (const prefix of signed.page.confirmed) confirmed.set(toHex(prefix), party)
  }
  return { confirmed, pages }
}

/** The witnessed heads in a bundle, for a reader that remembers. */
export async function headsOf(
  bundle: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<ReadonlyMap<PartyCode, SeenHead>> {
  const heads = await witnessedHeads(bundle, trust, verify)
  return new Map([...heads].map(([party, { size, root }]) => [party, { size, root }]))
}

/** A head, when a quorum had cosigned it, and when the page over it was signed: epoch seconds. */
export type WitnessedHead = SeenHead & { readonly at: number; readonly signedAt: number }

/**
 * The heads in a bundle that a quorum stands behind. Left out is what none cosigned: remembered, it would
 * make every honest head look like an older one.
 */
export async function witnessedHeads(
  bundle: Bundle,
  trust: Trust,
  verify: VerifySignature,
): Promise<ReadonlyMap<PartyCode, WitnessedHead>> {
  const heads = new Map<PartyCode, WitnessedHead>()
  const rules = trust.logs
  for (const [party, copy] of rules === null ? [] : (bundle.register ?? [])) {
    const signed = await openPage(party, copy.page, trust, verify)
    if (signed === undefined || rules === null) continue
    const { page, signedAt } = signed
    const { witnessedAt } = await witnessed(party, page, copy, { trust, rules }, verify)
    if (witnessedAt !== null) {
      heads.set(party, { size: page.size, root: toHex(page.root), at: witnessedAt, signedAt })
    }
  }
  return heads
}
