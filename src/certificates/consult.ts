import { sha256 } from '@noble/hashes/sha2.js'
import type { VerifySignature } from '../crypto/signature.ts'
import type { Bundle } from '../participants/bundle.ts'
import type { DelegatedKey } from '../participants/keys.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import { listedAt } from '../transparency/register-page.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayNumber } from '../values/day.ts'
import { type NumberBlock, slotOf } from './blocks.ts'
import type { Certificate } from './certificate.ts'
import { compromisedLater } from './compromised-key.ts'
import { type Fact, fact } from './facts.ts'
import { importerFacts, numberFact, registerFacts } from './find-facts.ts'
import { freshness, type ListAge, type ListName, notConsulted } from './freshness.ts'
import { type IssuerLists, openIssuerLists } from './issuer-lists.ts'
import {
  type IssuerRegister,
  importsIn,
  openIssuerRegister,
  type SignedPage,
} from './issuer-register.ts'
import { type Reason, reason } from './reasons.ts'
import { statusOf } from './status.ts'
import { STATUS_REASONS } from './status-reasons.ts'
import { inImporterList } from './verify-imports.ts'
import { confirmationKey, inRegister, provenPlace, rememberedPage } from './verify-register.ts'

type Material = { readonly trust: Trust; readonly bundle: Bundle }

export type Asked = {
  readonly certificate: Certificate
  readonly bytes: Uint8Array
  readonly proof: Uint8Array | undefined
  /** The key that signed it, where that is compromised and something that it signed stays good. */
  readonly stolen: DelegatedKey | undefined
}

/** What the lists of the issuer say of one certificate. */
export type Consulted = {
  /** As of when they know, epoch seconds; null where nothing could be opened. */
  readonly knownAt: number | null
  readonly ages: (timeUsed: number) => readonly ListAge[]
  readonly reasons: (timeUsed: number) => readonly Reason[]
  readonly facts: readonly Fact[]
  /** What this reader saw before and no longer sees. */
  readonly remembered: readonly Reason[]
}

/**
 * How a verifier asks the lists that it carries: the register where the scheme has one, otherwise the
 * status page. What an issuer announced is checked once and kept.
 */
export function createConsultation(
  material: Material,
  verify: VerifySignature,
): (asked: Asked) => Promise<Consulted> {
  const { trust, bundle } = material
  const rules = trust.logs
  if (rules === null) {
    const open = remember((issuer) => openIssuerLists(issuer, bundle, trust, verify))
    return async ({ certificate }) => statusPage(certificate, await open(certificate.issuer), trust)
  }
  const of = { bundle, trust, rules }
  const open = remember((issuer) => openIssuerRegister(issuer, of, verify))
  let imports: ReturnType<typeof importsIn> | undefined
  return async (asked) => {
    imports ??= importsIn(bundle, trust, verify)
    const { issuer, destination } = asked.certificate
    const register = await open(issuer)
    const { confirmed, pages } = await imports
    const confirmedBy = confirmed.get(confirmationKey(sha256(asked.bytes)))
    if (typeof register === 'string') return withoutRegister(register, confirmedBy, asked)
    const importerPage = pages.get(destination)
    return fromRegister(asked, { register, trust, rules, confirmedBy, importerPage }, verify)
  }
}

function remember<T>(open: (issuer: PartyCode) => Promise<T>): (issuer: PartyCode) => Promise<T> {
  const opened = new Map<PartyCode, Promise<T>>()
  return (issuer) => {
    const known = opened.get(issuer) ?? open(issuer)
    opened.set(issuer, known)
    return known
  }
}

const LOGS: readonly ListName[] = ['register', 'log', 'witnesses']

function statusPage(
  certificate: Certificate,
  lists: Awaited<ReturnType<typeof openIssuerLists>>,
  trust: Trust,
): Consulted {
  const others = LOGS.map(notConsulted)
  if (typeof lists === 'string') {
    const ages = () => [notConsulted('status'), ...others]
    return { knownAt: null, ages, reasons: () => [reason(lists)], facts: [], remembered: [] }
  }
  const isOlder = lists.issuedAt < (trust.pagesSeen.get(certificate.issuer) ?? 0)
  return {
    knownAt: lists.issuedAt,
    ages: (timeUsed) => [freshness('status', lists.issuedAt, timeUsed), ...others],
    reasons: (timeUsed) => onPage(certificate, lists, trust, timeUsed),
    facts: pageFacts(certificate, lists),
    remembered: isOlder ? [reason('LIST_ROLLED_BACK', { list: 'status' })] : [],
  }
}

function pageFacts({ number }: Certificate, { blocks, issuedAt, page }: IssuerLists): Fact[] {
  const slot = slotOf(blocks, number)
  const status = slot === undefined ? undefined : (statusOf(page, slot)?.status ?? 'valid')
  return [
    numberFact(slot),
    fact('STATUS_PAGE_USED', { at: issuedAt }),
    ...(status === undefined ? [] : [fact('STATUS_SAID', { status })]),
  ]
}

/** Whether the number was announced, and what its issuer has said of it since. */
function onPage(
  certificate: Certificate,
  lists: IssuerLists,
  trust: Trust,
  timeUsed: number,
): Reason[] {
  const slot = slotOf(lists.blocks, certificate.number)
  if (slot === undefined) {
    // A page from the future knows no more than one of now.
    const asOf = Math.min(lists.issuedAt, timeUsed)
    const shouldBeKnown = certificate.iat + trust.loggingLimitSeconds <= asOf
    return [reason(shouldBeKnown ? 'NUMBER_OUTSIDE_BLOCKS' : 'REGISTER_OLDER')]
  }
  const early = beforeItsBlock(certificate, lists.blocks)
  if (early.length > 0) return early
  const entry = statusOf(lists.page, slot)
  if (entry === undefined || entry.status === 'valid') return []
  const since = new Date(entry.since * 1000).toISOString()
  return [reason(STATUS_REASONS[entry.status], { since, other: entry.other ?? '' })]
}

function beforeItsBlock(
  { number, issuedOn }: Certificate,
  blocks: readonly NumberBlock[],
): Reason[] {
  const block = blocks.find((each) => slotOf([each], number) !== undefined)
  const isEarly = block !== undefined && dayNumber(block.validFrom) > dayNumber(issuedOn)
  return isEarly ? [reason('NUMBER_BEFORE_ITS_BLOCK', { validFrom: block.validFrom })] : []
}

/**
 * A head can be cosigned anew under a page that is older: who has a retired key of the issuer can sign
 * another page of then over the head of now. A register is as old as the earlier of the two.
 */
function registerAge({ witnessedAt, signedAt }: IssuerRegister, timeUsed: number): ListAge {
  if (witnessedAt === null) return notConsulted('register')
  const [earlier, later] = [Math.min(witnessedAt, signedAt), Math.max(witnessedAt, signedAt)]
  return freshness('register', earlier, timeUsed, later)
}

/** An importer's word stands, whatever became of the issuer's lists. */
function withoutRegister(
  fault: 'ISSUER_LISTS_MISSING' | 'ISSUER_LISTS_DAMAGED',
  confirmedBy: PartyCode | undefined,
  { stolen }: Asked,
): Consulted {
  const later = stolen === undefined ? [] : [compromisedLater(stolen)]
  const used = confirmedBy === undefined ? [] : [reason('USED', { party: confirmedBy })]
  return {
    knownAt: null,
    ages: () => [notConsulted('register')],
    reasons: () => [...used, reason(fault), ...later],
    facts: [],
    remembered: [],
  }
}

async function fromRegister(
  { certificate, bytes, proof, stolen }: Asked,
  of: {
    readonly register: IssuerRegister
    readonly trust: Trust
    readonly rules: LogRules
    readonly confirmedBy: PartyCode | undefined
    /** What the destination says as importer. */
    readonly importerPage: SignedPage | undefined
  },
  verify: VerifySignature,
): Promise<Consulted> {
  const { register, trust, confirmedBy, importerPage } = of
  const { issuer, number, destination } = certificate
  const proven =
    proof === undefined ? undefined : await provenPlace(proof, { bytes, certificate }, of, verify)
  const registered = { certificate, digest: sha256(bytes), proven, stolen, confirmedBy }
  const { page, blocks } = register
  const slot = slotOf(blocks, number)
  const listed = slot === undefined ? undefined : listedAt(page, slot)
  const isProven = proof === undefined ? null : proven !== undefined
  const shown = { digest: registered.digest, listed, proof: isProven }
  return {
    // That of the witnesses: who signs an older page must not hold a reader's clock back with it.
    knownAt: register.witnessedAt,
    ages: (timeUsed) => [registerAge(register, timeUsed)],
    reasons: (timeUsed) => [
      ...beforeItsBlock(certificate, register.blocks),
      ...inRegister(registered, register, trust, timeUsed),
      ...(confirmedBy === undefined
        ? inImporterList(destination, importerPage, trust, timeUsed)
        : []),
    ],
    facts: [
      numberFact(slot),
      ...registerFacts(issuer, register, of.rules.quorum, shown),
      ...importerFacts(destination, importerPage),
    ],
    remembered: rememberedPage(issuer, register, trust),
  }
}
