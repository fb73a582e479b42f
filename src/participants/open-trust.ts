import { sameBytes } from '../crypto/bytes.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { Bundle } from './bundle.ts'
import { canonicalJson, parseJson } from './canonical-json.ts'
import { compromiseUndone } from './compromised-keys.ts'
import { judgeChanges } from './judge-changes.ts'
import type { DelegatedKey } from './keys.ts'
import { parsePartyKeys } from './party-keys.ts'
import { parseRegistry, type Registry } from './registry.ts'
import type { Remembered, SeenHead, Trust, TrustRefusal } from './trust.ts'
import { type PartyView, type TufView, walkTuf } from './tuf.ts'
import { formatTime } from './tuf-metadata.ts'
import { type RootChain, walkRoots } from './tuf-roots.ts'
import { keyName } from './tuf-signatures.ts'

export type OpenTrustOptions = {
  /** Root fingerprints, lower-case hex, that this reader was given by somebody whom it trusts. */
  readonly pins: ReadonlySet<string>
  /** The user handed in a demonstration list by name, which then needs no pin. */
  readonly acceptDemonstration: boolean
  /** The device's clock, epoch seconds. It may be wrong: see `Trust.timeUsed`. */
  readonly now: number
  /** What this reader kept of the last list; without it a rollback cannot be seen. */
  readonly remembered?: Remembered
  readonly verify: VerifySignature
}

/**
 * Checks every signature of the trust list in `bundle` from its roots down and reads it. An unpinned
 * root is no refusal: the caller needs its fingerprint to say whom nobody vouches for.
 */
export async function openTrust(
  bundle: Bundle,
  options: OpenTrustOptions,
): Promise<Outcome<Trust, TrustRefusal>> {
  const { pins, verify, remembered } = options
  const chain = await walkRoots(bundle.roots, pins, verify, remembered)
  if (!chain.ok) return chain
  const view = await walkTuf({ parts: bundle.parts, verify }, chain.value, remembered)
  if (!view.ok) return view
  // A time that a thief of the online keys set too late is forgotten with those keys.
  const seen = chain.value.onlineKeysReplaced ? 0 : (remembered?.newestSignedTime ?? 0)
  const newestSignedTime = Math.max(view.value.issuedAt, seen)
  const { expiresAt } = chain.value.newest.metadata
  if (expiresAt <= newestSignedTime) {
    return refuse('TRUST_ROOT_EXPIRED', 'root.json', { expired: formatTime(expiresAt) })
  }
  const keys = readKeys(view.value.parties)
  if (!keys.ok) return keys
  // Whatever became of the online keys: what a party said of its own stolen key is never taken back.
  const undone = compromiseUndone(keys.value, remembered?.compromised ?? {})
  if (undone !== undefined) {
    const [party = '', key = ''] = undone.split(' ')
    return refuse('TRUST_COMPROMISE_UNDONE', `${party}/keys.json`, { party, key: key.slice(0, 16) })
  }
  const changes = await changesIn(view.value, chain.value, keys.value, options)
  if (!changes.ok) return changes
  const registry = readRegistry(view.value.registry)
  if (!registry.ok) return registry
  return accept({
    ...rootFacts(chain.value, options.acceptDemonstration),
    ...viewFacts(view.value, chain.value),
    newestSignedTime,
    headsSeen: new Map(Object.entries(remembered?.heads ?? {}) as [PartyCode, SeenHead][]),
    pagesSeen: new Map(Object.entries(remembered?.pages ?? {}) as [PartyCode, number][]),
    timeUsed: Math.max(options.now, newestSignedTime),
    clockBehindSeconds: Math.max(newestSignedTime - options.now, 0),
    keys: keys.value,
    delegationsSeen: changes.value.seen,
    changedWithoutParty: changes.value.withoutParty,
    registry: registry.value,
  })
}

function changesIn(
  { delegations, changes, versions, issuedAt }: TufView,
  { newest }: RootChain,
  keys: Trust['keys'],
  { remembered, now, verify }: OpenTrustOptions,
) {
  const { environment, logs: rules } = newest
  const list = { environment, rules, version: versions.targets, delegations, changes, keys }
  const seen = remembered?.delegations
  return judgeChanges({ ...list, seen, at: Math.min(issuedAt, now) }, verify)
}

function rootFacts({ anchor, newest, pinned }: RootChain, acceptDemonstration: boolean) {
  const { environment, register, logs, loggingLimitSeconds, fingerprint } = newest
  return {
    environment,
    register,
    logs,
    loggingLimitSeconds,
    rootFingerprint: anchor.fingerprint,
    newestRootFingerprint: fingerprint,
    rootExpiresAt: newest.metadata.expiresAt,
    pinned: pinned || (acceptDemonstration && environment === 'demonstration'),
  }
}

function viewFacts({ versions, issuedAt, parties }: TufView, { newest }: RootChain) {
  return {
    issuedAt,
    versions: { ...versions, root: newest.metadata.version },
    partyVersions: new Map(parties.map(({ party, version }) => [party, version])),
  }
}

/**
 * The keys of every party. A key stands once in the whole list: two usages would let a clerk's
 * confirmation pass for a certificate, two parties would let one answer for the other.
 */
function readKeys(
  parties: readonly PartyView[],
): Outcome<ReadonlyMap<PartyCode, readonly DelegatedKey[]>, TrustRefusal> {
  const byParty = new Map<PartyCode, readonly DelegatedKey[]>()
  const owners = new Map<string, string>()
  for (const { party, keys: bytes } of parties) {
    const keys = parsePartyKeys(party, bytes)
    if (!keys.ok) return keys
    for (const { key, usage } of keys.value) {
      const other = owners.get(keyName(key))
      const use = `${party} ${usage}`
      if (other !== undefined)
        return refuse('TRUST_KEY_SHARED', `${party}/keys.json`, { use, other })
      owners.set(keyName(key), use)
    }
    byParty.set(party, keys.value)
  }
  return accept(byParty)
}

/** Canonical bytes only: another spelling could hide a second value under a name that stands twice. */
function readRegistry(bytes: Uint8Array): Outcome<Registry, TrustRefusal> {
  const path = 'participants.json'
  const json = parseJson(bytes)
  const canonical = canonicalJson(json)
  if (canonical === undefined || !sameBytes(canonical, bytes)) {
    return refuse('TRUST_REGISTRY', path, { path, cause: 'canonical form' })
  }
  const registry = parseRegistry(json)
  if (registry.ok) return registry
  const { field = path, code } = registry.refusals[0]
  return refuse('TRUST_REGISTRY', path, { path, cause: `${code} ${field}` })
}
