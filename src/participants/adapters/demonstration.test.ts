import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseStatement, signStatement } from '../../crypto/statement.ts'
import type { PartyCode } from '../../values/codes.ts'
import { authenticate } from '../authenticate.ts'
import { type Bundle, parseBundle } from '../bundle.ts'
import { typOf } from '../kinds.ts'
import { openTrust } from '../open-trust.ts'
import { parseRegistry, type Registry } from '../registry.ts'
import { rememberedAfter, type Trust } from '../trust.ts'
import { ensureDemonstration, refreshDemonstration } from './demonstration.ts'
import { nodeVerify } from './node-verify.ts'
import { openStoreKeys } from './store-keys.ts'
import { bundleBytes } from './trust-export.ts'

/** 2026-01-01T12:00:00Z. */
const NOW = 1_767_268_800
const HOUR = 3600
const ZA = 'ZA' as PartyCode
const verify = nodeVerify()

function registryOf(...codes: readonly string[]): Registry {
  const periods = [{ standing: 'participant', from: '2003' }]
  const parties = Object.fromEntries(codes.map((code) => [code, { en: code, fr: code, periods }]))
  const json = { format: 1, asOf: '2026-01-01', parties, legalLists: [], unsettled: [] }
  const parsed = parseRegistry(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  return parsed.value
}

const REGISTRY = registryOf('ZA', 'EU', 'BW')

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'openkp-trust-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** A start, with the keys that sign statements in a store of the same folder. */
async function begun(folder: string, registry: Registry, now: number): Promise<Trust> {
  const { ensure } = await keysIn(folder)
  return ensureDemonstration(folder, registry, now, ensure)
}

const keysIn = (folder: string) => openStoreKeys(join(folder, 'signer'))

async function exported(): Promise<Bundle> {
  const bytes = await bundleBytes(dataDir, { numberBlocks: new Map(), statusPages: new Map() })
  const bundle = parseBundle(bytes ?? new Uint8Array())
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  return bundle.value
}

async function opened(now: number, previous?: Trust): Promise<Trust> {
  const trust = await openTrust(await exported(), {
    pins: new Set(),
    acceptDemonstration: true,
    now,
    verify,
    ...(previous && { remembered: rememberedAfter(previous) }),
  })
  if (!trust.ok) throw new Error(JSON.stringify(trust.refusals))
  return trust.value
}

test('the first start makes a list that a stranger reads', async () => {
  await begun(dataDir, REGISTRY, NOW)
  const trust = await opened(NOW)
  expect(trust).toMatchObject({
    environment: 'demonstration',
    register: 'off',
    loggingLimitSeconds: 24 * HOUR,
    issuedAt: NOW,
    pinned: true,
    registry: REGISTRY,
    versions: { root: 1, timestamp: 1, snapshot: 1, targets: 1 },
  })
  expect([...trust.keys.keys()].sort()).toEqual(['BW', 'EU', 'ZA'])
  expect(trust.keys.get(ZA)?.map(({ usage }) => usage)).toEqual([
    'certificate',
    'status',
    'confirm',
    'log',
  ])
})

test('each usage key signs what its own party says, and nothing else', async () => {
  const trust = await begun(dataDir, REGISTRY, NOW)
  const keys = await keysIn(dataDir)
  const claims = { iss: ZA, iat: NOW, exp: null, cti: 'ZA1', body: new Map() }
  const typ = typOf('number-block', 'demonstration')
  const codes: string[] = []
  for (const [party, usage] of [
    [ZA, 'certificate'],
    [ZA, 'status'],
    ['BW' as PartyCode, 'certificate'],
  ] as const) {
    const bytes = await signStatement(keys.signerOf(party, usage), typ, claims)
    const statement = parseStatement(bytes)
    if (!statement.ok) throw new Error(statement.refusals[0].code)
    const author = await authenticate(statement.value, 'number-block', trust, verify)
    codes.push(author.ok ? 'genuine' : author.refusals[0].code)
  }
  expect(codes).toEqual(['genuine', 'KEY_WRONG_USAGE', 'KEY_NOT_DELEGATED'])
  expect(() => keys.signerOf(ZA, 'witness')).toThrow('no witness key of ZA')
})

test('nobody else can read the private keys', async () => {
  await begun(dataDir, REGISTRY, NOW)
  const folder = join(dataDir, 'keys')
  const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))]
  // Windows has no such bits: it keeps the folder of a user from others by other means.
  const forOthers = process.platform === 'win32' ? 0o066 : 0
  for (const path of paths) expect((await stat(path)).mode & 0o077).toBe(forOthers)
  expect(paths).toHaveLength(1 + 3 + 3 + 3)
})

test('a second start changes nothing', async () => {
  await begun(dataDir, REGISTRY, NOW)
  const before = await exported()
  await begun(dataDir, REGISTRY, NOW + HOUR)
  expect(await exported()).toEqual(before)
})

describe('the list goes on', () => {
  test('the timestamp is signed again when it is 12 hours old, and not before', async () => {
    await begun(dataDir, REGISTRY, NOW)
    await refreshDemonstration(dataDir, NOW + 11 * HOUR)
    expect((await opened(NOW)).versions).toEqual({ root: 1, timestamp: 1, snapshot: 1, targets: 1 })
    await refreshDemonstration(dataDir, NOW + 12 * HOUR)
    const trust = await opened(NOW)
    expect(trust.versions).toEqual({ root: 1, timestamp: 2, snapshot: 1, targets: 1 })
    expect(trust.issuedAt).toBe(NOW + 12 * HOUR)
  })

  test('years later the same root has gone on, and a reader who remembers follows', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    for (const years of [1, 2]) await refreshDemonstration(dataDir, NOW + years * 365 * 24 * HOUR)
    const trust = await opened(NOW, first)
    expect(trust.versions.root).toBe(3)
    expect(trust.rootFingerprint).toBe(first.rootFingerprint)
    expect(trust.keys).toEqual(first.keys)
  })

  test('a new party is added, one that left keeps its keys', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    await begun(dataDir, registryOf('ZA', 'EU', 'CA'), NOW + HOUR)
    const trust = await opened(NOW, first)
    expect([...trust.keys.keys()].sort()).toEqual(['BW', 'CA', 'EU', 'ZA'])
    expect(trust.keys.get(ZA)).toEqual(first.keys.get(ZA))
    expect(trust.versions).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 2 })
  })

  test('lost keys of a party are retired and new ones named', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    await rm(join(dataDir, 'signer'), { recursive: true })
    await begun(dataDir, REGISTRY, NOW + HOUR)
    const keys = (await opened(NOW, first)).keys.get(ZA) ?? []
    expect(keys.map(({ state }) => state)).toEqual([
      ...Array(4).fill('active'),
      ...Array(4).fill('retired'),
    ])
    expect(keys[4]).toMatchObject({ key: first.keys.get(ZA)?.[0]?.key, since: NOW + HOUR })
    const signer = (await keysIn(dataDir)).signerOf(ZA, 'certificate')
    expect(signer.key).toEqual(keys[0]?.key)
  })
})

test('a lost delegation key is not replaced by the root alone: the list of its party stays', async () => {
  const first = await begun(dataDir, REGISTRY, NOW)
  await rm(join(dataDir, 'keys', 'ZA.pem'))
  await rm(join(dataDir, 'signer'), { recursive: true })
  await begun(dataDir, REGISTRY, NOW + HOUR)
  const trust = await opened(NOW + HOUR, first)
  expect(trust.keys.get(ZA)).toEqual(first.keys.get(ZA))
  expect(trust.partyVersions.get(ZA)).toBe(1)
  expect(trust.partyVersions.get('BW' as PartyCode)).toBe(2)
})

test('a lost key of the online signers is made anew, and the list signed again', async () => {
  const first = await begun(dataDir, REGISTRY, NOW)
  await rm(join(dataDir, 'keys', 'online-1.pem'))
  await begun(dataDir, REGISTRY, NOW + HOUR)
  expect((await opened(NOW + HOUR, first)).versions.root).toBe(2)
})

describe('whatever a crash left', () => {
  const tree = async () => (await readdir(dataDir, { recursive: true })).sort()

  test('keys without a list: the list is made, with these keys', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    await rm(join(dataDir, 'trust'), { recursive: true })
    expect((await begun(dataDir, REGISTRY, NOW)).keys).toEqual(first.keys)
  })

  test('some keys: the others are made', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    await rm(join(dataDir, 'trust'), { recursive: true })
    await rm(join(dataDir, 'keys', 'BW.pem'))
    await rm(join(dataDir, 'keys', 'online-2.pem'))
    const trust = await begun(dataDir, REGISTRY, NOW)
    expect(trust.keys.get(ZA)).toEqual(first.keys.get(ZA))
    expect(trust.keys.size).toBe(3)
  })

  test('a list without its timestamp is started over and leaves nothing behind', async () => {
    await begun(dataDir, REGISTRY, NOW)
    const whole = await tree()
    await rm(join(dataDir, 'trust', 'metadata', 'timestamp.json'))
    await writeFile(join(dataDir, 'trust', 'metadata', '1.ZA.json'), 'half a fi')
    await writeFile(join(dataDir, 'trust', 'metadata', '1.BW.json.draft'), 'half')
    await writeFile(join(dataDir, 'keys', 'ZA.pem.draft'), 'half')
    await begun(dataDir, REGISTRY, NOW + 1)
    await opened(NOW)
    expect((await tree()).filter((name) => /draft/.test(name))).toEqual([])
    expect((await tree()).length).toBe(whole.length)
  })

  test('the next list, written but not in force, is signed again', async () => {
    const first = await begun(dataDir, REGISTRY, NOW)
    const path = join(dataDir, 'trust', 'metadata', 'timestamp.json')
    const timestamp = await readFile(path)
    const later = registryOf('ZA', 'EU', 'BW', 'CA')
    await begun(dataDir, later, NOW + HOUR)
    await writeFile(path, timestamp)
    expect((await opened(NOW, first)).versions.targets).toBe(1)
    await begun(dataDir, later, NOW + 2 * HOUR)
    expect((await opened(NOW, first)).keys.size).toBe(4)
  })
})

test('a file that a failed signing left behind is written over', async () => {
  const first = await begun(dataDir, REGISTRY, NOW)
  await writeFile(join(dataDir, 'trust', 'metadata', '2.snapshot.json'), 'of a disk that was full')
  await refreshDemonstration(dataDir, NOW + 100 * HOUR)
  expect((await opened(NOW, first)).versions.snapshot).toBe(2)
})

test('a list that no reader would accept is never published', async () => {
  await begun(dataDir, REGISTRY, NOW)
  const before = await exported()
  for (const holder of ['root-1', 'root-2']) await rm(join(dataDir, 'keys', `${holder}.pem`))
  await expect(begun(dataDir, REGISTRY, NOW + HOUR)).rejects.toThrow('TRUST_ROOT_CHAIN')
  expect(await exported()).toEqual(before)
})
