import type { PartyCode } from '../values/codes.ts'
import { type CompromisedKeys, compromisedIn } from './compromised-keys.ts'
import type { DelegationsSeen } from './delegations-seen.ts'
import type { DelegatedKey } from './keys.ts'
import type { Environment } from './kinds.ts'
import type { LogRules } from './log-rules.ts'
import type { Registry } from './registry.ts'

/** What a bundle's trust list says, after every signature in it has been checked. */
export type Trust = {
  /** From the signed root, the same in every root of the chain. */
  readonly environment: Environment
  /**
   * Lower-case hex SHA-256 of the canonical JSON of the `signed` part of one root: the first root of
   * the chain that is pinned, or the first of the chain where none is.
   */
  readonly rootFingerprint: string
  /** False: nobody vouches for the root, so no verdict but CANNOT TELL `ROOT_NOT_PINNED`. */
  readonly pinned: boolean
  /** Whether logs and registers are live in this scheme. */
  readonly register: 'off' | 'on'
  /** Where logs are and whose witnesses count; null while `register` is off. */
  readonly logs: LogRules | null
  /** How long an issuer may take to log a certificate (D of the format page). */
  readonly loggingLimitSeconds: number
  readonly versions: TrustVersions
  /** Version of each party's own metadata, for refusing a rollback later. */
  readonly partyVersions: ReadonlyMap<PartyCode, number>
  /** Fingerprint of the newest root of the chain. */
  readonly newestRootFingerprint: string
  /** Epoch seconds at which the newest root ends. */
  readonly rootExpiresAt: number
  /** Epoch seconds: when the timestamp was signed, which is the age of the whole list. */
  readonly issuedAt: number
  /** The newest signed time ever seen, this list's included: epoch seconds. */
  readonly newestSignedTime: number
  /** The later of the device's clock and `newestSignedTime`: the time that verdicts use. */
  readonly timeUsed: number
  /** When the newest status page of each party was signed that this reader saw before: epoch seconds. */
  readonly pagesSeen: ReadonlyMap<PartyCode, number>
  /** The largest witnessed head of each party's log that this reader saw before. */
  readonly headsSeen: ReadonlyMap<PartyCode, SeenHead>
  /** Seconds by which the device's clock is behind a time that somebody signed; 0 when it is not. */
  readonly clockBehindSeconds: number
  readonly keys: ReadonlyMap<PartyCode, readonly DelegatedKey[]>
  readonly registry: Registry
  /** What a reader keeps of the delegations of this list. */
  readonly delegationsSeen: DelegationsSeen
  /** Since when, in epoch seconds, other keys speak for a party that did not agree (docs/formats/trust.md). */
  readonly changedWithoutParty: ReadonlyMap<PartyCode, number>
}

/** How far a log had grown, and its root at that size in lower-case hex. */
export type SeenHead = { readonly size: number; readonly root: string }

export type TrustVersions = {
  readonly root: number
  readonly timestamp: number
  readonly snapshot: number
  readonly targets: number
}

export type TrustRefusal =
  | 'TRUST_MALFORMED'
  | 'TRUST_PART_MISSING'
  | 'TRUST_SIGNATURES'
  | 'TRUST_ROOT_CHAIN'
  | 'TRUST_ROOT_EXPIRED'
  | 'TRUST_ROLLED_BACK'
  | 'TRUST_MIXED'
  | 'TRUST_DELEGATION'
  | 'TRUST_DELEGATION_CHANGED'
  | 'TRUST_CHANGE_UNPROVEN'
  | 'TRUST_KEYS'
  | 'TRUST_KEY_SHARED'
  | 'TRUST_COMPROMISE_UNDONE'
  | 'TRUST_REGISTRY'

/**
 * What a reader keeps between two lists, so that an older one is refused; plain JSON. Kept even
 * when the list that it came from has expired, as the rollback defects of other readers teach
 * (python-tuf 1498 and 1563).
 */
export type Remembered = {
  readonly rootVersion: number
  readonly rootFingerprint: string
  readonly timestampVersion: number
  readonly snapshotVersion: number
  readonly targetsVersion: number
  readonly partyVersions: Readonly<Record<string, number>>
  /** Epoch seconds. */
  readonly newestSignedTime: number
  /** Epoch seconds by party: when the newest status page was signed; absent before these were kept. */
  readonly pages?: Readonly<Record<string, number>>
  /** Absent before these were kept. */
  readonly delegations?: DelegationsSeen
  /** By party: the largest witnessed head of its log; absent before logs were live. */
  readonly heads?: Readonly<Record<string, SeenHead>>
  /** Keys of the list that are compromised, and how far each stays good; absent where none is. */
  readonly compromised?: CompromisedKeys
}

/**
 * What to keep after `trust` was opened with what was kept before; versions and the newest signed time
 * fall only where a root rotation let them. Status pages stand beside the trust list, so it cannot show
 * that one of them is an older one.
 *
 * @param pages when the pages of the same bundle were signed, by party (`pagesOf`)
 * @param heads the witnessed heads of the logs in the same bundle, by party (`headsOf`)
 */
export function rememberedAfter(
  trust: Trust,
  pages: ReadonlyMap<PartyCode, number> = new Map(),
  heads: ReadonlyMap<PartyCode, SeenHead> = new Map(),
): Remembered {
  const largest = new Map(trust.headsSeen)
  // Of two heads of one size the first stays: the other is a fork, and would hide itself.
  for (const [party, head] of heads) {
    if (head.size > (largest.get(party)?.size ?? -1)) largest.set(party, head)
  }
  const newest = new Map(trust.pagesSeen)
  const compromised = compromisedIn(trust.keys)
  for (const [party, at] of pages) newest.set(party, Math.max(at, newest.get(party) ?? 0))
  return {
    rootVersion: trust.versions.root,
    rootFingerprint: trust.newestRootFingerprint,
    timestampVersion: trust.versions.timestamp,
    snapshotVersion: trust.versions.snapshot,
    targetsVersion: trust.versions.targets,
    partyVersions: Object.fromEntries(trust.partyVersions),
    newestSignedTime: trust.newestSignedTime,
    pages: Object.fromEntries(newest),
    delegations: trust.delegationsSeen,
    ...(largest.size > 0 && { heads: Object.fromEntries(largest) }),
    ...(Object.keys(compromised).length > 0 && { compromised }),
  }
}
