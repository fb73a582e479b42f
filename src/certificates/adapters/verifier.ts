import type { Bundle } from '../../participants/bundle.ts'
import type { Queryable } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { createVerifier, type Verifier } from '../verify.ts'
import type { Means } from './means.ts'
import { issuerStatements } from './trust-bundle.ts'

/**
 * The verifier of a counter that is online: the same rules as on an inspector's phone, over the
 * newest list and what the issuer says now.
 */
export async function verifierOf(
  on: Queryable,
  means: Means,
  issuer: PartyCode,
): Promise<Verifier> {
  const trust = means.trust()
  const held = trust.keys.has(issuer) ? [issuer] : []
  const statements = await issuerStatements(on, means, held)
  const bundle: Bundle = { roots: [], parts: new Map(), ...statements }
  return createVerifier({ trust, bundle }, means.verify)
}
