import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseStatement, signStatement } from '../src/crypto/statement.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { fingerprintOf } from '../src/participants/key-ceremony.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { listsOf } from './at-a-node.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'

const CLI = join(import.meta.dirname, '..', 'bin', 'openkp.mjs')
const CD = 'CD' as PartyCode
let node: NodeUnderTest
let out = ''

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'openkp-ceremony-'))
  node = await startBegunNode()
}, 120_000)
afterAll(async () => {
  await node?.dispose()
  await rm(out, { recursive: true, force: true })
})

type Key = { fingerprint: string; usage: string; standing: string; signs: boolean; held: boolean }
type Said = {
  code?: string
  key: Key
  keys: readonly Key[]
  changed: boolean
  stolen?: object
}

function start(args: readonly string[]): ChildProcess {
  const env = { ...process.env, OPENKP_DATA: node.dataFolder }
  return spawn(process.execPath, [CLI, ...args, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function openkp(...args: string[]): Promise<{ exit: number; said: Said }> {
  const child = start(args)
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [exit] = (await once(child, 'close')) as [number]
  return { exit, said: JSON.parse(said) as Said }
}

const certificateKeys = async () => {
  const { said } = await openkp('keys', 'list', 'CD')
  return said.keys.filter(({ usage }) => usage === 'certificate')
}

/** What a verifier fetches now from the node that runs: the keys of CD for certificates. */
async function fetched() {
  const keys = (await listsOf(node)).trust.keys.get(CD) ?? []
  return new Map(
    keys
      .filter(({ usage }) => usage === 'certificate')
      .map((each) => [fingerprintOf(each.key), each.state]),
  )
}

async function tour(name: string) {
  const folder = join(out, name)
  const done = await openkp('tour', '--out', folder)
  expect(done.exit).toBe(0)
  return folder
}

async function verdictOf(folder: string): Promise<{ verdict: string; codes: readonly string[] }> {
  const bundle = join(out, 'now.bundle')
  await openkp('trust', 'export', '--out', bundle, '--from', node.baseUrl)
  const child = start(['verify', join(folder, 'certificate.cose'), '--trust', bundle])
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await once(child, 'close')
  const { verdict, reasons } = JSON.parse(said) as { verdict: string; reasons: { code: string }[] }
  return { verdict, codes: reasons.map(({ code }) => code) }
}

test('a key from its making to its end, beside a node that runs on', async () => {
  const [first] = await certificateKeys()
  if (first === undefined) throw new Error('no key')
  expect(first).toMatchObject({ standing: 'in-force', signs: true, held: true })
  const before = await tour('before')

  const created = (await openkp('keys', 'create', 'cd', 'certificate')).said
  expect(created).toMatchObject({ changed: true, key: { standing: 'prepared', signs: false } })
  const again = (await openkp('keys', 'create', 'cd', 'certificate')).said
  expect(again).toMatchObject({ changed: false, key: { fingerprint: created.key.fingerprint } })
  expect((await fetched()).has(created.key.fingerprint)).toBe(false)

  const named = ['cd', 'certificate', created.key.fingerprint] as const
  const published = (await openkp('keys', 'publish', ...named, '--replace')).said
  expect(published).toMatchObject({ changed: true, key: { standing: 'in-force' } })
  expect((await openkp('keys', 'publish', ...named, '--replace')).said.changed).toBe(false)
  const replaced = new Map([
    [created.key.fingerprint, 'active'],
    [first.fingerprint, 'retired'],
  ])
  // The node looks for a new list once a second.
  await expect.poll(fetched, { timeout: 20_000 }).toEqual(replaced)

  // The node noticed without a restart: the next certificate is signed with the new key.
  await sleep(12_000)
  const after = await tour('after')
  const kids = await Promise.all([before, after].map(kidOf))
  expect(kids).toEqual([first, created.key].map(({ fingerprint }) => fingerprint.slice(0, 16)))
  // What the old key signed before its end is as good as it was: both were confirmed meanwhile.
  const [old, fresh] = [await verdictOf(before), await verdictOf(after)]
  expect(old.codes.filter((code) => code.startsWith('KEY_'))).toEqual([])
  expect(fresh.codes.filter((code) => code.startsWith('KEY_'))).toEqual([])

  // The drill of docs/operating/keys.md: a thief carries the signer's folder away and signs elsewhere.
  const thief = await stolenFrom(after)
  expect((await verdictOf(thief)).verdict).not.toBe('VALID')
  await sleep(3_000)
  const since = new Date().toISOString()
  const stolen = await openkp('keys', 'compromised', ...named, '--since', since)
  expect(stolen.said.key.standing).toBe('compromised')
  expect(stolen.said.stolen).toMatchObject({ stays: 1, falls: 0 })
  const codes = async (of: string) => (await verdictOf(of)).codes
  const { poll } = expect
  await poll(() => codes(thief), { timeout: 30_000 }).toContain('KEY_COMPROMISED')
  expect((await verdictOf(thief)).verdict).toBe('INVALID')
  await poll(() => codes(after), { timeout: 30_000 }).toContain('KEY_COMPROMISED_LATER')
  expect(await codes(after)).not.toContain('KEY_COMPROMISED')
  expect(await codes(before)).not.toContain('KEY_COMPROMISED_LATER')
  const below = (entries: string) =>
    openkp('keys', 'compromised', ...named, '--since', since, '--good-below', entries)
  expect((await below('99999')).said.code).toBe('PARTICIPANTS_KEY_GOOD_RAISED')

  // The blocks were signed with the first key: once that is compromised too, they are signed again.
  await openkp('keys', 'compromised', 'cd', 'certificate', first.fingerprint, '--since', since)
  await poll(() => codes(after), { timeout: 30_000 }).toContain('ISSUER_LISTS_DAMAGED')
  const third = (await openkp('keys', 'create', 'cd', 'certificate')).said.key.fingerprint
  await openkp('keys', 'publish', 'cd', 'certificate', third)
  const signAgain = () => openkp('keys', 'sign-blocks', 'cd')
  expect(await signAgain()).toMatchObject({ exit: 0, said: { party: 'CD', blocks: 1 } })
  expect(await signAgain()).toMatchObject({ exit: 0, said: { blocks: 0 } })
  await poll(() => codes(after), { timeout: 30_000 }).not.toContain('ISSUER_LISTS_DAMAGED')
  for (const each of [before, after]) expect(await codes(each)).toContain('KEY_COMPROMISED_LATER')

  // Lowered to nothing, nothing stays good; that is never taken back.
  const nothing = ['--since', since, '--nothing-good']
  const lowered = await openkp('keys', 'compromised', ...named, ...nothing)
  expect(lowered.said.stolen).toMatchObject({ goodBelow: 0, stays: 0, falls: 1 })
  await poll(() => codes(after), { timeout: 30_000 }).toContain('KEY_COMPROMISED')
  expect((await below('1')).said.code).toBe('PARTICIPANTS_KEY_GOOD_RAISED')
}, 240_000)

/** A certificate that was never logged, under another number, with the stolen key. */
async function stolenFrom(folder: string): Promise<string> {
  const copy = join(out, 'stolen-signer')
  await cp(join(node.dataFolder, 'signer'), copy, {
    recursive: true,
    filter: (path) => !/lock|socket|sock$/.test(path),
  })
  const { signerOf } = await openStoreKeys(copy)
  const bytes = new Uint8Array(await readFile(join(folder, 'certificate.cose')))
  const parsed = parseStatement(bytes)
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  const { sign1, ...claims } = parsed.value
  const cti = claims.cti.replace(/\d+$/, (digits) =>
    String(Number(digits) + 40).padStart(digits.length, '0'),
  )
  const forged = await signStatement(signerOf(CD, 'certificate'), sign1.typ, { ...claims, cti })
  const to = join(out, 'thief')
  await mkdir(to)
  await writeFile(join(to, 'certificate.cose'), forged)
  return to
}

/** The key id in the protected header, wherever it stands: 8 bytes under label 4. */
async function kidOf(folder: string): Promise<string> {
  const bytes = await readFile(join(folder, 'certificate.cose'))
  const at = bytes.indexOf(Buffer.from([0x04, 0x48]))
  return bytes.subarray(at + 2, at + 10).toString('hex')
}

test('killed between any two steps, the same command again ends well', async () => {
  const standing = async (fingerprint: string) =>
    (await openkp('keys', 'list', 'CA')).said.keys.find((each) => each.fingerprint === fingerprint)
      ?.standing
  const killed = async (delay: number, args: readonly string[]) => {
    const child = start(args)
    await sleep(delay)
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  const [first] = (await openkp('keys', 'list', 'CA')).said.keys
  const wasLeft = new Set<boolean>()
  // Some are killed before they have done it and some after, on a machine of any speed.
  for (let delay = 250; delay <= 1_000 || (wasLeft.size < 2 && delay < 20_000); delay *= 1.5) {
    await killed(delay, ['keys', 'create', 'CA', 'status'])
    const made = (await openkp('keys', 'create', 'CA', 'status')).said
    const named = ['CA', 'status', made.key.fingerprint]
    await killed(delay, ['keys', 'publish', ...named, '--replace'])
    const published = await openkp('keys', 'publish', ...named, '--replace')
    for (const { said } of [{ said: made }, published]) wasLeft.add(said.changed)
    expect(published).toMatchObject({ exit: 0, said: { key: { standing: 'in-force' } } })
    await killed(delay, ['keys', 'retire', ...named, '--last'])
    const retired = await openkp('keys', 'retire', ...named, '--last')
    expect(retired).toMatchObject({ exit: 0, said: { key: { standing: 'retiring' } } })
    const keys = retired.said.keys.filter(({ usage }) => usage === 'status')
    expect(keys.filter((each) => each.standing === 'prepared')).toEqual([])
    // Every list that was published can be read, and the node reads it too.
    await fetched()
  }
  expect(await standing(first?.fingerprint ?? '')).toBe('in-force')
  expect(wasLeft.size).toBe(2)
}, 240_000)

test.each([
  ['PARTICIPANTS_KEY_USAGE', ['keys', 'create', 'CD', 'node']],
  ['PARTICIPANTS_CODE_UNKNOWN', ['keys', 'list', 'QQ']],
  ['PARTICIPANTS_KEY_PARTY', ['keys', 'list', 'FR']],
  ['PARTICIPANTS_KEY_NAME', ['keys', 'publish', 'CD', 'certificate', 'newest']],
  ['PARTICIPANTS_KEY_UNKNOWN', ['keys', 'publish', 'CD', 'certificate', '0'.repeat(64)]],
])('%s', async (code, args) => {
  const { exit, said } = await openkp(...args)
  expect([exit, said.code]).toEqual([1, code])
})
