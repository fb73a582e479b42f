import type { PublicKey } from '../crypto/signature.ts'
import { encodeUtf8 } from '../crypto/utf8.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  member,
  parseJson,
  sha256Hex,
} from './canonical-json.ts'
import {
  changeJson,
  type DelegatedKeys,
  type DelegationChange,
  tufKeyId,
} from './delegation-change.ts'
import { encodePem } from './der.ts'
import { ENVIRONMENTS, type Environment } from './kinds.ts'
import type { RootRefusal } from './root-refusals.ts'
import { formatTime } from './tuf-metadata.ts'
import { keyName } from './tuf-signatures.ts'

const YEAR = 365 * 86_400
/** As many as a role may have (docs/formats/trust.md). */
const MAX_ROOT_KEYS = 32
const FORMAT = 'openkp-root-proposal'
/** Format, version, environment, root and targets: nothing may stand beside what is signed. */
const MEMBERS = 5

/** What the holders of the root are asked to sign: the whole of what will stand there, and not a change of it. */
export type RootProposal = {
  readonly environment: Environment
  /** The signed part of the next root; null where root keys stay. */
  readonly root: JsonObject | null
  /** The signed part of the next `targets.json`: the delegations. */
  readonly targets: JsonObject
}

export type RootChange = {
  /** All root keys from now on, and how many of them have to sign. */
  readonly holders?: { readonly keys: readonly PublicKey[]; readonly threshold: number }
  readonly delegations: readonly DelegationChange[]
  /** The next versions with nothing changed, before those in force expire. */
  readonly renew: boolean
}

/** The signed parts in force. */
export type SignedInForce = { readonly root: JsonObject; readonly targets: JsonObject }

/** The next root and the next delegations, each one version after the one in force, for a year. */
export function proposeRoot(
  { root, targets }: SignedInForce,
  { holders, delegations, renew }: RootChange,
  now: number,
): Outcome<RootProposal, RootRefusal> {
  if (holders === undefined && delegations.length === 0 && !renew)
    return refuse('PARTICIPANTS_ROOT_NOTHING')
  if (holders !== undefined && !isWorkable(holders))
    return refuse('PARTICIPANTS_ROOT_THRESHOLD', undefined, {
      ...{ keys: holders.keys.length, threshold: holders.threshold },
    })
  const environment = ENVIRONMENTS.find((each) => each === member(root, 'environment'))
  if (environment === undefined) throw new Error('a root in force without its environment')
  const changesRoot = holders !== undefined || renew
  return accept({
    environment,
    root: changesRoot ? nextVersion(withHolders(root, holders), now) : null,
    targets: nextVersion(withDelegations(targets, delegations), now),
  })
}

function isWorkable({ keys, threshold }: NonNullable<RootChange['holders']>): boolean {
  const different = new Set(keys.map(keyName)).size === keys.length
  const inReach = Number.isInteger(threshold) && threshold >= 2 && threshold <= keys.length
  return different && inReach && keys.length <= MAX_ROOT_KEYS
}

function nextVersion(signed: JsonObject, now: number): JsonObject {
  const version = Number(member(signed, 'version')) + 1
  return { ...signed, version, expires: formatTime(now + YEAR) }
}

function withHolders(root: JsonObject, holders: RootChange['holders']): JsonObject {
  if (holders === undefined) return root
  const roles = objectIn(root, 'roles')
  const online = ['snapshot', 'timestamp'].flatMap((name) => idsIn(objectIn(roles, name)))
  const keys = Object.entries(objectIn(root, 'keys')).filter(([id]) => online.includes(id))
  const added = holders.keys.map(tufKeyJson)
  const role = { keyids: added.map(([id]) => id), threshold: holders.threshold }
  return {
    ...root,
    keys: Object.fromEntries([...keys, ...added]),
    roles: { ...roles, root: role, targets: role },
  }
}

/** A year of readers who slept, at the rate at which sixty parties change their keys. */
const MAX_KEPT_CHANGES = 100

function withDelegations(targets: JsonObject, changes: RootChange['delegations']): JsonObject {
  if (changes.length === 0) return targets
  const delegations = objectIn(targets, 'delegations')
  const roles = (member(delegations, 'roles') as readonly JsonObject[]).map((role) => {
    const change = changes.find(({ name }) => name === member(role, 'name'))
    return change === undefined ? role : { ...role, ...roleJson(change.next) }
  })
  const used = new Set(roles.flatMap(idsIn))
  const added = changes.flatMap(({ next }) => next.keys.map((key) => [tufKeyId(key), key] as const))
  const all = [...Object.entries(objectIn(delegations, 'keys')), ...added]
  const keys = Object.fromEntries(all.filter(([id]) => used.has(id)))
  const before = member(targets, 'changes')
  const items = [...(Array.isArray(before) ? before : []), ...changes.map(changeJson)]
  return {
    ...targets,
    delegations: { ...delegations, keys, roles },
    changes: items.slice(-MAX_KEPT_CHANGES),
  }
}

function roleJson({ keys, threshold }: DelegatedKeys) {
  return { keyids: keys.map(tufKeyId), threshold }
}

/** A key as TUF writes it, by its id: the SHA-256 of its canonical JSON. */
export function tufKeyJson(key: PublicKey): readonly [string, JsonObject] {
  const scheme = 'ecdsa-sha2-nistp256'
  const value = { keytype: 'ecdsa', scheme, keyval: { public: encodePem(key) } }
  return [sha256Hex(canonicalJson(value) as Uint8Array), value]
}

function idsIn(role: JsonObject): readonly string[] {
  const ids = member(role, 'keyids')
  return Array.isArray(ids) ? ids.map(String) : []
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const found = member(object, name)
  if (!isJsonObject(found)) throw new Error(`a list in force without ${name}`)
  return found
}

/** The file that is carried to the holders. Each of them signs what stands in it. */
export function encodeProposal({ environment, root, targets }: RootProposal): Uint8Array {
  return jsonBytes({ format: FORMAT, version: 1, environment, root, targets })
}

/** SHA-256 of the canonical JSON, in hex: what people compare by voice, however the file is spelt. */
export function digestOfProposal({ environment, root, targets }: RootProposal): string {
  const bytes = canonicalJson({ format: FORMAT, version: 1, environment, root, targets })
  if (bytes === undefined) throw new Error('a proposal without a canonical form')
  return sha256Hex(bytes)
}

/** What is made of JSON has its digest over the canonical form, which is no JSON where a key has line breaks. */
export function jsonBytes(value: JsonObject): Uint8Array {
  return encodeUtf8(`${JSON.stringify(value, null, 1)}\n`)
}

/** Reads that file. What it says is checked against the list in force. */
export function parseProposal(bytes: Uint8Array): RootProposal | undefined {
  const json = parseJson(bytes)
  if (!isJsonObject(json) || Object.keys(json).length !== MEMBERS) return undefined
  if (member(json, 'format') !== FORMAT || member(json, 'version') !== 1) return undefined
  const environment = ENVIRONMENTS.find((each) => each === member(json, 'environment'))
  const [root, targets] = [member(json, 'root'), member(json, 'targets')]
  if (environment === undefined || !isJsonObject(targets)) return undefined
  if (root !== null && !isJsonObject(root)) return undefined
  const isCanonical = canonicalJson(json) !== undefined
  return isCanonical ? { environment, root, targets } : undefined
}
