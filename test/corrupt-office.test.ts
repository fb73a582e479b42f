import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PREFIX } from '../src/certificates/document.ts'
import { decodeBase45 } from '../src/crypto/base45.ts'
import { toHex } from '../src/crypto/bytes.ts'
import { auditCommand } from '../src/main/cli-audit.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { asOwner, callerAt, heldUpAt, verdictAt } from './at-a-node.ts'
import { monitorPass } from './monitor-process.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { runByOne } from './one-operator.ts'
import { publishRegardless } from './publish-regardless.ts'
import { endPrograms } from './run-program.ts'
import { type Shipment, stepsOf } from './shipment.ts'
import { servedSize, type WitnessesApart, witnessesApart } from './witnesses-apart.ts'

/** An office that runs a real node and cheats with it: it withholds an entry, and it vouches for itself. */

const CD = 'CD' as PartyCode
/** Of the demonstration, each by an operator of its own. */
const OBSERVERS = ['X-ADPA', 'X-CSC', 'X-DDI', 'X-WDC']
/** One host runs these later. */
const HOSTED = ['AE', 'CD', 'ZA'] as readonly string[] as readonly PartyCode[]
const WAIT = { timeout: 30_000, interval: 250 }
const LATER = 25 * 3600
/** A statement is due at once for this monitor: what a day later is for others. */
const DUE_AT_ONCE = { loggingHours: 0.0001, confirmationDays: 3650, staleHours: 8760 }

let witnesses: WitnessesApart
let node: NodeUnderTest
let folder = ''
let honest: Shipment
let withheld: Shipment
/** Signed when nobody but the host's own witnesses heard of it. */
let closed: Shipment

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-corrupt-'))
  witnesses = await witnessesApart([...OBSERVERS, ...HOSTED])
  const named = witnesses.setting.split(',').filter((each) => each.startsWith('X-'))
  node = await startBegunNode({ OPENKP_WITNESSES: named.join(','), OPENKP_PUBLISH_EVERY: '1' })
  await witnesses.follow(node)
})
afterAll(async () => {
  await endPrograms()
  await node?.dispose()
  await witnesses?.close()
  await rm(folder, { recursive: true, force: true })
})

const now = () => Math.floor(Date.now() / 1000)
const issue = () => stepsOf(callerAt(node)).validated()

/** As whoever has the database: an entry of CD's that is queued while this stands is gone before it has a place. */
async function withholding<T>(work: () => Promise<T>): Promise<T> {
  const owner = (sql: string) => asOwner(node, (database) => database.query(sql))
  await owner(`create function transparency.lose() returns trigger language plpgsql
    as 'begin return null; end'`)
  await owner(`create trigger lose before insert on transparency.pending_entry
    for each row when (new.participant = 'CD') execute function transparency.lose()`)
  try {
    return await work()
  } finally {
    await owner('drop function transparency.lose() cascade')
  }
}

function coseOf({ qr }: Shipment): Uint8Array {
  const bytes = decodeBase45(qr.slice(PREFIX.demonstration.length))
  if (!bytes.ok) throw new Error(bytes.refusals[0].code)
  return bytes.value
}

test('a withheld certificate: nobody can tell at first, and a day later it is not in the register', async () => {
  honest = await issue()
  withheld = await withholding(issue)
  const later = await issue()
  await expect.poll(() => verdictAt(node, later.qr), WAIT).toMatch(/^VALID /)
  expect(await verdictAt(node, withheld.qr)).toMatch(/^CANNOT_TELL REGISTER_OLDER/)

  await mkdir(join(folder, 'seen'), { recursive: true })
  await writeFile(join(folder, 'seen', 'withheld.cose'), coseOf(withheld))
  const { exit, alarms } = await monitorPass(folder, {
    ...{ trust: node.baseUrl, logs: [{ party: 'CD', place: `${node.baseUrl}/log/CD` }] },
    ...{ statements: 'seen', ...DUE_AT_ONCE },
  })
  const [rings, ...others] = alarms.filter(({ code }) => code === 'MONITOR_NOT_LOGGED')
  expect([exit, rings?.where, others]).toEqual([1, 'CD', []])
  expect(rings?.about).toBe(toHex(sha256(coseOf(withheld))))
  const kept = rings?.evidence.find((each) => each.endsWith('statement.cose')) ?? ''
  expect(new Uint8Array(await readFile(join(folder, 'monitor', kept)))).toEqual(coseOf(withheld))

  // The next day, by the clocks of the witnesses and of the reader.
  // Signed before they say so: a node that hears a time so far from its own signs nothing for a while.
  witnesses.mood.deaf = OBSERVERS
  const next = await issue()
  Object.assign(witnesses.mood, { ahead: LATER, deaf: [] })
  const reader = () => ({ now: now() + LATER })
  const said = () => verdictAt(node, withheld.qr, reader())
  await expect.poll(said, WAIT).toMatch(/^INVALID NOT_IN_REGISTER/)
  expect(await verdictAt(node, honest.qr, reader())).toMatch(/^VALID /)
  expect(await verdictAt(node, next.qr, reader())).toMatch(/^VALID /)
})

test('the audit of the node itself names what was taken away', async () => {
  const checked = await auditCommand({
    ...{ participant: undefined, dataFolder: node.dataFolder, now: now() },
    env: { DATABASE_URL: node.databaseUrl },
  })
  const digest = toHex(sha256(coseOf(withheld)))
  const named = [{ participant: 'CD', kind: 'certificate', number: withheld.number, digest }]
  expect(checked).toMatchObject({
    ...{ ok: true, value: { exit: 1, json: { whole: false, unlogged: named } } },
  })
})

test('three witnesses of one host are one operator, the host itself, and the node waits', async () => {
  witnesses.mood.ahead = 0
  await node.stop()
  await runByOne(node.dataFolder, CD, HOSTED)
  node = await node.startAgain({ OPENKP_WITNESSES: witnesses.setting })
  await witnesses.follow(node)
  const open = await issue()
  await expect.poll(() => verdictAt(node, open.qr), WAIT).toMatch(/^VALID /)
  const size = await servedSize(node)

  // The host shows its next head to nobody but its own three.
  witnesses.mood.deaf = OBSERVERS
  closed = await issue()
  const waits = () =>
    node
      .output()
      .split('\n')
      .filter((line) => line.includes('"party":"CD"'))
  await expect.poll(() => waits().join(), WAIT).toContain('TRANSPARENCY_NOT_WITNESSED')
  const head = await witnesses.seen(CD, HOSTED)
  expect([await servedSize(node), head.size, await heldUpAt(node)]).toEqual([size, size + 1, []])
  expect(await verdictAt(node, closed.qr)).toMatch(/^CANNOT_TELL REGISTER_OLDER/)
})

test('a host that publishes on the word of its own three is told by reader and monitor', async () => {
  const head = await witnesses.seen(CD, HOSTED)
  expect(await publishRegardless(node, CD, head)).toEqual(HOSTED)
  const said = () => verdictAt(node, closed.qr)
  await expect.poll(said, WAIT).toMatch(/^CANNOT_TELL REGISTER_NOT_WITNESSED/)
  // The first look takes the head as new; from the next second on the others had their time.
  const rings = async () => {
    const { alarms, exit } = await monitorPass(join(folder, 'second'), {
      ...{ trust: node.baseUrl, logs: [{ party: 'CD', place: `${node.baseUrl}/log/CD` }] },
      ...{ ...DUE_AT_ONCE, behindHours: 0.0001 },
    })
    const few = alarms.filter(({ code }) => code === 'MONITOR_FEW_OPERATORS')
    return [exit, ...few.map(({ about }) => about)]
  }
  await expect.poll(rings, WAIT).toEqual([1, '0'])
})
