import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import { cosignaturesOf } from '../transparency/cosignature.ts'
import { encodeEntry } from '../transparency/entry.ts'
import { proveLogged, subjectIn } from '../transparency/log-proof.ts'
import { quorumTime } from '../transparency/quorum.ts'
import { LISTED_AFTER_SECONDS } from '../transparency/register.ts'
import { holds, type ListedSlot, listedAt, prefixOf } from '../transparency/register-page.ts'
import { logIdentityOf, operatorOf, quorumRulesOf } from '../transparency/trusted-logs.ts'
import type { PartyCode } from '../values/codes.ts'
import { numberOfSlot, slotOf } from './blocks.ts'
import type { Certificate } from './certificate.ts'
import type { IssuerRegister } from './issuer-register.ts'
import { type Reason, reason } from './reasons.ts'
import { STATUS_REASONS } from './status-reasons.ts'

/** A certificate with what a register knows it by. */
export type Registered = {
  readonly certificate: Certificate
  /** SHA-256 of the exact bytes of the statement. */
  readonly digest: Uint8Array
  /** Whether the document carries a proof that it is logged, which a quorum of witnesses stands behind. */
  readonly isProven: boolean
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
  const isMissing = slot === undefined || (said.length === 0 && isEmpty(slot, registered, register))
  // The importer's word says who; the issuer's note of it adds nothing.
  const more = confirmedBy === undefined ? said : said.filter(({ code }) => code !== 'USED')
  return [
    ...(confirmedBy === undefined ? [] : [reason('USED', { party: confirmedBy })]),
    ...more,
    ...(isMissing ? missing(slot, registered, register, trust, timeUsed) : []),
    ...expiredUnused(slot, registered, register),
    ...(register.witnessedAt === null ? [reason('REGISTER_NOT_WITNESSED')] : []),
  ]
}

function ofSlot(slot: number, { digest }: Registered, { page, blocks }: IssuerRegister): Reason[] {
  const listed = listedAt(page, slot)
  if (listed === undefined) return []
  // Of a blank that signed nothing the status says more than that there is another certificate.
  const isTwin = !holds(listed, digest) && !signedNothing(listed)
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

function signedNothing({ prefix, status }: ListedSlot): boolean {
  return status !== 'valid' && prefix.every((byte) => byte === 0)
}

/** Whether the slot would show the certificate, had it been logged: long after its end none does. */
function isEmpty(
  slot: number,
  { certificate: { iat, exp } }: Registered,
  { page, signedAt }: IssuerRegister,
): boolean {
  const mayHaveLeft = exp <= signedAt && signedAt - iat >= LISTED_AFTER_SECONDS
  return listedAt(page, slot) === undefined && !mayHaveLeft
}

/** Not there when it has to be: the mark of a stolen key. Newer than the register: nobody knows. */
function missing(
  slot: number | undefined,
  { certificate: { iat }, isProven }: Registered,
  { witnessedAt }: IssuerRegister,
  { loggingLimitSeconds }: Trust,
  timeUsed: number,
): Reason[] {
  if (isProven) return []
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

/** A log never shrinks, and has one root of each size: whoever shows another hides something. */
export function rememberedHead(
  party: PartyCode,
  { page }: Pick<IssuerRegister, 'page'>,
  { headsSeen }: Pick<Trust, 'headsSeen'>,
  list: 'register' | 'imports' = 'register',
): Reason[] {
  const seen = headsSeen.get(party)
  if (seen === undefined || page.size > seen.size) return []
  if (page.size < seen.size) return [reason('LIST_ROLLED_BACK', { list })]
  return toHex(page.root) === seen.root ? [] : [reason('LOG_FORKED', { issuer: party })]
}

/** How `confirmationsIn` knows the certificate. */
export function confirmationKey(digest: Uint8Array): string {
  return toHex(prefixOf(digest))
}

/** Whether `proof` shows the certificate in its issuer's log, under a head that a quorum cosigned. */
export async function isProvenLogged(
  proof: Uint8Array,
  { bytes, certificate }: { readonly bytes: Uint8Array; readonly certificate: Certificate },
  { register, trust, rules }: { register: IssuerRegister; trust: Trust; rules: LogRules },
  verify: VerifySignature,
): Promise<boolean> {
  const { issuer, number, iat, exp } = certificate
  const slot = slotOf(register.blocks, number)
  if (slot === undefined) return false
  const digest = sha256(bytes)
  const subject = subjectIn(proof)
  const entry = encodeEntry({ kind: 'certificate', slot, iat, exp, subject, digest })
  const logged = await proveLogged(proof, entry, logIdentityOf(trust, rules, issuer), verify)
  if (!logged.ok) return false
  const quorum = quorumRulesOf(trust, rules)
  const keys = quorum.witnesses.map(({ key }) => key)
  const found = await cosignaturesOf(logged.value.note, keys, verify)
  return quorumTime(found, quorum, operatorOf(rules, issuer)) !== undefined
}
