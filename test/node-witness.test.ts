import { cp, rm } from 'node:fs/promises'
import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheckpoint } from '../src/transparency/checkpoint.ts'
import { asOwner, callerAt, heldUpAt, verdictAt } from './at-a-node.ts'
import { type NodeUnderTest, startBegunNode } from './node-under-test.ts'
import { nextGoods, stepsOf } from './shipment.ts'

/**
 * Two nodes of one scheme, which have begun with the same lists. Two of the four witnesses that the one
 * asks are played by the other, behind a gate that a test closes; without them there is no quorum.
 */

type Gate = { is: 'open' | 'asleep'; to: string; readonly server: Server }

const WAIT = { timeout: 30_000, interval: 250 }

let there: NodeUnderTest
let here: NodeUnderTest
let gate: Gate

beforeAll(async () => {
  there = await startBegunNode({ OPENKP_PUBLISH_EVERY: '86400' })
  gate = { is: 'open', to: there.baseUrl, server: createServer((from, to) => pass(gate, from, to)) }
  await new Promise<void>((done) => gate.server.listen(0, '127.0.0.1', done))
  const { port } = gate.server.address() as AddressInfo
  const at = (party: string) => `${party}=http://127.0.0.1:${port}/witness/${party}`
  here = await startBegunNode({ OPENKP_WITNESSES: `${at('X-ADPA')},${at('X-CSC')}` })
})
afterAll(async () => {
  gate?.server.closeAllConnections()
  gate?.server.close()
  await Promise.all([here?.dispose(), there?.dispose()])
})

/** Hands a request on, or takes it and never answers. */
function pass(
  { is, to }: Gate,
  from: Parameters<Parameters<typeof createServer>[1] & object>[0],
  back: Parameters<Parameters<typeof createServer>[1] & object>[1],
): void {
  if (is === 'asleep') return
  const { method, url, headers } = from
  const asked = forward(`${to}${url}`, { method, headers }, (answer) => {
    back.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(back)
  })
  asked.on('error', () => back.destroy())
  from.pipe(asked)
}

async function headOf(party: string) {
  const answer = await fetch(`${here.baseUrl}/log/${party}/checkpoint`)
  const head = readCheckpoint(new Uint8Array(await answer.arrayBuffer()))
  if (!head.ok) throw new Error(head.refusals[0].code)
  const names = head.value.note.signatures.flatMap(
    ({ name }) => /([A-Z-]+)\/witness$/.exec(name)?.[1] ?? [],
  )
  return { size: head.value.size, names }
}

/** What a phone says of a code that has the newest lists of this node and nothing else. */
const verdictOf = (qr: string) => verdictAt(here, qr)
const told = (words: string) => here.output().split(words).length - 1
const [AWAY, WAITS] = ['a witness does not answer', 'a log waits for its next head'] as const
const ALL = ['X-ADPA', 'X-CSC', 'X-DDI', 'X-WDC']

test('a node elsewhere cosigns, and what is signed here is found', async () => {
  await expect.poll(async () => (await headOf('CD')).size, WAIT).toBeGreaterThan(0)
  const { qr } = await stepsOf(callerAt(here)).validated()
  await expect.poll(async () => (await headOf('CD')).names.toSorted(), WAIT).toEqual(ALL)
  await expect.poll(() => verdictOf(qr), WAIT).toMatch(/^VALID /)
  // What is only being written is no part of a copy.
  const filter = (path: string) => !path.endsWith('.draft')
  const copy = join(there.dataFolder, 'of-last-night')
  await cp(memoryOf('X-ADPA'), copy, { recursive: true, filter })
})

test('while they sleep what is signed waits, and what was witnessed before stays good', async () => {
  const before = await stepsOf(callerAt(here)).validated()
  await expect.poll(() => verdictOf(before.qr), WAIT).toMatch(/^VALID /)
  await expect.poll(async () => (await headOf('CD')).names.toSorted(), WAIT).toEqual(ALL)
  const head = await headOf('CD')
  const [away, waits] = [told(AWAY), told(WAITS)]
  gate.is = 'asleep'
  const { qr } = await stepsOf(callerAt(here)).validated()
  await expect.poll(() => told(WAITS), WAIT).toBeGreaterThan(waits)
  expect(await headOf('CD')).toEqual(head)
  expect(await verdictOf(qr)).toMatch(/^CANNOT_TELL REGISTER_OLDER/)
  expect(await verdictOf(before.qr)).toMatch(/^VALID /)
  // Each of the two is told once, however often it is asked.
  expect(told(AWAY)).toBe(away + 2)

  gate.is = 'open'
  await expect.poll(() => verdictOf(qr), WAIT).toMatch(/^VALID /)
  expect((await headOf('CD')).size).toBeGreaterThan(head.size)
  expect(told('a log has its next head')).toBe(told(WAITS))
})

test('started while they sleep it takes no number and signs nothing, and goes on by itself once they answer', async () => {
  gate.is = 'asleep'
  await here.stop()
  here = await here.startAgain()
  const held = { party: 'CD', code: 'TRANSPARENCY_LOG_UNKNOWN', title: expect.any(String) }
  expect((await heldUpAt(here)).find(({ party }) => party === 'CD')).toEqual(held)
  const { ask, call } = callerAt(here)
  const start = { content: nextGoods(), submit: true }
  const { id } = await ask('exporter@cd', 'POST', '/applications', start)
  const path = `/api/certificates/applications/${String(id)}/issue`
  const refused = await call('issuing@cd', 'POST', path, {})
  expect([refused.status, refused.body.code]).toEqual([503, 'TRANSPARENCY_LOG_UNKNOWN'])

  gate.is = 'open'
  await expect.poll(() => heldUpAt(here), { ...WAIT, timeout: 60_000 }).toEqual([])
  expect((await call('issuing@cd', 'POST', path, {})).status).toBe(200)
})

test('one that runs on an older copy of its memory is told, and a second copy of a node is stopped', async () => {
  await there.stop()
  await rm(memoryOf('X-ADPA'), { recursive: true })
  await cp(join(there.dataFolder, 'of-last-night'), memoryOf('X-ADPA'), { recursive: true })
  there = await there.startAgain()
  gate.to = there.baseUrl
  gate.is = 'open'
  const { qr } = await stepsOf(callerAt(here)).validated()
  await expect.poll(() => told('a witness has forgotten what it put its name to'), WAIT).toBe(1)
  await expect.poll(() => verdictOf(qr), WAIT).toMatch(/^VALID /)

  // Its witnesses have seen what the other copy of this node has signed.
  expect(there.output()).toContain('"party":"CD","standing":"behind"')
  const asked = await callerAt(there).call(
    'exporter@cd',
    'POST',
    '/api/certificates/applications',
    {
      content: nextGoods(),
      submit: true,
    },
  )
  const path = `/api/certificates/applications/${String(asked.body.id)}/issue`
  const refused = await callerAt(there).call('issuing@cd', 'POST', path, {})
  expect([refused.status, refused.body.code]).toEqual([503, 'TRANSPARENCY_LOG_BEHIND'])
})

test('no number is used before its block was witnessed', async () => {
  const hide = (sign: '+' | '-') =>
    asOwner(here, (database) =>
      database.query(
        `update transparency.entry set index = index ${sign} 1000000
         where participant = 'CD' and kind = 'number-block'`,
      ),
    )
  const id = await stepsOf(callerAt(here)).submitted()
  const path = `/api/certificates/applications/${id}/issue`
  await hide('+')
  const early = await callerAt(here).call('issuing@cd', 'POST', path, {})
  await hide('-')
  expect([early.status, early.body.code]).toEqual([409, 'CERTIFICATES_BLOCK_NOT_WITNESSED'])
  expect((await callerAt(here).call('issuing@cd', 'POST', path, {})).status).toBeLessThan(300)
})

function memoryOf(party: string): string {
  return join(there.dataFolder, 'witnesses', party, 'heads')
}
