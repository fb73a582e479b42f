import type { VerifySignature } from '../crypto/signature.ts'
import type { Statement } from '../crypto/statement.ts'
import { authenticate, authenticateByLog } from '../participants/authenticate.ts'
import type { Bundle } from '../participants/bundle.ts'
import type { DelegatedKey } from '../participants/keys.ts'
import { kindOf } from '../participants/kinds.ts'
import type { Trust } from '../participants/trust.ts'
import type { PartyCode } from '../values/codes.ts'
import { type Certificate, certificateOf } from './certificate.ts'
import { compromised, isWorthless } from './compromised-key.ts'
import { type Consulted, createConsultation } from './consult.ts'
import { type Document, readDocument } from './document.ts'
import { type Fact, fact } from './facts.ts'
import { certificateFacts, codeFact, keyFact, listFacts, rootFact } from './find-facts.ts'
import { clockReasons, freshness, type ListAge, newestTime } from './freshness.ts'
import { CLOCK_SKEW_SECONDS } from './limits.ts'
import { type Answer, answerOf, inOrderOfWeight, type Reason, reason } from './reasons.ts'
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
  /** What was found on the way, for who wants to know how it was decided (`explain`). */
  readonly facts: readonly Fact[]
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
  const consult = material === null ? undefined : createConsultation(material, verify)
  return async (document, now) => {
    const facts = [codeFact(document)]
    const told = (given: Verdict): Verdict => ({ ...given, facts: [...facts, ...given.facts] })
    const read = readDocument(document)
    if (!read.ok) {
      const [{ code, detail }] = read.refusals
      return told(verdict([reason(code, detail)], [], null))
    }
    const statement = read.value
    facts.push(fact('STATEMENT_READ', { issuer: statement.iss, at: statement.iat }))
    if (material === null || consult === undefined) return told(withoutLists(statement, why, null))
    const { trust } = material
    const said = [...path(trust, statement), ...otherKeys(statement, trust, now), ...why]
    facts.push(rootFact(trust))
    // What nobody vouches for accuses nobody: not even an INVALID may rest on such a list.
    if (!trust.pinned) return told(withoutLists(statement, said, trust))
    const ages = [freshness('trust', trust.issuedAt, Math.max(now, trust.newestSignedTime))]
    const signer = await signedBy(statement, trust, verify)
    if ('code' in signer) return told(verdict([signer, ...said], ages, null))
    facts.push(keyFact(statement))
    const meaning = certificateOf(statement)
    if ('fault' in meaning) return told(verdict([malformed(meaning.fault), ...said], ages, null))
    const { certificate } = meaning
    facts.push(...certificateFacts(certificate))
    const { bytes } = statement
    const stolen = signer.state === 'compromised' ? signer : undefined
    const consulted = await consult({ certificate, bytes, proof: document.proof, stolen })
    return told(judge(certificate, trust, consulted, now, [...said, ...standing(certificate)]))
  }
}

/** Everything that an officer asks once the signature is good, in the order of the questions. */
function judge(
  certificate: Certificate,
  trust: Trust,
  consulted: Consulted,
  now: number,
  why: readonly Reason[],
): Verdict {
  const newest = newestTime(trust.newestSignedTime, consulted.knownAt, now)
  const timeUsed = Math.max(now, newest)
  const ages = [freshness('trust', trust.issuedAt, timeUsed), ...consulted.ages(timeUsed)]
  return verdict(
    [
      ...why,
      ...consulted.reasons(timeUsed),
      ...time(certificate, timeUsed),
      ...ages.flatMap((age) => (age.reason === null ? [] : [age.reason])),
      ...consulted.remembered,
      ...clockReasons({ now, newest, knownAt: consulted.knownAt }),
      ...alwaysSaid(certificate, trust),
    ],
    ages,
    certificate,
    [
      ...consulted.facts,
      fact('TIME_USED', { now: timeUsed, at: certificate.exp }),
      ...ages.flatMap(listFacts),
    ],
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

/** For as long every verdict says that keys were changed without their party (design, 3). */
const SHOWN_SECONDS = 60 * 86_400

function otherKeys({ iss }: Statement, trust: Trust, now: number): Reason[] {
  const at = trust.changedWithoutParty.get(iss as PartyCode)
  if (at === undefined || Math.max(now, trust.newestSignedTime) >= at + SHOWN_SECONDS) return []
  const since = new Date(at * 1000).toISOString()
  return [reason('DELEGATION_CHANGED_WITHOUT_PARTY', { party: iss, since })]
}

function isSpecimen(typ: string): boolean {
  return kindOf(typ)?.environment === 'demonstration'
}

async function signedBy(
  statement: Statement,
  trust: Trust,
  verify: VerifySignature,
): Promise<DelegatedKey | Reason> {
  // Until logs are live nothing proves what was signed before a theft, so no time is safe.
  const check = trust.logs === null ? authenticate : authenticateByLog
  const authentic = await check(statement, 'certificate', trust, verify)
  if (authentic.ok)
    return isWorthless(authentic.value) ? compromised(authentic.value) : authentic.value
  const { code } = authentic.refusals[0]
  const newer = statement.iat > trust.issuedAt
  // A key that was published after this list was made is no forgery: the reader is behind.
  if (newer && (code === 'KEY_NOT_DELEGATED' || code === 'ISSUER_WITHOUT_KEYS')) {
    return reason('KEY_NEWER_THAN_LIST', { issuer: statement.iss })
  }
  return reason(code, { issuer: statement.iss })
}

function time({ iat, exp, expiresOn }: Certificate, timeUsed: number): Reason[] {
  if (timeUsed >= exp) return [reason('EXPIRED', { expiresOn })]
  return iat > timeUsed + CLOCK_SKEW_SECONDS ? [reason('SIGNED_IN_THE_FUTURE')] : []
}

function alwaysSaid({ kind, origin, seals }: Certificate, { logs }: Trust): Reason[] {
  return [
    reason('COMPARE_SEALS_AND_WEIGHT', { seals: seals.join(', ') }),
    ...(logs === null ? [reason('REGISTER_NOT_CONSULTED')] : []),
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
  const { certificate } = meaning
  const facts = [fact('FIELDS_READ_ONLY', { number: certificate.number })]
  return verdict(explained ? why : [reason('NO_TRUST_LIST'), ...why], [], certificate, facts)
}

function malformed(fault: { readonly code: Reason['code']; readonly field?: string }): Reason {
  return reason(fault.code, fault.field === undefined ? {} : { field: fault.field })
}

function verdict(
  reasons: readonly Reason[],
  lists: readonly ListAge[],
  certificate: Certificate | null,
  facts: readonly Fact[] = [],
): Verdict {
  return {
    verdict: answerOf(reasons),
    reasons: inOrderOfWeight(reasons),
    lists,
    certificate,
    facts,
  }
}
