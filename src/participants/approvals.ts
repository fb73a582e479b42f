import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex, sameBytes } from '../crypto/bytes.ts'
import { encodeCbor } from '../crypto/cbor.ts'
import { coseKey } from '../crypto/cose-key.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { type Assertion, verifyAssertion } from '../crypto/webauthn.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  digestOfOfficers,
  type OfficersRefusal,
  parseOfficers,
  type SigningOfficers,
  type SigningRole,
} from './signing-officers.ts'

/** An officer by the id of the account, and what his passkey said; null where he was not asked. */
export type Approval = {
  readonly officer: string
  readonly assertion: (Assertion & { readonly credentialId: Uint8Array }) | null
}

/** Who stands for a certificate: the officer who issued it and the one who validated it. */
export type Approvals = { readonly issued: Approval; readonly validated: Approval }

/** What each of the two has to have confirmed, 32 bytes each. */
export type Challenges = { readonly issued: Uint8Array; readonly validated: Uint8Array }

export type ApprovalRefusal =
  | 'PARTICIPANTS_OFFICERS_SAME'
  | 'PARTICIPANTS_OFFICER_ROLE'
  | 'PARTICIPANTS_OFFICER_MISSING'
  | 'PARTICIPANTS_ASSERTION_MISSING'
  | 'PARTICIPANTS_ASSERTION'

/** Who passed without a passkey: possible only while a list is `offered`. */
export type Approved = { readonly unasserted: readonly (keyof Approvals)[] }

/**
 * Whether two different officers stand for a certificate, each with the passkey that the list gives
 * him. A list that is `offered` lets an officer pass who has no passkey in it.
 */
export async function checkApprovals(
  officers: SigningOfficers,
  approvals: Approvals,
  challenges: Challenges,
  verify: VerifySignature,
): Promise<Outcome<Approved, ApprovalRefusal>> {
  const { issued, validated } = approvals
  if (issued.officer === validated.officer) return refuse('PARTICIPANTS_OFFICERS_SAME')
  const issue = { role: 'issue', approval: issued, challenge: challenges.issued } as const
  const one = await checkApproval(officers, issue, verify)
  if (!one.ok) return one
  const validate = {
    role: 'validate',
    approval: validated,
    challenge: challenges.validated,
  } as const
  const other = await checkApproval(officers, validate, verify)
  if (!other.ok) return other
  const passed = { issued: one.value, validated: other.value }
  const names = ['issued', 'validated'] as const
  return accept({ unasserted: names.filter((name) => passed[name] === 'unasserted') })
}

/**
 * The credentials with one of which `officer` confirms a certificate; null where the list asks for none, and
 * empty where it asks for one that the officer does not have.
 */
export function credentialsAsked(
  { officers, mode }: SigningOfficers,
  officer: string,
  role: SigningRole,
): readonly Uint8Array[] | null {
  const listed = officers.find(({ id }) => id === officer)
  if (listed === undefined || listed.credentials.length === 0) return mode === 'offered' ? null : []
  return listed.roles.includes(role) ? listed.credentials.map(({ id }) => id) : []
}

type Step = {
  readonly role: SigningRole
  readonly approval: Approval
  readonly challenge: Uint8Array
}

async function checkApproval(
  officers: SigningOfficers,
  step: Step,
  verify: VerifySignature,
): Promise<Outcome<'asserted' | 'unasserted', ApprovalRefusal>> {
  const { role, approval } = step
  const listed = officers.officers.find(({ id }) => id === approval.officer)
  const hasPasskey = listed !== undefined && listed.credentials.length > 0
  if (!hasPasskey) {
    if (officers.mode === 'offered') return accept('unasserted')
    return refuse('PARTICIPANTS_OFFICER_MISSING', role, { role })
  }
  if (!listed.roles.includes(role)) return refuse('PARTICIPANTS_OFFICER_ROLE', role, { role })
  const asserted = await checkAssertion(officers, step, verify)
  return asserted.ok ? accept('asserted') : asserted
}

async function checkAssertion(
  { officers, rpId, origins }: SigningOfficers,
  { role, approval: { officer, assertion }, challenge }: Step,
  verify: VerifySignature,
): Promise<Outcome<true, ApprovalRefusal>> {
  if (assertion === null) return refuse('PARTICIPANTS_ASSERTION_MISSING', role, { role })
  const credentials = officers.find(({ id }) => id === officer)?.credentials ?? []
  const credential = credentials.find(({ id }) => sameBytes(id, assertion.credentialId))
  const key = credential && coseKey(credential.publicKey)
  if (key === undefined)
    return refuse('PARTICIPANTS_ASSERTION', role, { role, cause: 'CREDENTIAL' })
  const verified = await verifyAssertion(assertion, { key, rpId, origins, challenge }, verify)
  if (verified.ok) return verified
  return refuse('PARTICIPANTS_ASSERTION', role, { role, cause: verified.refusals[0].code })
}

export type ChangeRefusal =
  | OfficersRefusal
  | ApprovalRefusal
  | 'PARTICIPANTS_OFFICERS_OUTDATED'
  | 'PARTICIPANTS_OFFICERS_TWO'

/** What two key officers confirm when they change the list: its digest, and that it is one. */
export function officersChallenge(next: SigningOfficers): Uint8Array {
  const digest = fromHex(digestOfOfficers(next)) as Uint8Array
  return sha256(encodeCbor(['openkp officers 1', digest]))
}

/**
 * The list that follows `current`: whole, of the next version, bound to the one before, and confirmed
 * by two different key officers of the list that it replaces.
 */
export async function nextOfficers(
  current: SigningOfficers,
  change: { readonly list: Uint8Array; readonly approvals: readonly Approval[] },
  verify: VerifySignature,
): Promise<Outcome<SigningOfficers, ChangeRefusal>> {
  const next = parseOfficers(change.list)
  if (!next.ok) return next
  const follows =
    next.value.party === current.party &&
    next.value.version === current.version + 1 &&
    next.value.previous === digestOfOfficers(current)
  if (!follows) return refuse('PARTICIPANTS_OFFICERS_OUTDATED')
  const [one, other, ...more] = change.approvals
  const areTwo = one !== undefined && other !== undefined && more.length === 0
  if (!areTwo || one.officer === other.officer) return refuse('PARTICIPANTS_OFFICERS_TWO')
  const challenge = officersChallenge(next.value)
  // As if the list were `required`: nobody changes it without a passkey.
  const strict = { ...current, mode: 'required' } as const
  for (const approval of [one, other]) {
    const checked = await checkApproval(strict, { role: 'key', approval, challenge }, verify)
    if (!checked.ok) return checked
  }
  return next
}
