import type { KeyFacts } from '../participants/key-standing.ts'
import { keyFacts } from '../participants/key-standing.ts'
import type { OwnKey } from '../participants/keys.ts'
import type { Trust } from '../participants/trust.ts'

/**
 * Keys that the trust list lets sign and that the signer does not hold, at the time of the list: of its
 * store an older copy was put back, or it was never given the newest.
 */
export function missingKeys(trust: Trust, held: readonly OwnKey[]): readonly KeyFacts[] {
  const counts = ['coming', 'in-force', 'retiring']
  return [...trust.keys].flatMap(([party, listed]) =>
    keyFacts(party, { listed, held }, trust.timeUsed).filter(
      ({ standing, isHeld }) => counts.includes(standing) && !isHeld,
    ),
  )
}
