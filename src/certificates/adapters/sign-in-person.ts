import type { Officer } from '../../access/officer.ts'
import { credentialsAsked } from '../../participants/approvals.ts'
import type { SigningRole } from '../../participants/signing-officers.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { KeptAssertion } from '../kept-assertion.ts'
import type { CertificatesRefusal } from '../refusals.ts'
import type { Means } from './means.ts'

/** An act that an officer signs in person: who, as what, and what the passkey has to sign. */
export type Act = {
  readonly officer: Officer
  readonly role: Extract<SigningRole, 'issue' | 'validate'>
  /** 32 bytes. */
  readonly challenge: () => Uint8Array
}

/** What the officer's browser is to sign, and what the act repeats; null where it is not signed in person. */
export type ToSign = { readonly prepared: string; readonly options: object } | null

/** What an officer has to sign before the act, whose challenge hangs on what `prepared` names. */
export async function toSign(
  means: Means,
  act: Act,
  prepared: string,
): Promise<Outcome<{ readonly toSign: ToSign }, CertificatesRefusal>> {
  const { officer, challenge } = act
  const asked = await askedOf(means, act)
  if (asked === 'nothing') return accept({ toSign: null })
  const options = await means.inPerson.options(officer, challenge(), asked)
  if (options === null) return refuse('CERTIFICATES_PASSKEY_NOT_LISTED')
  return accept({ toSign: { prepared, options } })
}

/** Checks what came with the act, and gives what is kept of it; null where none was asked. */
export async function signedInPerson(
  means: Means,
  act: Act,
  { sent, at }: { readonly sent: Sent | null; readonly at: Date },
): Promise<Outcome<KeptAssertion | null, CertificatesRefusal>> {
  const asked = await askedOf(means, act)
  const { id: officer, name, hasPasskey } = act.officer
  if (sent === null && asked === 'nothing') return accept(null)
  if (sent === null)
    return refuse(hasPasskey ? 'CERTIFICATES_PASSKEY_NEEDED' : 'CERTIFICATES_PASSKEY_NOT_LISTED')
  const answer = { response: sent.response, listed: asked === 'nothing' ? null : asked }
  const signed = await means.inPerson.check(act.officer, act.challenge(), answer)
  if (signed === 'other') return refuse('CERTIFICATES_SIGNED_OTHER')
  if (signed === 'refused') return refuse('CERTIFICATES_PASSKEY_REFUSED')
  if (signed === 'not listed') return refuse('CERTIFICATES_PASSKEY_NOT_LISTED')
  return accept({ officer, name, at: at.toISOString(), ...signed })
}

/**
 * The credentials that may sign, null for any of the officer's own, or `nothing`. Who has a passkey signs with
 * it; beyond that the signer's list decides. Both are in memory: acts without a passkey ask nobody.
 */
async function askedOf(
  means: Means,
  { officer, role }: Act,
): Promise<readonly Uint8Array[] | null | 'nothing'> {
  const list = await means.officersOf(officer.participant)
  const listed = list && credentialsAsked(list, officer.id, role)
  if (listed !== null) return listed
  return officer.hasPasskey ? null : 'nothing'
}

/** What comes with an act: what it was prepared with, as it was given, and what the passkey said. */
export type Sent = { readonly prepared: string; readonly response: unknown }

/** A number or an instant. */
const MAX_PREPARED = 40

/**
 * What the act was prepared with: null where it was not prepared, undefined where passkey and card were
 * asked for different things.
 */
export function preparedWith(
  passkey: Pick<Sent, 'prepared'> | null,
  card: Pick<Sent, 'prepared'> | null,
): string | null | undefined {
  const named = passkey?.prepared ?? card?.prepared ?? null
  return card === null || card.prepared === named ? named : undefined
}

export function readAssertion(value: unknown): Outcome<Sent | null, CertificatesRefusal> {
  if (value === undefined || value === null) return accept(null)
  const { prepared, response } = value as Partial<Record<string, unknown>>
  return typeof prepared === 'string' && prepared.length <= MAX_PREPARED
    ? accept({ prepared, response })
    : refuse('CERTIFICATES_PASSKEY_REFUSED', 'assertion')
}

export const assertionSchema = {
  type: 'object',
  properties: {
    prepared: { type: 'string', maxLength: MAX_PREPARED, description: 'As it was prepared.' },
    response: { type: 'object', description: 'What navigator.credentials.get gave, as JSON.' },
  },
  required: ['prepared', 'response'],
}
