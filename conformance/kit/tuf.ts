import { toHex } from '../../src/crypto/bytes.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { encodeBundle } from '../../src/participants/bundle.ts'
import { canonicalJson, type JsonObject, sha256Hex } from '../../src/participants/canonical-json.ts'
import { encodePem } from '../../src/participants/der.ts'
import { type DelegatedKey, delegatedKey } from '../../src/participants/keys.ts'
import type { Environment, KeyUsage } from '../../src/participants/kinds.ts'
import { type LogRules, logRulesJson } from '../../src/participants/log-rules.ts'
import { encodePartyKeys } from '../../src/participants/party-keys.ts'
import { formatTime } from '../../src/participants/tuf-metadata.ts'
import type { PartyCode } from '../../src/values/codes.ts'
import { publicKey, signDer } from './keys.ts'
import { DAY, instant, LISTED_AT } from './lists.ts'
import { bundleOf, type TrustFile } from './trust.ts'
import { registry } from './trust-files.ts'

export type PartySpec = {
  readonly party: PartyCode
  /** Signs the party's own metadata. */
  readonly delegation: string
  readonly paths: readonly string[]
  readonly keys: readonly KeySpec[]
}

export type KeySpec = readonly [
  name: string,
  usage: KeyUsage,
  life?: Pick<DelegatedKey, 'state' | 'since' | 'goodBelow'>,
]

/** A trust list to be written: TUF 1.0 metadata by names of test keys. */
export type ListSpec = PartySpec & {
  readonly environment: Environment
  readonly roots: readonly RootSpec[]
  readonly online: string
  readonly issuedAt: number
  readonly version: number
  /** Parties beside the one of this list itself. */
  readonly others: readonly PartySpec[]
  /** `logs` of the root where they are live; null: `register` is off. */
  readonly logs: LogRules | null
  readonly targetsSigners: readonly string[]
  readonly lists: Pick<TrustFile, 'numberBlocks' | 'statusPages' | 'registerPages'>
  /** Changes the bytes of a part before what describes it is signed. */
  readonly part: (path: string, bytes: Uint8Array) => Uint8Array
  /** Changes the content of a metadata file before it is signed. */
  readonly signed: (path: string, content: JsonObject) => JsonObject
}

export type RootSpec = {
  readonly version: number
  readonly keys: readonly string[]
  readonly threshold: number
  readonly signers: readonly string[]
  readonly expiresAt: number
}

export function rootSpec(changes: Partial<RootSpec> = {}): RootSpec {
  return {
    version: 1,
    keys: ['root-1', 'root-2', 'root-3'],
    threshold: 2,
    signers: ['root-1', 'root-2'],
    expiresAt: LISTED_AT + 300 * DAY,
    ...changes,
  }
}

export function listSpec(
  lists: ListSpec['lists'],
  changes: Partial<Omit<ListSpec, 'lists'>> = {},
): ListSpec {
  return {
    environment: 'production',
    roots: [rootSpec()],
    online: 'online-1',
    issuedAt: LISTED_AT,
    version: 7,
    party: 'CD' as PartyCode,
    delegation: 'CD delegation',
    paths: ['CD/*'],
    keys: [
      ['CD certificate', 'certificate'],
      ['CD status', 'status'],
    ],
    others: [],
    logs: null,
    targetsSigners: ['root-1', 'root-2'],
    lists,
    part: (_, bytes) => bytes,
    signed: (_, content) => content,
    ...changes,
  }
}

/** The bundle of a list, always the same bytes, and the fingerprint of each of its roots. */
export function writeList(spec: ListSpec): { bundle: Uint8Array; fingerprints: readonly string[] } {
  const roots = spec.roots.map((root) => rootFile(spec, root))
  const parts = partsOf(spec)
  return {
    bundle: encodeBundle({
      ...bundleOf(spec.lists),
      roots: roots.map(({ bytes }) => bytes),
      parts,
    }),
    fingerprints: roots.map(({ fingerprint }) => fingerprint),
  }
}

function partsOf(spec: ListSpec): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  const add = (path: string, bytes: Uint8Array) => {
    const written = spec.part(path, bytes)
    parts.set(path, written)
    return { length: written.length, hashes: { sha256: sha256Hex(written) } }
  }
  const signed = (path: string, content: JsonObject, signers: readonly string[]) => ({
    version: spec.version,
    ...add(path, file(spec.signed(path, content), signers)),
  })
  const partyMeta = ({ party, delegation, keys }: PartySpec) => {
    const keysTarget = add(`${party}/keys.json`, partyKeys(party, keys))
    const targets = { [`${party}/keys.json`]: keysTarget }
    return signed(`${party}.json`, { ...common(spec, 'targets', 300), targets }, [delegation])
  }
  const registryTarget = add('participants.json', canonical(registry(['CD', 'EU', 'BE'])))
  const meta = Object.fromEntries(
    partiesOf(spec).map((each) => [`${each.party}.json`, partyMeta(each)]),
  )
  const targetsMeta = signed(
    'targets.json',
    {
      ...common(spec, 'targets', 300),
      targets: { 'participants.json': registryTarget },
      delegations: delegations(spec),
    },
    spec.targetsSigners,
  )
  const described = { ...meta, 'targets.json': targetsMeta }
  const snapshot = signed('snapshot.json', { ...common(spec, 'snapshot', 7), meta: described }, [
    spec.online,
  ])
  signed(
    'timestamp.json',
    {
      ...common(spec, 'timestamp', 1),
      issued: formatTime(spec.issuedAt),
      meta: { 'snapshot.json': snapshot },
    },
    [spec.online],
  )
  return parts
}

function common({ version, issuedAt }: ListSpec, type: string, days: number): JsonObject {
  const expires = formatTime(issuedAt + days * DAY)
  return { _type: type, spec_version: '1.0.31', version, expires }
}

function partiesOf(spec: ListSpec): readonly PartySpec[] {
  return [spec, ...spec.others]
}

function delegations(spec: ListSpec): JsonObject {
  const all = partiesOf(spec)
  return {
    keys: keysByName(all.map(({ delegation }) => delegation)),
    roles: all.map(({ party, delegation, paths }) => ({
      name: party,
      keyids: [keyName(delegation)],
      threshold: 1,
      terminating: true,
      paths,
    })),
  }
}

function partyKeys(party: PartyCode, keys: readonly KeySpec[]): Uint8Array {
  return encodePartyKeys(
    party,
    keys.map(([name, usage, life = { state: 'active', since: null }]) =>
      delegatedKey({
        party,
        key: publicKey(name),
        usage,
        notBefore: instant('2025-01-01T00:00:00Z'),
        notAfter: instant('2030-01-01T00:00:00Z'),
        ...life,
      }),
    ),
  )
}

function rootFile(spec: ListSpec, root: RootSpec): { bytes: Uint8Array; fingerprint: string } {
  const offline = { keyids: root.keys.map(keyName), threshold: root.threshold }
  const online = { keyids: [keyName(spec.online)], threshold: 1 }
  const content = spec.signed(`root.${root.version}`, {
    _type: 'root',
    spec_version: '1.0.31',
    version: root.version,
    expires: formatTime(root.expiresAt),
    consistent_snapshot: true,
    environment: spec.environment,
    ...(spec.logs === null
      ? { register: 'off' }
      : { register: 'on', logs: logRulesJson(spec.logs) }),
    loggingLimitHours: 24,
    keys: keysByName([...root.keys, spec.online]),
    roles: { root: offline, targets: offline, snapshot: online, timestamp: online },
  })
  return { bytes: file(content, root.signers), fingerprint: sha256Hex(canonical(content)) }
}

function file(content: JsonObject, signers: readonly string[]): Uint8Array {
  const signatures = signers.map((name) => ({
    keyid: keyName(name),
    sig: toHex(signDer(name, canonical(content))),
  }))
  return encodeUtf8(JSON.stringify({ signatures, signed: content }))
}

function keysByName(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [keyName(name), tufKey(name)]))
}

/** A key as TUF writes it. */
export function tufKey(name: string): JsonObject {
  const keyval = { public: encodePem(publicKey(name)) }
  return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval }
}

function keyName(name: string): string {
  return sha256Hex(canonical(tufKey(name)))
}

function canonical(value: unknown): Uint8Array {
  const bytes = canonicalJson(value)
  if (bytes === undefined) throw new Error('no canonical form')
  return bytes
}
