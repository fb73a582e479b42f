import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { JsonObject } from './canonical-json.ts'
import { isJsonObject, member } from './canonical-json.ts'
import { type DelegationChange, delegationDigest, parseChanges } from './delegation-change.ts'
import type { Remembered, TrustVersions } from './trust.ts'
import { type Delegation, parseDelegations } from './tuf-delegations.ts'
import { type Metadata, malformed, parseTime } from './tuf-metadata.ts'
import {
  describedIn,
  describedMetadata,
  describedPart,
  type PartRefusal,
  type Reader,
  signedMetadata,
} from './tuf-parts.ts'
import type { RootChain } from './tuf-roots.ts'

export type TufRefusal = PartRefusal | 'TRUST_ROLLED_BACK' | 'TRUST_DELEGATION' | 'TRUST_KEY_SHARED'

/** What the metadata of a list vouches for: original bytes, read no further. */
export type TufView = {
  readonly versions: Omit<TrustVersions, 'root'>
  /** Epoch seconds: when the timestamp was signed. */
  readonly issuedAt: number
  /** `participants.json`. */
  readonly registry: Uint8Array
  readonly parties: readonly PartyView[]
  readonly delegations: readonly Delegation[]
  /** By their form: whether they are as they have to be is judged with the keys of witnesses at hand. */
  readonly changes: readonly DelegationChange[]
}

export type PartyView = {
  readonly party: PartyCode
  readonly version: number
  /** `<party>/keys.json`. */
  readonly keys: Uint8Array
}

/** What a reader remembers of the roles that sign online; undefined when nothing holds it to it. */
type Seen = Omit<Remembered, 'rootVersion' | 'rootFingerprint' | 'newestSignedTime'> | undefined

/**
 * The walk of TUF 1.0, 5.4 to 5.7, from timestamp to targets, over parts that are all here already.
 * Expiry of these roles is not refused: without a network an old list is better than none, and
 * the reader judges its age by `issuedAt`.
 */
export async function walkTuf(
  reader: Reader,
  chain: RootChain,
  remembered?: Remembered,
): Promise<Outcome<TufView, TufRefusal>> {
  const seen: Seen = chain.onlineKeysReplaced ? undefined : remembered
  const { roles } = chain.newest
  const timestamp = await openTimestamp(reader, chain, seen)
  if (!timestamp.ok) return timestamp
  const snapshot = await describedMetadata(
    reader,
    'snapshot.json',
    describedIn(timestamp.value.metadata.signed, 'meta', 'snapshot.json'),
    { type: 'snapshot', role: roles.snapshot },
  )
  if (!snapshot.ok) return snapshot
  if (snapshot.value.version < (seen?.snapshotVersion ?? 0)) return rolledBack('snapshot.json')
  const targets = await describedMetadata(
    reader,
    'targets.json',
    describedIn(snapshot.value.signed, 'meta', 'targets.json'),
    { type: 'targets', role: roles.targets },
  )
  if (!targets.ok) return targets
  if (targets.value.version < (seen?.targetsVersion ?? 0)) return rolledBack('targets.json')
  const content = await openContent(reader, snapshot.value.signed, targets.value.signed, seen)
  if (!content.ok) return content
  return accept({
    ...content.value,
    issuedAt: timestamp.value.issuedAt,
    versions: {
      timestamp: timestamp.value.metadata.version,
      snapshot: snapshot.value.version,
      targets: targets.value.version,
    },
  })
}

async function openTimestamp(
  reader: Reader,
  chain: RootChain,
  seen: Seen,
): Promise<Outcome<{ metadata: Metadata; issuedAt: number }, TufRefusal>> {
  const path = 'timestamp.json'
  const bytes = reader.parts.get(path)
  if (bytes === undefined) return refuse('TRUST_PART_MISSING', path, { path })
  const role = chain.newest.roles.timestamp
  const metadata = await signedMetadata(reader, path, bytes, { type: 'timestamp', role })
  if (!metadata.ok) return metadata
  const issuedAt = parseTime(member(metadata.value.signed, 'issued'))
  if (issuedAt === undefined || issuedAt >= metadata.value.expiresAt) {
    return malformed(path, 'issued')
  }
  return metadata.value.version < (seen?.timestampVersion ?? 0)
    ? rolledBack(path)
    : accept({ metadata: metadata.value, issuedAt })
}

async function openContent(
  reader: Reader,
  snapshot: JsonObject,
  targets: JsonObject,
  seen: Seen,
): Promise<Outcome<Omit<TufView, 'versions' | 'issuedAt'>, TufRefusal>> {
  const registry = openRegistry(reader, targets)
  if (!registry.ok) return registry
  const delegations = parseDelegations(member(targets, 'delegations'))
  if (!delegations.ok) return delegations
  const changes = parseChanges(member(targets, 'changes'))
  if (changes === undefined) return malformed('targets.json', 'changes')
  const gone = forgotten(delegations.value, seen)
  if (gone !== undefined) return rolledBack(`${gone}.json`)
  const parties: PartyView[] = []
  for (const delegation of delegations.value) {
    const party = await openParty(reader, snapshot, delegation, seen)
    if (!party.ok) return party
    parties.push(party.value)
  }
  return accept({ registry: registry.value, parties, delegations: delegations.value, changes })
}

/** The root's own role lists the registry and nothing in a party's folder: it cannot mint as a party. */
function openRegistry(reader: Reader, targets: JsonObject): Outcome<Uint8Array, TufRefusal> {
  const path = 'participants.json'
  const stray = targetsOutside(targets, (each) => !each.includes('/'))
  if (stray !== undefined) return refuse('TRUST_DELEGATION', stray, { path: 'targets.json' })
  const description = describedIn(targets, 'targets', path)
  return description === undefined
    ? malformed('targets.json', path)
    : describedPart(reader, path, description)
}

async function openParty(
  reader: Reader,
  snapshot: JsonObject,
  { party, role, named }: Delegation,
  seen: Seen,
): Promise<Outcome<PartyView, TufRefusal>> {
  const path = `${party}.json`
  const description = describedIn(snapshot, 'meta', path)
  const metadata = await describedMetadata(reader, path, description, { type: 'targets', role })
  if (!metadata.ok) return metadata
  const { signed, version } = metadata.value
  // New keys of the party undo a version that a thief of the old ones set too high.
  const known = seen?.delegations?.parties[party]?.digest ?? delegationDigest(named)
  const isHeld = known === delegationDigest(named)
  if (isHeld && version < (seen?.partyVersions[party] ?? 0)) return rolledBack(path)
  const stray = targetsOutside(signed, (each) => each.startsWith(`${party}/`))
  if (stray !== undefined) return refuse('TRUST_DELEGATION', stray, { path })
  const target = describedIn(signed, 'targets', `${party}/keys.json`)
  if (target === undefined) return malformed(path, `${party}/keys.json`)
  const keys = describedPart(reader, `${party}/keys.json`, target)
  return keys.ok ? accept({ party, version, keys: keys.value }) : keys
}

/** The first target that a role lists beyond what is its own. */
function targetsOutside(signed: JsonObject, isOwn: (path: string) => boolean): string | undefined {
  const targets = member(signed, 'targets')
  return isJsonObject(targets) ? Object.keys(targets).find((path) => !isOwn(path)) : undefined
}

/** A party that leaves keeps its delegation, with retired keys, so that old certificates verify. */
function forgotten(delegations: readonly Delegation[], seen: Seen): string | undefined {
  const present = new Set<string>(delegations.map(({ party }) => party))
  return Object.keys(seen?.partyVersions ?? {}).find((party) => !present.has(party))
}

function rolledBack(path: string) {
  return refuse('TRUST_ROLLED_BACK' as const, path, { path })
}
