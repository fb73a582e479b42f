import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readDocument } from '../src/certificates/document.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { fingerprintOf } from '../src/participants/key-ceremony.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { callerAt, listsOf, verdictAt } from './at-a-node.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { type Shipment, stepsOf } from './shipment.ts'
import { withStolenKey } from './stolen-key.ts'

const CLI = join(import.meta.dirname, '..', 'dist', 'main', 'cli.js')
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

/** What a phone says that has the newest lists of the node. */
const verdictOf = (qr: string) => verdictAt(node, qr)
const signed = () => stepsOf(callerAt(node)).exported()
const WAIT = { timeout: 40_000 }

test('a key from its making to its end, beside a node that runs on', async () => {
  const [first] = await certificateKeys()
  if (first === undefined) throw new Error('no key')
  expect(first).toMatchObject({ standing: 'in-force', signs: true, held: true })
  const before = await signed()

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
  await expect.poll(fetched, { timeout: 20_000 }).toEqual(replaced)

  // The node looks for a new list once a second, and signs with the new key without a restart.
  expect(kidOf(before)).toBe(first.fingerprint.slice(0, 16))
  const after = await vi.waitFor(async () => {
    const next = await signed()
    expect(kidOf(next)).toBe(created.key.fingerprint.slice(0, 16))
    return next
  }, WAIT)
  // What the old key signed before its end is as good as it was.
  const verdicts = async () => [await verdictOf(before.qr), await verdictOf(after.qr)]
  const good = expect.stringMatching(/^VALID (?!.*KEY_)/)
  await expect.poll(verdicts, WAIT).toEqual([good, good])

  // The drill of docs/operating/keys.md: a thief carries the signer's folder away and signs elsewhere.
  const thief = await stolenFrom(after)
  expect(await verdictOf(thief)).not.toMatch(/^VALID /)
  // Witnesses give whole seconds: what they saw in this one is not before `since` until it is over.
  await sleep(1_100)
  const since = new Date().toISOString()
  const stolen = await openkp('keys', 'compromised', ...named, '--since', since)
  expect(stolen.said.key.standing).toBe('compromised')
  expect(stolen.said.stolen).toMatchObject({ stays: 1, falls: 0 })
  const codes = async (of: string) => (await verdictOf(of)).split(' ')
  const { poll } = expect
  await poll(() => codes(thief), WAIT).toContain('KEY_COMPROMISED')
  expect(await verdictOf(thief)).toMatch(/^INVALID /)
  await poll(() => codes(after.qr), WAIT).toContain('KEY_COMPROMISED_LATER')
  expect(await codes(after.qr)).not.toContain('KEY_COMPROMISED')
  expect(await codes(before.qr)).not.toContain('KEY_COMPROMISED_LATER')
  const below = (entries: string) =>
    openkp('keys', 'compromised', ...named, '--since', since, '--good-below', entries)
  expect((await below('99999')).said.code).toBe('PARTICIPANTS_KEY_GOOD_RAISED')

  // The blocks were signed with the first key: once that is compromised too, they are signed again.
  await openkp('keys', 'compromised', 'cd', 'certificate', first.fingerprint, '--since', since)
  await poll(() => codes(after.qr), WAIT).toContain('ISSUER_LISTS_DAMAGED')
  const third = (await openkp('keys', 'create', 'cd', 'certificate')).said.key.fingerprint
  await openkp('keys', 'publish', 'cd', 'certificate', third)
  const signAgain = () => openkp('keys', 'sign-blocks', 'cd')
  expect(await signAgain()).toMatchObject({ exit: 0, said: { party: 'CD', blocks: 1 } })
  expect(await signAgain()).toMatchObject({ exit: 0, said: { blocks: 0 } })
  await poll(() => codes(after.qr), WAIT).not.toContain('ISSUER_LISTS_DAMAGED')
  for (const each of [before, after])
    expect(await codes(each.qr)).toContain('KEY_COMPROMISED_LATER')

  // Lowered to nothing, nothing stays good; that is never taken back.
  const nothing = ['--since', since, '--nothing-good']
  const lowered = await openkp('keys', 'compromised', ...named, ...nothing)
  expect(lowered.said.stolen).toMatchObject({ goodBelow: 0, stays: 0, falls: 1 })
  await poll(() => codes(after.qr), WAIT).toContain('KEY_COMPROMISED')
  expect((await below('1')).said.code).toBe('PARTICIPANTS_KEY_GOOD_RAISED')
}, 240_000)

/** A certificate that was never logged, under another number, with the stolen key. */
async function stolenFrom({ qr }: Shipment): Promise<string> {
  const away = join(out, 'thief')
  await cp(join(node.dataFolder, 'signer'), join(away, 'signer'), {
    recursive: true,
    filter: (path) => !/lock|socket|sock$/.test(path),
  })
  return withStolenKey(away, qr, ({ number }) => ({
    number: `${number.slice(0, -2)}${Number(number.slice(-2)) + 40}` as typeof number,
  }))
}

/** The id of the key that signed it. */
function kidOf({ qr }: Shipment): string {
  const read = readDocument({ text: qr })
  if (!read.ok) throw new Error(read.refusals[0].code)
  return toHex(read.value.sign1.kid)
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
  const began = Date.now()
  const [first] = (await openkp('keys', 'list', 'CA')).said.keys
  const whole = Date.now() - began
  const wasLeft = new Set<boolean>()
  // Some are killed before they have done it and some after, on a machine of any speed.
  for (let part = 0.5; part <= 1 || (wasLeft.size < 2 && part < 20); part *= 1.4) {
    const delay = part * whole
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
