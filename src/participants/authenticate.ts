import type { VerifySignature } from '../crypto/signature.ts'
import type { Statement } from '../crypto/statement.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type DelegatedKey, keysUnderId } from './keys.ts'
import { KINDS, type Kind, kindOf } from './kinds.ts'
import type { Trust } from './trust.ts'

export type AuthenticationFault =
  | 'TYP_UNKNOWN'
  | 'TYP_OF_ANOTHER_KIND'
  | 'SPECIMEN_REFUSED'
  | 'TRUST_OF_DEMONSTRATION'
  | 'ISSUER_WITHOUT_KEYS'
  | 'KEY_NOT_DELEGATED'
  | 'KEY_WRONG_USAGE'
  | 'KEY_WRONG_ALGORITHM'
  | 'SIGNATURE_INVALID'
  | 'KEY_OUTSIDE_TIME'
  | 'KEY_RETIRED'
  | 'KEY_COMPROMISED'

/**
 * Whether the author that a statement names really signed it, with a key that its own delegation
 * gives that usage at that time. The key's entry in the trust list decides the algorithm and the
 * usage; the header is only compared with it. A compromised key signs nothing, whatever its date: what it
 * did sign before stands in the log.
 */
export async function authenticate(
  statement: Statement,
  kind: Kind,
  trust: Trust,
  verify: VerifySignature,
): Promise<Outcome<DelegatedKey, AuthenticationFault>> {
  const key = await signingKeyOf(statement, kind, trust, verify)
  if (!key.ok) return key
  return key.value.state === 'compromised'
    ? refuse('KEY_COMPROMISED')
    : inItsTime(key.value, statement.iat)
}

/** The same for a reader that asks the log what a compromised key signed before: that one is accepted too. */
export async function authenticateByLog(
  statement: Statement,
  kind: Kind,
  trust: Trust,
  verify: VerifySignature,
): Promise<Outcome<DelegatedKey, AuthenticationFault>> {
  const key = await signingKeyOf(statement, kind, trust, verify)
  return key.ok ? inItsTime(key.value, statement.iat) : key
}

async function signingKeyOf(
  statement: Statement,
  kind: Kind,
  trust: Trust,
  verify: VerifySignature,
): Promise<Outcome<DelegatedKey, AuthenticationFault>> {
  const language = rightLanguage(statement.sign1.typ, kind, trust)
  if (language !== undefined) return refuse(language)
  const delegated = trust.keys.get(statement.iss) ?? []
  if (delegated.length === 0) return refuse('ISSUER_WITHOUT_KEYS')
  const named = keysUnderId(delegated, statement.sign1.kid)
  if (named.length === 0) return refuse('KEY_NOT_DELEGATED')
  const used = named.filter(({ usage }) => usage === KINDS[kind])
  if (used.length === 0) return refuse('KEY_WRONG_USAGE')
  const able = used.filter(({ key }) => key.alg === statement.sign1.alg)
  if (able.length === 0) return refuse('KEY_WRONG_ALGORITHM')
  for (const candidate of able) {
    const { signed, signature } = statement.sign1
    if (await verify(candidate.key, signed, signature)) return accept(candidate)
  }
  return refuse('SIGNATURE_INVALID')
}

/** A specimen and a certificate are two languages: neither list understands the other's. */
function rightLanguage(typ: string, kind: Kind, trust: Trust): AuthenticationFault | undefined {
  const named = kindOf(typ)
  if (named === undefined) return 'TYP_UNKNOWN'
  if (named.kind !== kind) return 'TYP_OF_ANOTHER_KIND'
  if (named.environment === trust.environment) return undefined
  return named.environment === 'demonstration' ? 'SPECIMEN_REFUSED' : 'TRUST_OF_DEMONSTRATION'
}

function inItsTime(key: DelegatedKey, iat: number): Outcome<DelegatedKey, AuthenticationFault> {
  if (iat < key.notBefore || iat >= key.notAfter) return refuse('KEY_OUTSIDE_TIME')
  if (key.state === 'retired' && key.since !== null && iat >= key.since)
    return refuse('KEY_RETIRED')
  return accept(key)
}
