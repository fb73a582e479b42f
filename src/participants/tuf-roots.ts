import type { VerifySignature } from '../crypto/signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { isJsonObject, member, sha256Hex } from './canonical-json.ts'
import { ENVIRONMENTS, type Environment } from './kinds.ts'
import { type LogRules, parseLogRules } from './log-rules.ts'
import type { Remembered, Trust } from './trust.ts'
import {
  type Metadata,
  type MetadataType,
  malformed,
  parseMetadata,
  parseRole,
  type Role,
} from './tuf-metadata.ts'
import { isSignedBy, keyName } from './tuf-signatures.ts'

const TOP_LEVEL = ['root', 'timestamp', 'snapshot', 'targets'] as const

/** A month is far beyond any reason to wait, and a whole number of hours is all that is needed. */
const MAX_LOGGING_LIMIT_HOURS = 720

export type Root = {
  readonly metadata: Metadata
  /** Lower-case hex SHA-256 of the signed part in canonical form. */
  readonly fingerprint: string
  readonly roles: Readonly<Record<MetadataType, Role>>
  readonly environment: Environment
  readonly register: Trust['register']
  readonly loggingLimitSeconds: number
  readonly logs: LogRules | null
}

export type RootChain = {
  /** The first pinned root, or the first of the chain where none is pinned. */
  readonly anchor: Root
  readonly newest: Root
  readonly pinned: boolean
  /** What a reader remembers about the online roles counts no more: their keys were replaced. */
  readonly onlineKeysReplaced: boolean
}

type RootRefusal = 'TRUST_MALFORMED' | 'TRUST_SIGNATURES' | 'TRUST_ROOT_CHAIN' | 'TRUST_ROLLED_BACK'

/**
 * Follows the roots from the anchor to the newest (TUF 1.0, 5.3): each is one version after the one
 * before and is signed by the threshold of both. Roots before the anchor prove nothing and are skipped.
 */
export async function walkRoots(
  files: readonly Uint8Array[],
  pins: ReadonlySet<string>,
  verify: VerifySignature,
  remembered?: Remembered,
): Promise<Outcome<RootChain, RootRefusal>> {
  const parsed = parseRoots(files)
  if (!parsed.ok) return parsed
  const firstPinned = parsed.value.findIndex(({ fingerprint }) => pins.has(fingerprint))
  const roots = parsed.value.slice(Math.max(firstPinned, 0))
  const broken = await breakIn(roots, verify)
  if (broken !== undefined) return broken
  const anchor = roots[0] as Root
  const newest = roots.at(-1) as Root
  const known = remembered && knownRoot(roots, newest, remembered)
  if (known !== undefined && !known.ok) return known
  const onlineKeysReplaced = known?.value !== undefined && !sameOnlineKeys(known.value, newest)
  return accept({ anchor, newest, pinned: firstPinned >= 0, onlineKeysReplaced })
}

function parseRoots(files: readonly Uint8Array[]): Outcome<Root[], RootRefusal> {
  const roots: Root[] = []
  for (const [index, bytes] of files.entries()) {
    const root = parseRoot(`roots.${index}`, bytes)
    if (!root.ok) return root
    roots.push(root.value)
  }
  return accept(roots)
}

/** One root by its form, without a look at who signed it. */
export function parseRoot(path: string, bytes: Uint8Array): Outcome<Root, 'TRUST_MALFORMED'> {
  const metadata = parseMetadata(path, bytes, 'root')
  if (!metadata.ok) return metadata
  const { signed, canonical } = metadata.value
  const roles = parseRoles(member(signed, 'roles'), member(signed, 'keys'))
  if (roles === undefined) return malformed(path, 'roles')
  const environment = ENVIRONMENTS.find((each) => each === member(signed, 'environment'))
  if (environment === undefined) return malformed(path, 'environment')
  const register = member(signed, 'register')
  if (register !== 'off' && register !== 'on') return malformed(path, 'register')
  const hours = Number(member(signed, 'loggingLimitHours'))
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_LOGGING_LIMIT_HOURS) {
    return malformed(path, 'loggingLimitHours')
  }
  // A live register without a word on whose witnesses count could be read in two ways.
  const logs = register === 'on' ? parseLogRules(member(signed, 'logs')) : null
  if (logs === undefined) return malformed(path, 'logs')
  return accept({
    metadata: metadata.value,
    fingerprint: sha256Hex(canonical),
    roles,
    environment,
    register,
    loggingLimitSeconds: hours * 3600,
    logs,
  })
}

function parseRoles(roles: unknown, keys: unknown): Root['roles'] | undefined {
  if (!isJsonObject(roles)) return undefined
  const found = new Map<MetadataType, Role>()
  for (const name of TOP_LEVEL) {
    const role = parseRole(member(roles, name), keys)
    if (role === undefined) return undefined
    found.set(name, role)
  }
  return Object.fromEntries(found) as Record<MetadataType, Role>
}

/** The first place at which the chain does not hold, or undefined. */
async function breakIn(roots: readonly Root[], verify: VerifySignature) {
  let previous: Root | undefined
  for (const root of roots) {
    const { version } = root.metadata
    const at = { path: 'root.json', version }
    if (!(await isSignedBy(root.metadata, root.roles.root, verify))) {
      return refuse('TRUST_SIGNATURES' as const, 'root.json', at)
    }
    if (previous !== undefined && !(await follows(root, previous, verify))) {
      return refuse('TRUST_ROOT_CHAIN' as const, 'root.json', at)
    }
    previous = root
  }
  return undefined
}

/** A demonstration never grows into a production scheme, nor the reverse. */
async function follows(root: Root, previous: Root, verify: VerifySignature): Promise<boolean> {
  return (
    root.metadata.version === previous.metadata.version + 1 &&
    root.environment === previous.environment &&
    (await isSignedBy(root.metadata, previous.roles.root, verify))
  )
}

/** The remembered root in this chain; a chain that ends before it or has another one is refused. */
function knownRoot(
  roots: readonly Root[],
  newest: Root,
  remembered: Remembered,
): Outcome<Root | undefined, 'TRUST_ROLLED_BACK' | 'TRUST_ROOT_CHAIN'> {
  const { rootVersion, rootFingerprint } = remembered
  if (newest.metadata.version < rootVersion) {
    return refuse('TRUST_ROLLED_BACK', 'root.json', { path: 'root.json' })
  }
  const known = roots.find(({ metadata }) => metadata.version === rootVersion)
  return known === undefined || known.fingerprint === rootFingerprint
    ? accept(known)
    : refuse('TRUST_ROOT_CHAIN', 'root.json', { path: 'root.json', version: rootVersion })
}

/** New keys for the online roles undo a version number that a thief of the old ones set too high. */
function sameOnlineKeys(a: Root, b: Root): boolean {
  return (['timestamp', 'snapshot'] as const).every(
    (name) => namesOf(a.roles[name]) === namesOf(b.roles[name]),
  )
}

function namesOf(role: Role): string {
  return [...role.keys.values()].map(keyName).sort().join()
}
