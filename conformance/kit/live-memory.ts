import { type DelegatedKeys, delegationDigest } from '../../src/participants/delegation-change.ts'
import type { DelegationsSeen } from '../../src/participants/delegations-seen.ts'
import type { Remembered } from '../../src/participants/trust.ts'
import { DAY, LISTED_AT } from './lists.ts'
import { tufKey } from './tuf.ts'

const PARTIES = ['CD', 'EU', 'AE', 'ZA', 'X-DDI']

/** What a reader kept of a live list of this version, a day older than that of the cases. */
export function remembering(
  pins: readonly string[],
  version: number,
  more: Partial<Remembered> = {},
): Remembered {
  return {
    ...{ rootVersion: 1, rootFingerprint: pins[0] ?? '', timestampVersion: version },
    ...{ snapshotVersion: version, targetsVersion: version, newestSignedTime: LISTED_AT - DAY },
    partyVersions: Object.fromEntries(PARTIES.map((party) => [party, version])),
    ...more,
  }
}

/** The delegations of such a list, with whose keys CD's was then. */
export function delegationsSeen(
  own: string,
  more: Partial<DelegationsSeen> = {},
  since = 0,
): DelegationsSeen {
  const seen = PARTIES.map((party) => {
    const key = party === 'CD' ? own : `${party} delegation`
    const digest = delegationDigest(delegatedTo(key))
    return [party, { digest, since: party === 'CD' ? since : 0 }] as const
  })
  return { version: 6, at: LISTED_AT - DAY, parties: Object.fromEntries(seen), ...more }
}

/** A delegation to one key, by its name. */
export function delegatedTo(key: string): DelegatedKeys {
  return { keys: [tufKey(key)], threshold: 1 }
}
