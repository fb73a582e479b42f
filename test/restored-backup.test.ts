import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHex } from '../src/crypto/bytes.ts'
import { rowsOf } from '../src/platform/database.ts'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { type RestoredScene, restoredScene } from './restored-scene.ts'
import { nextGoods, type Shipment, VALIDATION } from './shipment.ts'

/** A whole node whose database is of last night, or whose log files are lost, while its witnesses know more. */

const ISSUER = 'CD'

let scene: RestoredScene
let old: Shipment
let fresh: Shipment
/** Issued in the evening, validated in the morning. */
let overnight: { readonly number: string }

beforeAll(async () => {
  scene = await restoredScene()
  old = await scene.steps().validated()
  overnight = await scene.steps().issued()
  await scene.backUp('night')
  await scene.startAgain()
  await scene.caller().ask('validating@cd', 'POST', `/${overnight.number}/validate`, VALIDATION)
  fresh = await scene.steps().validated()
  await scene.backUp('morning')
})
afterAll(() => scene.dispose())

const validatedAgain = () => refusal('validating@cd', `/${overnight.number}/validate`, VALIDATION)

/** What the issuing officer is told of the next application. */
async function issuedNext() {
  const start = { content: nextGoods(), submit: true }
  const { id } = await scene.caller().ask('exporter@cd', 'POST', '/applications', start)
  return refusal('issuing@cd', `/applications/${String(id)}/issue`, {})
}

async function refusal(who: string, path: string, body: unknown) {
  const answer = await scene.caller().call(who, 'POST', `/api/certificates${path}`, body)
  return `${answer.status} ${String(answer.body.code)}`
}

/** A certificate of another party of this node, and its place in its log. */
async function anotherPartyGoesOn(): Promise<void> {
  const before = await scene.served('EU')
  const firm = {
    name: 'Van Ostaeyen & Dochters NV',
    address: '1 Market Street',
    place: 'Antwerp',
    country: 'BE',
  }
  const change = { destination: 'CD', exporter: firm, importer: { ...firm, country: 'CD' } }
  await scene.steps().validated(change, 'EU')
  await scene.logged()
  expect(await scene.served('EU')).toMatchObject({ size: before.size + 1, faults: [] })
}

/** The log of the issuer as the database has it, its last page too. */
const logNow = () =>
  scene.asked((database) =>
    rowsOf(database, 'select * from transparency.log where participant = $1', [ISSUER]),
  )

/** As if the page were two hours old: any node that may sign makes a new one. */
const agePage = () =>
  scene.asked((database) =>
    rowsOf(
      database,
      'update transparency.log set page_iat = page_iat - 7200 where participant = $1',
      [ISSUER],
    ),
  )

async function numbersGoOn(): Promise<void> {
  const { number } = await scene.steps().validated()
  expect([old.number, overnight.number, fresh.number]).not.toContain(number)
  await scene.logged()
  expect((await scene.served()).faults).toEqual([])
}

/** The heads that contradict each other, each once, whoever cosigned it. */
async function evidence() {
  const folder = join(scene.node().dataFolder, 'log-evidence')
  const heads = new Map<string, { readonly size: number }>()
  for (const name of await readdir(folder)) {
    const head = readCheckpoint(new Uint8Array(await readFile(join(folder, name))))
    if (!head.ok) throw new Error(head.refusals[0].code)
    heads.set(toHex(head.value.root), head.value)
  }
  return [...heads.values()]
}

test('with database and log files of last night it signs nothing, and says so', async () => {
  await scene.restore({ database: 'night', log: 'night', witnesses: 'morning' })
  await agePage()
  const before = { log: await logNow(), served: await scene.served() }
  const held = {
    party: ISSUER,
    code: 'TRANSPARENCY_LOG_BEHIND',
    title: expect.stringContaining('“log”'),
  }
  expect(await scene.heldUp()).toEqual([held])
  // No number either: which ones are used up is in the part that is lost.
  expect(await issuedNext()).toBe('503 TRANSPARENCY_LOG_BEHIND')
  expect(await validatedAgain()).toBe('503 TRANSPARENCY_LOG_BEHIND')
  expect(await scene.verdictOf(old)).toMatch(/^VALID SPECIMEN /)
  expect(await scene.verdictOf(fresh)).toMatch(/^CANNOT_TELL REGISTER_OLDER /)
  await anotherPartyGoesOn()
  expect({ log: await logNow(), served: await scene.served() }).toEqual(before)
})

test('a database of last night is made whole out of the log files of the morning, and takes no number twice', async () => {
  await scene.putBack('log', 'morning')
  expect(await scene.heldUp()).toEqual([])
  expect(await scene.verdictOf(fresh)).toMatch(/^VALID SPECIMEN /)
  expect(await validatedAgain()).toBe('409 CERTIFICATES_NUMBER_LOGGED')
  await numbersGoOn()
})

test('a database that went on from last night without its witnesses signs nothing once they are back', async () => {
  await scene.restore({ database: 'night', log: 'night', witnesses: 'night' })
  expect(await scene.heldUp()).toEqual([])
  await scene.steps().validated()
  await scene.steps().validated()
  await scene.logged()
  await scene.putBack('witnesses', 'morning')
  await agePage()
  const before = { log: await logNow(), served: await scene.served() }
  const title = expect.stringContaining('log-evidence')
  expect(await scene.heldUp()).toEqual([{ party: ISSUER, code: 'TRANSPARENCY_LOG_FORKED', title }])
  expect(await issuedNext()).toBe('503 TRANSPARENCY_LOG_FORKED')
  expect(await validatedAgain()).toBe('503 TRANSPARENCY_LOG_FORKED')
  await anotherPartyGoesOn()
  expect({ log: await logNow(), served: await scene.served() }).toEqual(before)
  const heads = await evidence()
  expect(heads).toHaveLength(2)
  expect(new Set(heads.map(({ size }) => size))).toEqual(new Set([before.served.size]))
})

test('log files that are lost alone are written anew, and the log goes on', async () => {
  await scene.restore({ database: 'morning', log: undefined, witnesses: 'morning' })
  // The right database is the way out of a fork too.
  expect(await scene.heldUp()).toEqual([])
  expect(await scene.verdictOf(fresh)).toMatch(/^VALID SPECIMEN /)
  const before = await scene.served()
  expect(before.faults).toEqual([])
  await scene.steps().validated()
  await scene.logged()
  expect(await scene.served()).toMatchObject({ size: before.size + 1, faults: [] })
})
