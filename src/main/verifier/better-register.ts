import { type WitnessedHead, witnessedHeads } from '../../certificates/issuer-register.ts'
import { CLOCK_SKEW_SECONDS } from '../../certificates/limits.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import type { Bundle } from '../../participants/bundle.ts'
import type { Trust } from '../../participants/trust.ts'
import type { PartyCode } from '../../values/codes.ts'

export type Better = {
  readonly bundle: Bundle
  readonly heads: ReadonlyMap<PartyCode, WitnessedHead>
  /** Parties of which the offered register was worse than the one that was there. */
  readonly kept: readonly PartyCode[]
}

/**
 * The offered lists, with the register of each party as it was where the offered one is shorter, where too few
 * witnesses stand behind it, or where it is gone: whoever carries the lists cannot take good news or bad
 * away. Another register of the same length is taken, so that a verdict tells of it. A party that the list of
 * keys no longer names is nobody's any more.
 */
export async function betterRegister(
  offered: Bundle,
  before: Bundle | null,
  trust: Trust,
  verify: VerifySignature,
): Promise<Better> {
  const heads = new Map(await witnessedHeads(offered, trust, verify))
  if (before?.register === undefined) return { bundle: offered, heads, kept: [] }
  const register = new Map(offered.register ?? [])
  const numberBlocks = new Map(offered.numberBlocks)
  const kept: PartyCode[] = []
  // By the keys of now: what a key signed that counts no more is not kept.
  for (const [party, head] of await witnessedHeads(before, trust, verify)) {
    const copy = before.register.get(party)
    if (copy === undefined || !isWorse(heads.get(party), head, trust.timeUsed)) continue
    register.set(party, copy)
    // A page names its blocks, so the two go together.
    numberBlocks.set(party, before.numberBlocks.get(party) ?? [])
    heads.set(party, head)
    kept.push(party)
  }
  const bundle = kept.length === 0 ? offered : { ...offered, numberBlocks, register }
  return { bundle, heads, kept }
}

/**
 * Shorter, or the same on an older page or with older words of its witnesses, which would make it look older
 * than it is. A date from the future keeps nothing: it would keep every honest register away until then.
 */
function isWorse(
  offered: WitnessedHead | undefined,
  head: WitnessedHead,
  timeUsed: number,
): boolean {
  if (offered === undefined || offered.size < head.size) return true
  const isOlder = (date: 'at' | 'signedAt') =>
    offered[date] < head[date] && head[date] <= timeUsed + CLOCK_SKEW_SECONDS
  const isSame = offered.size === head.size && offered.root === head.root
  return isSame && (isOlder('at') || isOlder('signedAt'))
}
