import type { VerifySignature } from '../crypto/signature.ts'
import type { Statement } from '../crypto/statement.ts'
import { authenticate } from '../participants/authenticate.ts'
import type { Bundle } from '../participants/bundle.ts'
import { kindOf } from '../participants/kinds.ts'
import type { Trust } from '../participants/trust.ts'
import type { Status } from '../transparency/statuses.ts'
import type { PartyCode } from '../values/codes.ts'
import { dayNumber } from '../values/day.ts'
import { slotOf } from './blocks.ts'
import { type Certificate, certificateOf } from './certificate.ts'
import { type Document, readDocument } from './document.ts'
import { freshness, type ListAge, newestTime, notConsulted } from './freshness.ts'
import { type IssuerLists, type IssuerListsFault, openIssuerLists } from './issuer-lists.ts'
import { CLOCK_SKEW_SECONDS } from './limits.ts'
import { type Answer, answerOf, inOrderOfWeight, type Reason, reason } from './reasons.ts'
import { statusOf } from './status.ts'
import { rememberStanding } from './verify-standing.ts'

/**
 * What a reader knows about one document. VALID is about the statement, never about the sheet in
 * the hand: a photocopy carries the same code.
 */
export type Verdict = {
  readonly verdict: Answer
  /** Those that decide first. */
  readonly reasons: readonly Reason[]
  readonly lists: readonly ListAge[]
  /** What the statement says, once its form is read; null when nothing of it can be shown. */
  readonly certificate: Certificate | null
}

/** What a reader carries: an opened trust list and the bundle that it came in. */
export type Material = { readonly trust: Trust; readonly bundle: Bundle }

export type Verifier = (document: Document, now: number) => Promise<Verdict>

/**
 * A verifier over the lists that it carries. It asks nobody: each verdict is a function of the
 * document, the lists and the clock. What an issuer announced is checked once and kept.
 *
 * @param material null when the reader carries no list that it could open
 * @param why reasons for that, such as `TRUST_SIGNATURES`; each of them is shown
 */
export function createVerifier(
  material: Material | null,
  verify: VerifySignature,
  why: readonly Reason[] = [],
): Verifier {
  const standing = material === null ? () => [] : rememberStanding(material.trust)
  const lists = new Map<PartyCode, Promise<IssuerLists | IssuerListsFault>>()
  const listsOf = ({ trust, bundle }: Material, issuer: PartyCode) => {
    const known = lists.get(issuer) ?? openIssuerLists(issuer, bundle, trust, verify)
    lists.set(issuer, known)
    return known
  }
  return async (document, now) => {
    const read = readDocument(document)
    if (!read.ok) return verdict([reason(read.refusals[0].code, read.refusals[0].detail)], [], null)
    if (material === null) return withoutLists(read.value, why, null)
    const { trust } = material
    const said = [...path(trust, read.value), ...why]
    // What nobody vouches for accuses nobody: not even an INVALID may rest on such a list.
    if (!trust.pinned) return withoutLists(read.value, said, trust)
    const ages = [freshness('trust', trust.issuedAt, Math.max(now, trust.newestSignedTime))]
    const signer = await signedBy(read.value, trust, verify)
    if (signer !== undefined) return verdict([signer, ...said], ages, null)
    const meaning = certificateOf(read.value)
    if ('fault' in meaning) return verdict([malformed(meaning.fault), ...said], ages, null)
    const issuerLists = await listsOf(material, read.value.iss)
    const { certificate } = meaning
    return judge(certificate, trust, issuerLists, now, [...said, ...standing(certificate)])
  }
}

/** Everything that an officer asks once the signature is good, in the order of the questions. */
function judge(
  certificate: Certificate,
  trust: Trust,
  lists: IssuerLists | IssuerListsFault,
  now: number,
  why: readonly Reason[],
): Verdict {
  const known = typeof lists === 'string' ? null : lists
  const newest = newestTime(trust.newestSignedTime, known?.issuedAt ?? null, now)
  const timeUsed = Math.max(now, newest)
  const ages = [
    freshness('trust', trust.issuedAt, timeUsed),
    ...(known === null
      ? [notConsulted('status')]
      : [freshness('status', known.issuedAt, timeUsed)]),
    notConsulted('register'),
    notConsulted('log'),
    notConsulted('witnesses'),
  ]
  return verdict(
    [
      ...why,
      ...(known === null
        ? [reason(lists as IssuerListsFault)]
        : number(certificate, known, trust, timeUsed)),
      ...time(certificate, timeUsed),
      ...ages.flatMap((age) => (age.reason === null ? [] : [age.reason])),
      ...(known !== null && known.issuedAt < (trust.pagesSeen.get(certificate.issuer) ?? 0)
        ? [reason('LIST_ROLLED_BACK', { list: 'status' })]
        : []),
      ...(now + CLOCK_SKEW_SECONDS < newest
        ? [reason('CLOCK_BEHIND', { seconds: newest - now })]
        : []),
      ...alwaysSaid(certificate),
    ],
    ages,
    certificate,
  )
}

/** The trust path that the verdict rests on, and that a specimen is only an exercise. */
function path({ environment, pinned, rootFingerprint }: Trust, { sign1 }: Statement): Reason[] {
  const fingerprint = rootFingerprint
  const specimen = environment === 'demonstration' && isSpecimen(sign1.typ)
  return [
    ...(pinned ? [] : [reason('ROOT_NOT_PINNED', { fingerprint })]),
    ...(specimen ? [reason('SPECIMEN', { fingerprint })] : []),
  ]
}

function isSpecimen(typ: string): boolean {
  return kindOf(typ)?.environment === 'demonstration'
}

async function signedBy(
  statement: Statement,
  trust: Trust,
  verify: VerifySignature,
): Promise<Reason | undefined> {
  const authentic = await authenticate(statement, 'certificate', trust, verify)
  if (authentic.ok) return undefined
  const { code } = authentic.refusals[0]
  const newer = statement.iat > trust.issuedAt
  // A key that was published after this list was made is no forgery: the reader is behind.
  if (newer && (code === 'KEY_NOT_DELEGATED' || code === 'ISSUER_WITHOUT_KEYS')) {
    return reason('KEY_NEWER_THAN_LIST', { issuer: statement.iss })
  }
  return reason(code, { issuer: statement.iss })
}

const STATUS_REASONS = {
  void: 'VOID',
  suspended: 'SUSPENDED',
  used: 'USED',
  corrected: 'CORRECTED',
  lost_or_stolen: 'LOST_OR_STOLEN',
  stolen: 'STOLEN',
  replaced: 'REPLACED',
  returned_unused: 'RETURNED_UNUSED',
  spoiled: 'SPOILED',
} as const satisfies Record<Exclude<Status, 'valid'>, Reason['code']>

/** Whether the number was announced, and what its issuer has said of it since. */
function number(
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
  const block = lists.blocks.find((each) => slotOf([each], certificate.number) !== undefined)
  if (block !== undefined && dayNumber(block.validFrom) > dayNumber(certificate.issuedOn)) {
    return [reason('NUMBER_BEFORE_ITS_BLOCK', { validFrom: block.validFrom })]
  }
  const entry = statusOf(lists.page, slot)
  if (entry === undefined || entry.status === 'valid') return []
  const since = new Date(entry.since * 1000).toISOString()
  return [reason(STATUS_REASONS[entry.status], { since, other: entry.other ?? '' })]
}

function time({ iat, exp, expiresOn }: Certificate, timeUsed: number): Reason[] {
  if (timeUsed >= exp) return [reason('EXPIRED', { expiresOn })]
  return iat > timeUsed + CLOCK_SKEW_SECONDS ? [reason('SIGNED_IN_THE_FUTURE')] : []
}

function alwaysSaid({ kind, origin, seals }: Certificate): Reason[] {
  return [
    reason('COMPARE_SEALS_AND_WEIGHT', { seals: seals.join(', ') }),
    reason('REGISTER_NOT_CONSULTED'),
    ...(kind === 'technical' ? [reason('TECHNICAL_CERTIFICATE')] : []),
    ...(origin.mode === 'mixed_undisclosed' ? [reason('ORIGINS_NOT_NAMED')] : []),
  ]
}

/**
 * A form that reads well proves nothing; a specimen is refused even so, because its typ says so.
 * @param trust the list that nobody vouches for, or null where there is none
 */
function withoutLists(statement: Statement, why: readonly Reason[], trust: Trust | null): Verdict {
  const meaning = certificateOf(statement)
  const { typ } = statement.sign1
  const kind = kindOf(typ)?.kind
  if (kind === undefined) return verdict([reason('TYP_UNKNOWN')], [], null)
  if (kind !== 'certificate') return verdict([reason('TYP_OF_ANOTHER_KIND')], [], null)
  if ('fault' in meaning) return verdict([malformed(meaning.fault)], [], null)
  // Notes alone decide nothing: whoever has no list must never hear VALID.
  const explained = answerOf(why) !== 'VALID'
  const production = trust === null ? !explained : trust.environment === 'production'
  if (production && isSpecimen(typ)) return verdict([reason('SPECIMEN_REFUSED')], [], null)
  return verdict(explained ? why : [reason('NO_TRUST_LIST'), ...why], [], meaning.certificate)
}

function malformed(fault: { readonly code: Reason['code']; readonly field?: string }): Reason {
  return reason(fault.code, fault.field === undefined ? {} : { field: fault.field })
}

function verdict(
  reasons: readonly Reason[],
  lists: readonly ListAge[],
  certificate: Certificate | null,
): Verdict {
  return { verdict: answerOf(reasons), reasons: inOrderOfWeight(reasons), lists, certificate }
}
