import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeNoteKey } from '../src/crypto/note.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { logIdentityOf } from '../src/participants/trusted-logs.ts'
import { digestOf } from '../src/transparency/adapters/witness-memory.ts'
import { type Checkpoint, readCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import type { MonitorView } from '../src/transparency/monitor-view.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { callerAt, heldUpAt, listsOf, memoryOf, verdictAt } from './at-a-node.ts'
import { evidenceSays, monitorPass } from './monitor-process.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { publishRegardless } from './publish-regardless.ts'
import { endPrograms } from './run-program.ts'
import { type Shipment, stepsOf } from './shipment.ts'

/**
 * Two copies of one node, database and keys, run at once and sign two histories. The first shows its heads
 * to three witnesses, whom another node plays; the fourth, whom the second copy plays itself, is away
 * from the first behind a gate, and sees the second history alone.
 */

const CD = 'CD' as PartyCode
const THREE = ['X-ADPA', 'X-CSC', 'X-DDI']
const FOURTH = 'X-WDC'
const WAIT = { timeout: 30_000, interval: 250 }

let witnesses: NodeUnderTest
let one: NodeUnderTest
let two: NodeUnderTest
let gate: { to: string | null; readonly server: Server }
let folder = ''
let first: Shipment
let second: Shipment

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-equivocating-'))
  gate = { to: null, server: createServer(pass) }
  await new Promise<void>((done) => gate.server.listen(0, '127.0.0.1', done))
  const { port } = gate.server.address() as AddressInfo
  witnesses = await startBegunNode({ OPENKP_PUBLISH_EVERY: '86400' })
  const three = THREE.map((party) => `${party}=${witnesses.baseUrl}/witness/${party}`)
  const fourth = `${FOURTH}=http://127.0.0.1:${port}/witness/${FOURTH}`
  ;[one, two] = await Promise.all([
    startBegunNode({ OPENKP_WITNESSES: [...three, fourth].join(',') }),
    startBegunNode({ OPENKP_WITNESSES: three.join(',') }),
  ])
}, 240_000)
afterAll(async () => {
  await endPrograms()
  gate?.server.closeAllConnections()
  gate?.server.close()
  await Promise.all([one?.dispose(), two?.dispose(), witnesses?.dispose()])
  await rm(folder, { recursive: true, force: true })
})

/** Hands a request on to whoever is behind the gate, and ends it while nobody is. */
function pass(...[from, back]: Parameters<Parameters<typeof createServer>[1] & object>): void {
  if (gate.to === null) return void from.destroy()
  const { method, url, headers } = from
  const asked = forward(`${gate.to}${url}`, { method, headers }, (answer) => {
    back.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(back)
  })
  asked.on('error', () => back.destroy())
  from.pipe(asked)
}

const rememberedOfOne = async () => ({ remembered: await memoryOf(await listsOf(one)) })

async function identityOfLog() {
  const { trust } = await listsOf(one)
  if (trust.logs === null) throw new Error('a scheme without logs')
  return logIdentityOf(trust, trust.logs, CD)
}

/** The newest head of CD's log that a witness has seen, as a node serves it. */
async function seenBy(node: NodeUnderTest, witness: string) {
  const { origin } = await identityOfLog()
  const address = `${node.baseUrl}/witness/${witness}/checkpoints/${digestOf(origin)}`
  const head = readCheckpoint(new Uint8Array(await (await fetch(address)).arrayBuffer()))
  if (!head.ok) throw new Error(head.refusals[0].code)
  return head.value
}

/** The head of the second history, which the fourth witness alone has cosigned, with the words of others whose keys the host has. */
async function withWordsOf(others: readonly string[]): Promise<Checkpoint> {
  const head = await seenBy(two, FOURTH)
  const { signerOf } = await openStoreKeys(join(two.dataFolder, 'signer'))
  const words = others.map((party) => {
    const name = `${dirname(head.origin)}/${party}/witness`
    const signer = signerOf(party as PartyCode, 'witness')
    return cosign(head.note.text, Math.floor(Date.now() / 1000), name, signer)
  })
  const signatures = [...head.note.signatures, ...(await Promise.all(words))]
  return { ...head, note: { ...head.note, signatures } }
}

test('the witnesses of the first refuse the second, which finds no quorum and stops', async () => {
  // So that there is a page of before, which the second goes on to give.
  await listsOf(two)
  first = await stepsOf(callerAt(one)).validated()
  await expect.poll(() => verdictAt(one, first.qr), WAIT).toMatch(/^VALID /)
  second = await stepsOf(callerAt(two)).validated()
  expect(second.number).toBe(first.number)
  await expect
    .poll(() => heldUpAt(two), WAIT)
    .toMatchObject([{ party: 'CD', code: 'TRANSPARENCY_LOG_FORKED' }])
  // Three of them have both sides of the fork now, signed with one key, and so has the second copy.
  const [here, there] = [await seenBy(witnesses, 'X-ADPA'), await seenBy(two, FOURTH)]
  expect(there.size).toBe(here.size)
  expect(there.root).not.toEqual(here.root)
  for (const party of THREE) {
    const evidence = join(witnesses.dataFolder, 'witnesses', party, 'evidence')
    expect(await readdir(evidence)).toHaveLength(2)
  }
  expect(await readdir(join(two.dataFolder, 'log-evidence'))).not.toEqual([])
  expect(await heldUpAt(one)).toEqual([])
})

test('nobody is told VALID with what the second gives, and who remembers the first least of all', async () => {
  expect(await verdictAt(two, second.qr)).toMatch(/^CANNOT_TELL REGISTER_OLDER/)
  const known = await verdictAt(two, second.qr, await rememberedOfOne())
  expect(known).toMatch(/^CANNOT_TELL .*LIST_ROLLED_BACK/)
  // With the lists of the first it is what it is: a second certificate of one number.
  expect(await verdictAt(one, second.qr)).toMatch(/^INVALID TWIN/)
})

test('a host that publishes its second history all the same is believed by nobody who remembers', async () => {
  expect(await publishRegardless(two, CD, await withWordsOf([]))).toEqual([FOURTH])
  const said = () => verdictAt(two, second.qr)
  await expect.poll(said, WAIT).toMatch(/^CANNOT_TELL REGISTER_NOT_WITNESSED/)
  // If three witnesses were bought, or their keys stolen, what somebody saw before is what is left.
  const bought = await publishRegardless(two, CD, await withWordsOf(THREE))
  expect(bought).toEqual([...THREE, FOURTH])
  const reader = await rememberedOfOne()
  const known = () => verdictAt(two, second.qr, reader)
  await expect.poll(known, WAIT).toMatch(/^CANNOT_TELL LOG_FORKED/)
})

test('a monitor of the first rings by a witness that saw the second, and keeps both heads', async () => {
  const place = `${one.baseUrl}/log/CD`
  const { exit, alarms } = await monitorPass(folder, {
    ...{ trust: one.baseUrl, logs: [{ party: 'CD', place }] },
    witnesses: [`${two.baseUrl}/witness/${FOURTH}`],
  })
  const forks = alarms.filter(({ code }) => code === 'MONITOR_FORK')
  expect([exit, forks.length]).toEqual([1, 1])
  const files = forks[0]?.evidence ?? []
  expect(files.filter((each) => each.endsWith('.note'))).toHaveLength(2)
  const { keys } = await identityOfLog()
  const kept = join(folder, 'monitor', dirname(files[0] ?? ''))
  expect(await evidenceSays(kept, keys.map(writeNoteKey)[0] ?? '')).toMatchObject({
    ...{ exit: 0, code: 'FORK' },
  })
})

test('the page of a node says what a witness that it asks has seen elsewhere', async () => {
  await one.stop()
  gate.to = two.baseUrl
  one = await one.startAgain({ OPENKP_MONITOR: 'on' })
  const rings = async () => {
    const page = await fetch(`${one.baseUrl}/api/transparency/monitor`)
    const view = (await page.json()) as MonitorView
    return view.state === 'seen' ? view.alarms.map(({ code, where }) => `${code} ${where}`) : []
  }
  await expect.poll(rings, WAIT).toEqual([`MONITOR_FORK ${(await identityOfLog()).origin}`])
})
