import { join } from 'node:path'
import { countSigned, type SignedCounts } from '../certificates/adapters/count-signed.ts'
import type { WitnessedHead } from '../participants/good-below.ts'
import { fingerprintOf } from '../participants/key-ceremony.ts'
import type { DelegatedKey } from '../participants/keys.ts'
import type { Queryable } from '../platform/database.ts'
import { readHeads } from '../transparency/adapters/heads-file.ts'
import type { PartyCode } from '../values/codes.ts'

/** How far this node saw the log of a party witnessed, and when. */
export function headsOf(dataFolder: string, party: PartyCode): Promise<readonly WitnessedHead[]> {
  return readHeads(join(dataFolder, 'log', party))
}

/** What becomes of what a stolen key signed. */
export type Stolen = Partial<SignedCounts> & {
  /** Entries of the log below which it stays good; nought where nothing does. */
  readonly goodBelow: number
  /** When a quorum had cosigned as many, epoch seconds; null where nobody noted it. */
  readonly witnessedAt: number | null
}

/** Told in words that a person can judge, of the entry that `name` (the beginning of its fingerprint) names. */
export async function stolenKey(
  listed: readonly DelegatedKey[],
  name: string,
  heads: readonly WitnessedHead[],
  on?: Queryable,
): Promise<Stolen | undefined> {
  const entry = listed.find(({ key }) => fingerprintOf(key).startsWith(name))
  if (entry?.state !== 'compromised' || entry.usage !== 'certificate') return undefined
  const { goodBelow = 0, kid, party } = entry
  const counts = on && (await countSigned(on, party, { kid, goodBelow }))
  return { goodBelow, witnessedAt: witnessedWith(heads, goodBelow), ...counts }
}

/** The first moment at which that many entries had been cosigned. */
function witnessedWith(heads: readonly WitnessedHead[], size: number): number | null {
  if (size === 0) return null
  const times = heads.flatMap((each) => (each.size >= size ? [each.at] : []))
  return times.length === 0 ? null : Math.min(...times)
}
