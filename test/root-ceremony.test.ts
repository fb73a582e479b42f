import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ensureDemonstration,
  readDemonstration,
  refreshDemonstration,
} from '../src/participants/adapters/demonstration.ts'
import { lostRootKeys } from '../src/participants/adapters/lost-root-keys.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { loadRegistryFiles } from '../src/participants/adapters/registry-files.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { bundleBytes } from '../src/participants/adapters/trust-export.ts'
import { parseBundle } from '../src/participants/bundle.ts'
import { openTrust } from '../src/participants/open-trust.ts'
import type { Remembered, Trust } from '../src/participants/trust.ts'
import { rememberedAfter } from '../src/participants/trust.ts'
import type { PartyCode } from '../src/values/codes.ts'

/**
 * The root leaves the node: three holders on machines of their own (a folder each, nothing shared but the
 * files that are carried), two of whom have to sign. Each command is a process.
 */

const CLI = join(import.meta.dirname, '..', 'bin', 'openkp.mjs')
const CD = 'CD' as PartyCode
const now = () => Math.floor(Date.now() / 1000)
let home = ''
let dataDir = ''
let first: Trust
const holders = ['anna', 'bruno', 'chika'] as const
const at = (...names: string[]) => join(home, ...names)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'openkp-root-'))
  dataDir = at('node')
  const keys = await openStoreKeys(join(dataDir, 'signer'))
  first = await ensureDemonstration(dataDir, loadRegistryFiles().registry, now(), keys.ensure)
  for (const holder of [...holders, 'thief']) {
    await mkdir(at(holder))
    await writeFile(at(holder, 'passphrase'), `the passphrase of ${holder}\n`)
    await run(holder, 'root', 'key', 'root.key', ...key('demonstration'))
  }
}, 60_000)
afterAll(() => rm(home, { recursive: true, force: true }))

const key = (environment: string) => [
  ...['--environment', environment, '--passphrase-file', 'passphrase'],
]

/** On the machine of one holder: its own folder is all that it has. */
function run(where: string, ...args: string[]): Promise<{ exit: number; said: Said }> {
  const env = { ...process.env, OPENKP_DATA: where === 'node' ? dataDir : at(where, 'no-node') }
  return new Promise((done) => {
    const options = { cwd: at(where), env }
    execFile(process.execPath, [CLI, ...args, '--json'], options, (error, stdout) => {
      done({ exit: Number(error?.code ?? 0), said: JSON.parse(stdout) as Said })
    })
  })
}
type Said = {
  readonly code?: string
  readonly digest: string
  readonly key?: string
  readonly agreed?: boolean
  readonly changes: readonly { readonly path: string }[]
  readonly versions: Trust['versions']
}

const carry = async (file: string, from: string, to: string) =>
  copyFile(at(from, file), at(to, file))
const bundle = async (to: string) => {
  const bytes = await bundleBytes(dataDir, { numberBlocks: new Map(), statusPages: new Map() })
  await writeFile(at(to, 'list.bundle'), bytes ?? '')
}

/** A holder gets proposal and list on a stick, signs at home, and gives the signature back. */
async function signedBy(holder: string, proposal: string, keyFile = 'root.key') {
  await carry(proposal, 'node', holder)
  await bundle(holder)
  const out = `${holder}.signature`
  const open = keyFile.endsWith('.pem') ? [] : ['--passphrase-file', 'passphrase']
  const from = ['--key', keyFile, '--trust', 'list.bundle', ...open]
  const signed = await run(holder, 'root', 'sign', proposal, '--out', out, ...from)
  if (signed.exit === 0) await carry(out, holder, 'node')
  return signed
}

test('the root is handed from the node to three holders, two of whom then sign alone', async () => {
  for (const holder of holders) {
    await copyFile(at(holder, 'root.key.pub'), at('node', `${holder}.pub`))
    await mkdir(at(`node-${holder}`), { recursive: true })
  }
  const all = holders.flatMap((holder) => ['--holder', `${holder}.pub`])
  const proposed = await run('node', 'root', 'propose', '--out', 'p1', '--threshold', '2', ...all)
  expect([proposed.exit, proposed.said.code]).toEqual([0, undefined])
  const paths = proposed.said.changes.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['root.version', 'targets.version']))

  // Old holders vouch for the new ones, and the new ones show that they hold their keys.
  for (const name of ['root-1', 'root-2']) {
    await mkdir(at(name))
    await copyFile(join(dataDir, 'keys', `${name}.pem`), at(name, `${name}.pem`))
    expect((await signedBy(name, 'p1', `${name}.pem`)).exit).toBe(0)
  }
  const anna = await signedBy('anna', 'p1')
  expect(anna.said.digest).toBe(proposed.said.digest)
  await signedBy('bruno', 'p1')
  const files = (...names: string[]) => names.map((name) => `${name}.signature`)
  const codeOf = async (...names: string[]) =>
    (await run('node', 'root', 'assemble', 'p1', ...files(...names))).said.code
  expect(await codeOf('root-1', 'anna', 'bruno')).toBe('PARTICIPANTS_ROOT_TOO_FEW')
  expect(await codeOf('root-1', 'root-2', 'anna')).toBe('PARTICIPANTS_ROOT_TOO_FEW')
  expect(await codeOf('root-1', 'root-2', 'anna', 'anna')).toBe('PARTICIPANTS_ROOT_SIGNER_TWICE')
  const assembled = await run(
    ...(['node', 'root', 'assemble', 'p1'] as const),
    ...files('root-1', 'root-2', 'anna', 'bruno'),
  )
  expect(assembled.said.versions).toMatchObject({ root: 2, targets: 2 })
  // A reader who trusted the first root follows; the same proposal is not published twice.
  const trust = await readDemonstration(dataDir, now())
  expect(trust?.rootFingerprint).toBe(first.rootFingerprint)
  expect(await codeOf('root-1', 'root-2', 'anna', 'bruno')).toBe('PARTICIPANTS_ROOT_VERSION')

  // The node's own root keys count no more: without them it refreshes its list, and does not make new ones.
  for (const name of ['root-1', 'root-2', 'root-3']) await rm(join(dataDir, 'keys', `${name}.pem`))
  expect(await lostRootKeys(dataDir)).toEqual([])
  const later = await refreshDemonstration(dataDir, now() + 13 * 3600)
  expect(later.versions).toMatchObject({ root: 2, targets: 2, timestamp: 3 })
}, 120_000)

/** The list as a reader takes it who saw the list before. */
async function followed(remembered: Remembered) {
  await bundle('node')
  const read = parseBundle(new Uint8Array(await readFile(at('node', 'list.bundle'))))
  if (!read.ok) throw new Error(read.refusals[0].code)
  const standard = { pins: new Set<string>(), acceptDemonstration: true, verify: nodeVerify() }
  const trust = await openTrust(read.value, { ...standard, now: now(), remembered })
  return trust.ok ? trust.value : trust.refusals[0].code
}

test('a party gets a new delegation key, signed by two of the three', async () => {
  const made = await run('node', 'root', 'delegation', 'cd', '--out', 'cd.change')
  expect(made).toMatchObject({ exit: 0, said: { party: 'CD', agreed: true } })
  const named = ['--delegation', 'CD=cd.change']
  // Without the word of the party nobody signs it, and it is not published.
  const change = JSON.parse(await readFile(at('node', 'cd.change'), 'utf8')) as { change: object }
  const minted = { ...change, change: { ...change.change, agreed: [] } }
  await writeFile(at('node', 'minted'), canonical(minted))
  const mint = ['root', 'propose', '--out', 'p', '--delegation', 'CD=minted']
  expect((await run('node', ...mint)).said.code).toBe('TRUST_CHANGE_UNPROVEN')
  expect((await run('node', ...mint.slice(0, -1), 'BW=cd.change')).said.code).toBe(
    'PARTICIPANTS_ROOT_FORM',
  )
  const proposed = await run('node', 'root', 'propose', '--out', 'p2', ...named)
  expect([proposed.exit, proposed.said.code]).toEqual([0, undefined])
  expect(proposed.said.changes.some(({ path }) => path.startsWith('root.'))).toBe(false)
  await signedBy('bruno', 'p2')
  await signedBy('chika', 'p2')
  const files = ['bruno.signature', 'chika.signature']
  const before = (await readDemonstration(dataDir, now()))?.partyVersions.get(CD) ?? 0
  const done = await run('node', 'root', 'assemble', 'p2', ...files)
  expect(done.said.versions).toMatchObject({ root: 2, targets: 3 })
  const after = await readDemonstration(dataDir, now())
  expect(after?.partyVersions.get(CD)).toBe(before + 1)
  expect(after?.keys.get(CD)).toEqual(first.keys.get(CD))
  // The node goes on with it by itself.
  expect((await refreshDemonstration(dataDir, now() + 200 * 24 * 3600)).partyVersions.get(CD)).toBe(
    before + 2,
  )
  // A reader who saw the first list follows; the agreement was good for this one list.
  expect(await followed(rememberedAfter(first))).toMatchObject({ versions: { targets: 3 } })
  expect((await run('node', 'root', 'propose', '--out', 'p', ...named)).said.code).toBe(
    'PARTICIPANTS_ROOT_VERSION',
  )
  // Asked for again, it is another key, to which the one in force agrees.
  const again = await run('node', 'root', 'delegation', 'cd', '--out', 'cd.again')
  expect(again.said).toMatchObject({ agreed: true })
  expect(again.said.key).not.toBe(made.said.key)
}, 120_000)

test('a proposal that names other keys for a party than it agreed to is not signed', async () => {
  await run('node', 'root', 'propose', '--out', 'honest', '--renew')
  const proposal = JSON.parse(await readFile(at('node', 'honest'), 'utf8')) as Record<string, Json>
  const { delegations } = proposal.targets as { delegations: { roles: Json[] } }
  const thief = JSON.parse(await readFile(at('node', 'cd.again'), 'utf8')) as { change: Json }
  const [key] = (thief.change.next as { keys: Json[] }).keys
  const roles = delegations.roles.map((role) =>
    role.name === 'CD' ? { ...role, keyids: ['x'] } : role,
  )
  const keys = { ...((delegations as Json).keys as Json), x: key }
  const targets = { ...proposal.targets, delegations: { ...delegations, keys, roles } }
  await writeFile(at('node', 'minted'), canonical({ ...proposal, targets }))
  expect((await signedBy('anna', 'minted')).said.code).toBe('TRUST_MALFORMED')
  const silent = { ...targets, changes: [] }
  await writeFile(at('node', 'minted'), canonical({ ...proposal, targets: silent }))
  expect((await signedBy('anna', 'minted')).said.code).toBe('TRUST_DELEGATION_CHANGED')
}, 120_000)

test('what is not right is refused before anything is signed or published', async () => {
  const codes = async (...args: string[]) => (await run('node', 'root', ...args)).said.code
  expect(await codes('propose', '--out', 'p')).toBe('PARTICIPANTS_ROOT_NOTHING')
  const two = ['--holder', 'anna.pub', '--holder', 'anna.pub']
  for (const [threshold, keys] of [
    ['1', ['--holder', 'anna.pub']],
    ['3', two],
    ['2', two],
  ] as const)
    expect(await codes('propose', '--out', 'p', '--threshold', threshold, ...keys)).toBe(
      'PARTICIPANTS_ROOT_THRESHOLD',
    )
  await run('node', 'root', 'propose', '--out', 'p3', '--renew')
  expect((await signedBy('thief', 'p3')).said.code).toBe('PARTICIPANTS_ROOT_SIGNER_UNKNOWN')
  await run('anna', 'root', 'key', 'production.key', ...key('production'))
  expect((await signedBy('anna', 'p3', 'production.key')).said.code).toBe(
    'PARTICIPANTS_ROOT_ENVIRONMENT',
  )
  expect((await run('anna', 'root', 'key', 'root.key', ...key('demonstration'))).said.code).toBe(
    'PARTICIPANTS_ROOT_KEY_THERE',
  )
  await writeFile(at('anna', 'passphrase'), 'another passphrase')
  expect((await signedBy('anna', 'p3')).said.code).toBe('PARTICIPANTS_ROOT_PASSPHRASE')
  await writeFile(at('anna', 'passphrase'), 'the passphrase of anna\n')

  await signedBy('anna', 'p3')
  await signedBy('bruno', 'p3')
  const proposal = JSON.parse(await readFile(at('node', 'p3'), 'utf8')) as Record<string, Json>
  const changed = async (change: object, signature = 'bruno.signature') => {
    await writeFile(at('node', 'p4'), canonical({ ...proposal, ...change }))
    return codes('assemble', 'p4', 'anna.signature', signature)
  }
  const { targets, root } = proposal as { targets: Json; root: Json }
  const logs = { origin: 'kp.example', quorum: 3, operators: {} }
  const register = { root: { ...root, register: 'on', logs } }
  expect(await changed(register)).toBe('PARTICIPANTS_ROOT_CHANGED')
  expect(await changed({ environment: 'production' })).toBe('PARTICIPANTS_ROOT_ENVIRONMENT')
  expect(await changed({ root: { ...root, environment: 'production' } })).toBe(
    'PARTICIPANTS_ROOT_ENVIRONMENT',
  )
  expect(await changed({ targets: { ...targets, version: 9 } })).toBe('PARTICIPANTS_ROOT_VERSION')
  for (const expires of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])
    expect(await changed({ targets: { ...targets, expires } })).toBe('PARTICIPANTS_ROOT_EXPIRED')
  expect(await changed({ more: 1 })).toBe('PARTICIPANTS_ROOT_FORM')

  // A signature that was moved to another proposal, or whose bits were changed.
  const of = JSON.parse(await readFile(at('node', 'bruno.signature'), 'utf8')) as {
    targets: string
  }
  const other = { ...of, targets: of.targets.replace(/..$/, (end) => (end === '00' ? '01' : '00')) }
  await writeFile(at('node', 'bent.signature'), canonical(other))
  expect(await changed({}, 'bent.signature')).toBe('PARTICIPANTS_ROOT_SIGNATURE')
  expect(await codes('assemble', 'p3', 'bruno.signature')).toBe('PARTICIPANTS_ROOT_TOO_FEW')
  expect((await readDemonstration(dataDir, now()))?.versions.targets).toBe(3)
  expect(await codes('assemble', 'p3', 'anna.signature', 'bruno.signature')).toBeUndefined()
  expect((await readDemonstration(dataDir, now()))?.versions).toMatchObject({ root: 3, targets: 4 })
}, 120_000)

test('the next chair takes over, and whoever remembers the first list of all follows', async () => {
  for (const holder of ['dora', 'emil']) {
    await mkdir(at(holder))
    await writeFile(at(holder, 'passphrase'), `the passphrase of ${holder}\n`)
    await run(holder, 'root', 'key', 'root.key', ...key('demonstration'))
    await copyFile(at(holder, 'root.key.pub'), at('node', `${holder}.pub`))
  }
  const next = ['--holder', 'dora.pub', '--holder', 'emil.pub', '--threshold', '2']
  await run('node', 'root', 'propose', '--out', 'p5', ...next)
  const signers = ['anna', 'bruno', 'dora', 'emil']
  for (const holder of signers) expect((await signedBy(holder, 'p5')).exit).toBe(0)
  const assemble = (...names: string[]) =>
    run('node', 'root', 'assemble', 'p5', ...names.map((name) => `${name}.signature`))
  expect((await assemble('anna', 'dora', 'emil')).said.code).toBe('PARTICIPANTS_ROOT_TOO_FEW')
  expect((await assemble(...signers)).said.versions).toMatchObject({ root: 4 })
  expect(await followed(rememberedAfter(first))).toMatchObject({
    rootFingerprint: first.rootFingerprint,
    versions: { root: 4 },
  })
  // Who held the root before signs nothing any more.
  await run('node', 'root', 'propose', '--out', 'p6', '--renew')
  expect((await signedBy('anna', 'p6')).said.code).toBe('PARTICIPANTS_ROOT_SIGNER_UNKNOWN')
  expect((await signedBy('dora', 'p6')).exit).toBe(0)
}, 120_000)

type Json = Readonly<Record<string, unknown>>

/** Members sorted, as everything of this ceremony is written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
