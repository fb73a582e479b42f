import type { Bundle } from '../../participants/bundle.ts'
import type { Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { createVerifier, type Verifier } from '../verify.ts'
import type { Means } from './means.ts'
import { issuerStatements } from './trust-bundle.ts'

/**
 * The verifier of a counter that is online: the same rules as on an inspector's phone, over the
 * newest list and what the issuer says now.
 */
export async function verifierOf(tx: Tx, means: Means, issuer: PartyCode): Promise<Verifier> {
  const trust = means.trust()
  // First of all: what is announced after it, no page names.
  const register = await means.registers?.()
  const page = register?.get(issuer)?.page
  const said = trust.keys.has(issuer)
    ? await tx.inScopeOf(issuer, () => issuerStatements(tx, means, issuer, page))
    : undefined
  const bundle: Bundle = {
    roots: [],
    parts: new Map(),
    numberBlocks: new Map(said === undefined ? [] : [[issuer, said.blocks]]),
    statusPages: new Map(said?.page === undefined ? [] : [[issuer, said.page]]),
  }
  const material = register === undefined ? bundle : { ...bundle, register }
  return createVerifier({ trust, bundle: material }, means.verify)
}
