import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import type { DelegatedKey } from '../participants/keys.ts'
import type { LogRules } from '../participants/log-rules.ts'
import { quorumTime } from '../participants/quorum.ts'
import type { Trust } from '../participants/trust.ts'
import { logIdentityOf, operatorOf, quorumRulesOf } from '../participants/trusted-logs.ts'
import { cosignaturesOf } from '../transparency/cosignature.ts'
import { encodeEntry } from '../transparency/entry.ts'
import { proveLogged, readLogProof, subjectIn } from '../transparency/log-proof.ts'
import { LISTED_AFTER_SECONDS } from '../transparency/register.ts'
import { holds, isBlank, listedAt, prefixOf } from '../transparency/register-page.ts'
import type { PartyCode } from '../values/codes.ts'
import { numberOfSlot, slotOf } from './blocks.ts'
import type { Certificate } from './certificate.ts'
import { ofCompromisedKey, type ProvenPlace } from './compromised-key.ts'
import type { IssuerRegister } from './issuer-register.ts'
import { type Reason, reason } from './reasons.ts'
import { STATUS_REASONS } from './status-reasons.ts'

/** A certificate with what a register knows it by. */
export type Registered = {
  readonly certificate: Certificate
  /** SHA-256 of the exact bytes of the statement. */
  readonly digest: Uint8Array
  /** Where a proof that the document carries shows it in the log; a quorum of witnesses stands behind it. */
  readonly proven: ProvenPlace | undefined
  /** The key that signed it, where that is compromised and something that it signed stays good. */
  readonly stolen: DelegatedKey | undefined
  /** The party that confirmed its receipt as importer, where one did. */
  readonly confirmedBy: PartyCode | undefined
}

/** What the register says of a certificate, and why it may not be able to say it. */
export function inRegister(
  registered: Registered,
  register: IssuerRegister,
  trust: Trust,
  timeUsed: number,
): Reason[] {
  const { certificate, confirmedBy } = registered
  const slot = slotOf(register.blocks, certificate.number)
  const said = slot === undefined ? [] : ofSlot(slot, registered, register)
  // The importer's word says who; the issuer's note of it adds nothing.
  const more = confirmedBy === undefined ? said : said.filter(({ code }) => code !== 'USED')
  return [
    ...(confirmedBy === undefined ? [] : [reason('USED', { party: confirmedBy })]),
    ...more,
    ...placeInLog(slot, registered, register, trust, timeUsed),
    ...expiredUnused(slot, registered, register),
    ...(register.witnessedAt === null ? [reason('REGISTER_NOT_WITNESSED')] : []),
  ]
}

function ofSlot(slot: number, { digest }: Registered, { page, blocks }: IssuerRegister): Reason[] {
  const listed = listedAt(page, slot)
  if (listed === undefined) return []
  // Of a blank that signed nothing the status says more than that there is another certificate.
  const isTwin = !holds(listed, digest) && !isBlank(listed.prefix)
  if (isTwin) return [reason('TWIN')]
  if (listed.status === 'valid') return []
  const { since, other } = listed
  const number = other === null ? undefined : numberOfSlot(blocks, other)
  return [
    reason(STATUS_REASONS[listed.status], {
      ...(since !== null && { since: new Date(since * 1000).toISOString() }),
      other: number ?? '',
    }),
  ]
}

/** Whether it is logged at all, and of a key that was stolen: whether before that. */
function placeInLog(
  slot: number | undefined,
  registered: Registered,
  register: IssuerRegister,
  trust: Trust,
  timeUsed: number,
): Reason[] {
  const { stolen: key, digest, proven } = registered
  const isListed = slot !== undefined && listedAt(register.page, slot) !== undefined
  const mayHaveLeft = slot !== undefined && !isListed && isLongOver(registered, register)
  if (key !== undefined)
    return ofCompromisedKey({ key, digest, slot, mayHaveLeft, proven }, register)
  return isListed || mayHaveLeft ? [] : missing(slot, registered, register, trust, timeUsed)
}

/** Had it been logged, its slot would show it; but long after its end none does. */
function isLongOver(
  { certificate: { iat, exp } }: Registered,
  { signedAt }: IssuerRegister,
): boolean {
  return exp <= signedAt && signedAt - iat >= LISTED_AFTER_SECONDS
}

/** Not there when it has to be: the mark of a stolen key. Newer than the register: nobody knows. */
function missing(
  slot: number | undefined,
  { certificate: { iat }, proven }: Registered,
  { witnessedAt }: IssuerRegister,
  { loggingLimitSeconds }: Trust,
  timeUsed: number,
): Reason[] {
  if (proven !== undefined) return []
  // Witnesses from the future know no more than those of now.
  const asOf = witnessedAt === null ? Number.NEGATIVE_INFINITY : Math.min(witnessedAt, timeUsed)
  if (iat + loggingLimitSeconds > asOf) return [reason('REGISTER_OLDER')]
  return [reason(slot === undefined ? 'NUMBER_OUTSIDE_BLOCKS' : 'NOT_IN_REGISTER')]
}

function expiredUnused(
  slot: number | undefined,
  { certificate: { exp }, digest, confirmedBy }: Registered,
  { page, witnessedAt }: IssuerRegister,
): Reason[] {
  const listed = slot === undefined ? undefined : listedAt(page, slot)
  const isUnused = listed !== undefined && holds(listed, digest) && listed.status === 'valid'
  const isOver = witnessedAt !== null && witnessedAt >= exp
  return isUnused && isOver && confirmedBy === undefined ? [reason('EXPIRED_UNUSED')] : []
}

/**
 * A log never shrinks, has one root of each size, and no page of it is older than the one before:
 * whoever shows another hides something.
 */
export function rememberedPage(
  party: PartyCode,
  { page, signedAt }: Pick<IssuerRegister, 'page' | 'signedAt'>,
  { headsSeen, pagesSeen }: Pick<Trust, 'headsSeen' | 'pagesSeen'>,
  list: 'register' | 'imports' = 'register',
): Reason[] {
  const seen = headsSeen.get(party)
  const isForked = seen?.size === page.size && seen.root !== toHex(page.root)
  if (isForked) return [reason('LOG_FORKED', { issuer: party })]
  const isOlder = page.size < (seen?.size ?? 0) || signedAt < (pagesSeen.get(party) ?? 0)
  return isOlder ? [reason('LIST_ROLLED_BACK', { list })] : []
}

/** How `confirmationsIn` knows the certificate. */
export function confirmationKey(digest: Uint8Array): string {
  return toHex(prefixOf(digest))
}

/** Where `proof` shows the certificate in its issuer's log, under a head that a quorum cosigned. */
export async function provenPlace(
  proof: Uint8Array,
  { bytes, certificate }: { readonly bytes: Uint8Array; readonly certificate: Certificate },
  { register, trust, rules }: { register: IssuerRegister; trust: Trust; rules: LogRules },
  verify: VerifySignature,
): Promise<ProvenPlace | undefined> {
  const { issuer, number, iat, exp } = certificate
  const slot = slotOf(register.blocks, number)
  if (slot === undefined) return undefined
  const digest = sha256(bytes)
  const subject = subjectIn(proof)
  const entry = encodeEntry({ kind: 'certificate', slot, iat, exp, subject, digest })
  const logged = await proveLogged(proof, entry, logIdentityOf(trust, rules, issuer), verify)
  const read = readLogProof(proof)
  if (!logged.ok || !read.ok) return undefined
  const quorum = quorumRulesOf(trust, rules)
  const keys = quorum.witnesses.map(({ key }) => key)
  const found = await cosignaturesOf(logged.value.note, keys, verify)
  if (quorumTime(found, quorum, operatorOf(rules, issuer)) === undefined) return undefined
  return { index: read.value.index, size: logged.value.size }
}
