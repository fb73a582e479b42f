import { MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'
import { Delegations } from '@tufjs/models/dist/delegations.js'
import { DelegatedRole, Role } from '@tufjs/models/dist/role.js'
import type { JSONValue } from '@tufjs/models/dist/utils/index.js'
import type { PublicKey } from '../../crypto/signature.ts'
import type { PartyCode } from '../../values/codes.ts'
import { member, sha256Hex } from '../canonical-json.ts'
import type { Environment } from '../kinds.ts'
import { type LogRules, logRulesJson } from '../log-rules.ts'
import type { HeldKey } from './key-files.ts'
import { edition, signedPart, tufKey, versionOf } from './trust-metadata.ts'

const DAY = 86_400
/** Design 3: the timestamp says every day that the list still stands. */
const LIFETIME = { root: 365 * DAY, targets: 365 * DAY, snapshot: 7 * DAY, timestamp: DAY } as const

/** A trust list as it is published: roots, and metadata and targets by their path in a bundle. */
export type Repository = {
  readonly roots: readonly Uint8Array[]
  readonly parts: ReadonlyMap<string, Uint8Array>
}

/** What a list is to say, and the private keys that say it. */
export type ListPlan = {
  readonly environment: Environment
  readonly loggingLimitHours: number
  /** Where logs are and whose witnesses count; null while there are none. */
  readonly logs: LogRules | null
  readonly root: HeldRoot | SignedRoot
  /** Any one of these signs snapshots and timestamps. */
  readonly onlineKeys: readonly HeldKey[]
  /** `participants.json`, canonical. */
  readonly registry: Uint8Array
  readonly parties: ReadonlyMap<PartyCode, PartyPlan>
}

/** The keys of the root are here: of `keys`, `threshold` sign roots and targets. */
export type HeldRoot = { readonly keys: readonly HeldKey[]; readonly threshold: number }

/** They are held elsewhere: what their holders signed is published as it is. */
export type SignedRoot = {
  /** The next root; null where the one in force stays. */
  readonly root: Uint8Array | null
  readonly targets: Uint8Array
}

export type PartyPlan = {
  /** Signs the party's own metadata; null where it is not here, and what it signed stays as it is. */
  readonly delegation: HeldKey | null
  /** The key that the delegation names. */
  readonly named: PublicKey
  /** `<party>/keys.json`, canonical. */
  readonly keys: Uint8Array
}

/**
 * The list that follows `current`: what has not changed keeps its bytes, what has changed or is
 * half-way to its end gets the next version.
 */
export function nextRepository(
  current: Repository | undefined,
  plan: ListPlan,
  now: number,
): Repository {
  const parts = new Map<string, Uint8Array>([['participants.json', plan.registry]])
  const before = (path: string) => current?.parts.get(path)
  for (const [party, { delegation, keys }] of plan.parties) {
    const [list, metadata] = [before(`${party}/keys.json`), before(`${party}.json`)]
    if (delegation === null && list !== undefined && metadata !== undefined) {
      parts.set(`${party}/keys.json`, list).set(`${party}.json`, metadata)
    } else if (delegation !== null) {
      parts.set(`${party}/keys.json`, keys)
      parts.set(`${party}.json`, partyMetadata(party, metadata, delegation, keys, now))
    }
  }
  const online = plan.onlineKeys.slice(0, 1)
  const { root } = plan
  parts.set(
    'targets.json',
    'targets' in root ? root.targets : targets(before('targets.json'), plan, root, now),
  )
  parts.set('snapshot.json', snapshot(before('snapshot.json'), parts, online, now))
  parts.set(
    'timestamp.json',
    timestamp(before('timestamp.json'), parts.get('snapshot.json') as Uint8Array, online, now),
  )
  const roots = current?.roots ?? []
  if (!('targets' in root)) return { roots: rootChain(roots, plan, root, now), parts }
  return { roots: root.root === null ? roots : [...roots, root.root], parts }
}

function rootChain(
  roots: readonly Uint8Array[],
  plan: ListPlan,
  held: HeldRoot,
  now: number,
): readonly Uint8Array[] {
  const keys = [...held.keys, ...plan.onlineKeys].map((key) => tufKey(key.key))
  const newest = roots.at(-1)
  const next = edition(
    {
      current: newest,
      lifetimeSeconds: LIFETIME.root,
      signers: signersOf(held),
      build: ({ issued: _, ...common }) =>
        new Root({
          ...common,
          keys: Object.fromEntries(keys.map((key) => [key.keyID, key])),
          roles: rootRoles(held, plan.onlineKeys),
          consistentSnapshot: true,
          unrecognizedFields: {
            environment: plan.environment,
            register: plan.logs === null ? 'off' : 'on',
            loggingLimitHours: plan.loggingLimitHours,
            ...(plan.logs !== null && { logs: logRulesJson(plan.logs) }),
          },
        }),
    },
    now,
  )
  return next === newest ? roots : [...roots, next]
}

function signersOf({ keys, threshold }: HeldRoot): readonly HeldKey[] {
  return keys.slice(0, threshold)
}

function rootRoles(
  { keys, threshold }: HeldRoot,
  onlineKeys: readonly HeldKey[],
): Record<string, Role> {
  const offline = () => new Role({ keyIDs: idsOf(keys), threshold })
  const online = () => new Role({ keyIDs: idsOf(onlineKeys), threshold: 1 })
  return { root: offline(), targets: offline(), snapshot: online(), timestamp: online() }
}

function targets(
  current: Uint8Array | undefined,
  plan: ListPlan,
  held: HeldRoot,
  now: number,
): Uint8Array {
  const parties = [...plan.parties].sort(([a], [b]) => (a < b ? -1 : 1))
  const before = current && signedPart(current)
  const changes = before && (member(before, 'changes') as JSONValue | undefined)
  const keys = parties.map(([, { named }]) => tufKey(named))
  const roles = parties.map(
    ([party], index) =>
      new DelegatedRole({
        name: party,
        keyIDs: [(keys[index] as (typeof keys)[number]).keyID],
        threshold: 1,
        terminating: true,
        paths: [`${party}/*`],
      }),
  )
  const delegations = new Delegations({
    keys: Object.fromEntries(keys.map((key) => [key.keyID, key])),
    roles: Object.fromEntries(roles.map((role) => [role.name, role])),
  })
  return edition(
    {
      current,
      lifetimeSeconds: LIFETIME.targets,
      signers: signersOf(held),
      build: ({ issued: _, ...common }) =>
        new Targets({
          ...common,
          targets: targetFile('participants.json', plan.registry),
          delegations,
          // How keys of parties came to be others: readers need it for as long as they may have slept.
          ...(changes !== undefined && { unrecognizedFields: { changes } }),
        }),
    },
    now,
  )
}

function partyMetadata(
  party: PartyCode,
  current: Uint8Array | undefined,
  delegation: HeldKey,
  keys: Uint8Array,
  now: number,
): Uint8Array {
  return edition(
    {
      current,
      lifetimeSeconds: LIFETIME.targets,
      signers: [delegation],
      build: ({ issued: _, ...common }) =>
        new Targets({ ...common, targets: targetFile(`${party}/keys.json`, keys) }),
    },
    now,
  )
}

function snapshot(
  current: Uint8Array | undefined,
  parts: ReadonlyMap<string, Uint8Array>,
  signers: readonly HeldKey[],
  now: number,
): Uint8Array {
  const described = [...parts]
    .filter(([path]) => isMetadataPath(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const meta = Object.fromEntries(described.map(([path, bytes]) => [path, metaFile(bytes)]))
  return edition(
    {
      current,
      lifetimeSeconds: LIFETIME.snapshot,
      signers,
      build: ({ issued: _, ...common }) => new Snapshot({ ...common, meta }),
    },
    now,
  )
}

function timestamp(
  current: Uint8Array | undefined,
  snapshotBytes: Uint8Array,
  signers: readonly HeldKey[],
  now: number,
): Uint8Array {
  return edition(
    {
      current,
      lifetimeSeconds: LIFETIME.timestamp,
      signers,
      build: ({ issued, ...common }) =>
        new Timestamp({
          ...common,
          snapshotMeta: metaFile(snapshotBytes),
          unrecognizedFields: { issued },
        }),
    },
    now,
  )
}

/** Metadata stands at the top; targets do only where they are the registry. */
export function isMetadataPath(path: string): boolean {
  return !path.includes('/') && path !== 'participants.json'
}

function metaFile(bytes: Uint8Array): MetaFile {
  return new MetaFile({
    version: versionOf(bytes),
    length: bytes.length,
    hashes: { sha256: sha256Hex(bytes) },
  })
}

function targetFile(path: string, bytes: Uint8Array): Record<string, TargetFile> {
  const hashes = { sha256: sha256Hex(bytes) }
  return { [path]: new TargetFile({ path, length: bytes.length, hashes }) }
}

function idsOf(keys: readonly HeldKey[]): string[] {
  return keys.map((key) => tufKey(key.key).keyID)
}
