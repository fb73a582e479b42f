import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { toHex } from '../src/crypto/bytes.ts'
import { publicKeyOf } from '../src/participants/adapters/node-signer.ts'
import type { Bundle } from '../src/participants/bundle.ts'
import { canonicalJson, sha256Hex } from '../src/participants/canonical-json.ts'
import { encodePem } from '../src/participants/der.ts'

/**
 * A small trust list written by hand, without the code that writes real ones, so that a test can bend
 * any member of any file and still sign what it bent.
 */
type Json = Record<string, unknown>
export type Signed = Json & { version: number; expires: string }
export type TestKey = { readonly id: string; readonly privateKey: KeyObject }

export function testKey(type: 'ec' | 'ed25519' = 'ec'): TestKey {
  const { privateKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
  return { id: sha256Hex(bytesOf(keyJson(privateKey))), privateKey }
}

function keyJson(privateKey: KeyObject): Json {
  const key = publicKeyOf(privateKey)
  if (key.alg === 'Ed25519') {
    return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: toHex(key.x) } }
  }
  const keyval = { public: encodePem(key) }
  return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval }
}

export function keyTable(keys: readonly TestKey[]): Json {
  return Object.fromEntries(keys.map(({ id, privateKey }) => [id, keyJson(privateKey)]))
}

export const KEYS = {
  root: [testKey(), testKey(), testKey()],
  online: [testKey(), testKey()],
  ZA: [testKey()],
  GB: [testKey()],
  usage: [testKey(), testKey(), testKey()],
} as const

/** 2026-01-01T00:00:00Z. */
export const ISSUED = 1_767_225_600
const EXPIRES = '2026-12-31T00:00:00Z'

export type Recipe = {
  /** Changes the signed part of a file before it is signed, by path. `root.json` is each root. */
  readonly edit?: Readonly<Record<string, (signed: Signed) => void>>
  /** Other signers than the right ones, by path. */
  readonly signers?: Readonly<Record<string, readonly TestKey[]>>
  /** Changes the content of a target before it is described. */
  readonly targets?: Readonly<Record<string, Uint8Array>>
  readonly roots?: readonly Uint8Array[]
  /** Changes the parts of the finished list. */
  readonly tamper?: (parts: Map<string, Uint8Array>) => void
}

export function handMadeList(recipe: Recipe = {}): Bundle {
  const parts = new Map<string, Uint8Array>()
  const target = (path: string, standard: Json) =>
    parts.set(path, recipe.targets?.[path] ?? bytesOf(standard))
  target('participants.json', REGISTRY)
  target(
    'ZA/keys.json',
    keysJson('ZA', [
      ['certificate', 0],
      ['status', 1],
    ]),
  )
  target('GB/keys.json', keysJson('GB', [['confirm', 2]]))
  const metadata = (path: string, type: string, content: Json, signers: readonly TestKey[]) => {
    const signed = signedPart(type, content)
    recipe.edit?.[path]?.(signed)
    parts.set(path, signBytes(signed, recipe.signers?.[path] ?? signers))
  }
  metadata('ZA.json', 'targets', { targets: described(parts, 'ZA/keys.json') }, KEYS.ZA)
  metadata('GB.json', 'targets', { targets: described(parts, 'GB/keys.json') }, KEYS.GB)
  metadata('targets.json', 'targets', targetsContent(parts), KEYS.root.slice(0, 2))
  const meta = described(parts, 'targets.json', 'ZA.json', 'GB.json')
  metadata('snapshot.json', 'snapshot', { meta }, KEYS.online.slice(0, 1))
  const timestamp = { meta: described(parts, 'snapshot.json'), issued: '2026-01-01T00:00:00Z' }
  metadata('timestamp.json', 'timestamp', timestamp, KEYS.online.slice(0, 1))
  recipe.tamper?.(parts)
  const roots = recipe.roots ?? [
    rootFile(1, recipe.edit?.['root.json'], recipe.signers?.['root.json']),
  ]
  return { roots, parts, numberBlocks: new Map(), statusPages: new Map() }
}

function targetsContent(parts: ReadonlyMap<string, Uint8Array>): Json {
  const role = (name: 'ZA' | 'GB') => ({
    name,
    keyids: KEYS[name].map(({ id }) => id),
    threshold: 1,
    terminating: true,
    paths: [`${name}/*`],
  })
  return {
    targets: described(parts, 'participants.json'),
    delegations: { keys: keyTable([...KEYS.ZA, ...KEYS.GB]), roles: [role('ZA'), role('GB')] },
  }
}

export function rootFile(
  version: number,
  edit?: (signed: Signed) => void,
  signers: readonly TestKey[] = KEYS.root.slice(0, 2),
): Uint8Array {
  const offline = () => ({ keyids: KEYS.root.map(({ id }) => id), threshold: 2 })
  const online = () => ({ keyids: KEYS.online.map(({ id }) => id), threshold: 1 })
  const signed = signedPart('root', {
    keys: keyTable([...KEYS.root, ...KEYS.online]),
    roles: { root: offline(), targets: offline(), snapshot: online(), timestamp: online() },
    consistent_snapshot: true,
    environment: 'production',
    register: 'off',
    loggingLimitHours: 24,
  })
  signed.version = version
  edit?.(signed)
  return signBytes(signed, signers)
}

export function keysJson(party: string, keys: readonly (readonly [string, number])[]): Json {
  const entry = ([usage, index]: readonly [string, number]) => {
    const key = publicKeyOf((KEYS.usage[index] as TestKey).privateKey)
    const y = key.alg === 'ESP256' ? toHex(key.y) : ''
    const times = { notBefore: ISSUED - 86_400, notAfter: ISSUED + 86_400 * 365 }
    return { key: { alg: 'ESP256', x: toHex(key.x), y }, usage, ...times, state: 'active' }
  }
  return { format: 'openkp-keys', version: 1, party, keys: keys.map(entry) }
}

export const REGISTRY = {
  format: 1,
  asOf: '2026-01-01',
  parties: {
    ZA: {
      en: 'South Africa',
      fr: 'Afrique du Sud',
      periods: [{ standing: 'participant', from: '2003' }],
    },
  },
  legalLists: [],
  unsettled: [],
}

function signedPart(type: string, content: Json): Signed {
  return { _type: type, spec_version: '1.0.31', version: 1, expires: EXPIRES, ...content }
}

function signBytes(signed: Json, signers: readonly TestKey[]): Uint8Array {
  const message = canonicalJson(signed) ?? bytesOf({})
  const signatures = signers.map(({ id, privateKey }) => ({
    keyid: id,
    sig: sign(
      privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null,
      message,
      privateKey,
    ).toString('hex'),
  }))
  return new TextEncoder().encode(JSON.stringify({ signatures, signed }))
}

function described(parts: ReadonlyMap<string, Uint8Array>, ...paths: readonly string[]): Json {
  const entry = (path: string) => {
    const bytes = parts.get(path) as Uint8Array
    const version = path.includes('/') || path === 'participants.json' ? {} : versionIn(bytes)
    return [path, { ...version, length: bytes.length, hashes: { sha256: sha256Hex(bytes) } }]
  }
  return Object.fromEntries(paths.map(entry))
}

function versionIn(bytes: Uint8Array): Json {
  return { version: JSON.parse(new TextDecoder().decode(bytes)).signed.version }
}

export function bytesOf(json: unknown): Uint8Array {
  return canonicalJson(json) ?? new Uint8Array()
}
