import type { PublicKey, VerifySignature } from '../crypto/signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  member,
  parseJson,
} from './canonical-json.ts'
import { decodePem, encodePem } from './der.ts'
import { ENVIRONMENTS, type Environment } from './kinds.ts'
import { digestOfProposal, jsonBytes, type RootProposal } from './root-proposal.ts'
import type { RootRefusal } from './root-refusals.ts'
import { parseDelegations } from './tuf-delegations.ts'
import {
  formatTime,
  type Metadata,
  type MetadataType,
  parseMetadata,
  type Role,
} from './tuf-metadata.ts'
import { parseRoot, type Root } from './tuf-roots.ts'
import { isSignedBy, keyName } from './tuf-signatures.ts'

const FORMAT = 'openkp-root-signature'
/** A year and a day: clocks of holders may differ. */
const MAX_LIFETIME = 366 * 86_400

/** What one holder gives back: signatures over both parts, or over the delegations alone. */
export type RootSignature = {
  readonly environment: Environment
  /** SHA-256 of the proposal, in hex. */
  readonly proposal: string
  readonly key: PublicKey
  /** Hex, as TUF writes signatures. */
  readonly root: string | null
  readonly targets: string
}

/** What of the list in force a proposal is measured by. */
export type RootInForce = { readonly root: Root; readonly targetsVersion: number }

type Checked = { readonly old: Role; readonly next: Role }

/** Whether a proposal follows what is in force now: asked before anybody signs and before it is published. */
export function checkProposal(
  proposal: RootProposal,
  { root, targetsVersion }: RootInForce,
  now: number,
): Outcome<Checked, RootRefusal> {
  if (proposal.environment !== root.environment)
    return refuse('PARTICIPANTS_ROOT_ENVIRONMENT', undefined, {
      ...{ found: proposal.environment, wanted: root.environment },
    })
  const targets = read('targets.json', proposal.targets, 'targets')
  if (!targets.ok) return targets
  const delegations = parseDelegations(member(proposal.targets, 'delegations'))
  if (!delegations.ok) return malformed('targets.json')
  const follows = isNext('targets.json', targets.value, targetsVersion, now)
  if (!follows.ok) return follows
  if (proposal.root === null) return accept({ old: root.roles.targets, next: root.roles.targets })
  const next = parseRoot('root.json', fileOf(proposal.root, []))
  if (!next.ok || next.value.roles.root.threshold < 2) return malformed('root.json')
  if (next.value.environment !== root.environment)
    return refuse('PARTICIPANTS_ROOT_ENVIRONMENT', undefined, {
      ...{ found: next.value.environment, wanted: root.environment },
    })
  const after = isNext('root.json', next.value.metadata, root.metadata.version, now)
  return after.ok ? accept({ old: root.roles.root, next: next.value.roles.root }) : after
}

function isNext(
  file: string,
  { version, expiresAt }: Metadata,
  current: number,
  now: number,
): Outcome<true, RootRefusal> {
  if (version !== current + 1)
    return refuse('PARTICIPANTS_ROOT_VERSION', undefined, { file, proposed: version, current })
  return expiresAt > now && expiresAt <= now + MAX_LIFETIME
    ? accept(true)
    : refuse('PARTICIPANTS_ROOT_EXPIRED', undefined, { expired: formatTime(expiresAt) })
}

/** Whether a key may sign it: one of the root in force, or of the root that is proposed. */
export function mayHold({ old, next }: Checked, key: PublicKey): boolean {
  return [...old.keys.values(), ...next.keys.values()].some(
    (each) => keyName(each) === keyName(key),
  )
}

/** The bytes that a holder's key signs. */
export function bytesToSign(signed: JsonObject): Uint8Array {
  const bytes = canonicalJson(signed)
  if (bytes === undefined) throw new Error('a signed part without a canonical form')
  return bytes
}

/** The two files of TUF, once enough different holders have signed both: of the old root and of the new. */
export async function assembleRoot(
  proposal: RootProposal,
  signatures: readonly { readonly file: string; readonly signature: RootSignature }[],
  inForce: RootInForce,
  { now, verify }: { readonly now: number; readonly verify: VerifySignature },
): Promise<
  Outcome<{ readonly root: Uint8Array | null; readonly targets: Uint8Array }, RootRefusal>
> {
  const checked = checkProposal(proposal, inForce, now)
  if (!checked.ok) return checked
  const signers = new Set<string>()
  for (const { file, signature } of signatures) {
    const good = await checkSignature(proposal, { file, signature }, checked.value, verify)
    if (!good.ok) return good
    if (signers.has(keyName(signature.key))) return refuse('PARTICIPANTS_ROOT_SIGNER_TWICE')
    signers.add(keyName(signature.key))
  }
  const enough = isEnough(checked.value, signers)
  if (!enough.ok) return enough
  const all = signatures.map(({ signature }) => signature)
  const signedBy = (part: 'root' | 'targets') =>
    all.map((each) => ({ keyid: idOf(checked.value, each.key), sig: each[part] }))
  return accept({
    root: proposal.root && fileOf(proposal.root, signedBy('root')),
    targets: fileOf(proposal.targets, signedBy('targets')),
  })
}

function isEnough(
  { old, next }: Checked,
  signers: ReadonlySet<string>,
): Outcome<true, RootRefusal> {
  for (const [whose, role] of [
    ['old', old],
    ['new', next],
  ] as const) {
    const have = [...role.keys.values()].filter((key) => signers.has(keyName(key))).length
    const need = role.threshold
    if (have < need) return refuse('PARTICIPANTS_ROOT_TOO_FEW', undefined, { whose, have, need })
  }
  return accept(true)
}

async function checkSignature(
  proposal: RootProposal,
  { file, signature }: { readonly file: string; readonly signature: RootSignature },
  checked: Checked,
  verify: VerifySignature,
): Promise<Outcome<true, RootRefusal>> {
  const { environment, key, root, targets } = signature
  if (environment !== proposal.environment)
    return refuse('PARTICIPANTS_ROOT_ENVIRONMENT', undefined, {
      ...{ found: environment, wanted: proposal.environment },
    })
  if (signature.proposal !== digestOfProposal(proposal)) return refuse('PARTICIPANTS_ROOT_CHANGED')
  if (!mayHold(checked, key)) return refuse('PARTICIPANTS_ROOT_SIGNER_UNKNOWN', undefined, { file })
  const parts = [
    [proposal.root, root, 'root'],
    [proposal.targets, targets, 'targets'],
  ] as const
  for (const [signed, sig, type] of parts) {
    if (signed === null && sig === null) continue
    if (signed === null || sig === null || !(await isBy(signed, sig, type, key, verify)))
      return refuse('PARTICIPANTS_ROOT_SIGNATURE', undefined, { file })
  }
  return accept(true)
}

async function isBy(
  signed: JsonObject,
  sig: string,
  type: MetadataType,
  key: PublicKey,
  verify: VerifySignature,
): Promise<boolean> {
  const metadata = parseMetadata(type, fileOf(signed, [{ keyid: 'one', sig }]), type)
  const role = { keys: new Map([['one', key]]), threshold: 1 }
  return metadata.ok && (await isSignedBy(metadata.value, role, verify))
}

function idOf({ old, next }: Checked, key: PublicKey): string {
  const named = [...old.keys, ...next.keys].find(([, each]) => keyName(each) === keyName(key))
  if (named === undefined) throw new Error('a signer that was not checked')
  return named[0]
}

function read(
  path: string,
  signed: JsonObject,
  type: MetadataType,
): Outcome<Metadata, RootRefusal> {
  const metadata = parseMetadata(path, fileOf(signed, []), type)
  return metadata.ok ? metadata : malformed(path)
}

function malformed(file: string) {
  return refuse('PARTICIPANTS_ROOT_FORM' as const, undefined, { file, cause: 'metadata' })
}

function fileOf(
  signed: JsonObject,
  signatures: readonly { readonly keyid: string; readonly sig: string | null }[],
): Uint8Array {
  return jsonBytes({ signatures, signed })
}

export function encodeRootSignature({ key, ...rest }: RootSignature): Uint8Array {
  return jsonBytes({ format: FORMAT, version: 1, ...rest, key: encodePem(key) })
}

export function parseRootSignature(bytes: Uint8Array): RootSignature | undefined {
  const json = parseJson(bytes)
  if (!isJsonObject(json) || member(json, 'format') !== FORMAT) return undefined
  const text = (name: string) => {
    const value = member(json, name)
    return typeof value === 'string' ? value : undefined
  }
  const environment = ENVIRONMENTS.find((each) => each === text('environment'))
  const [proposal, targets, key] = [text('proposal'), text('targets'), decodePem(text('key') ?? '')]
  if (environment === undefined || proposal === undefined) return undefined
  if (targets === undefined || key === undefined) return undefined
  return { environment, proposal, key, root: text('root') ?? null, targets }
}
