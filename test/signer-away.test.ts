import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readKeyFile } from '../src/participants/adapters/key-files.ts'
import { callerAt } from './at-a-node.ts'
import type { Caller } from './caller.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'
import { nextGoods, VALIDATION } from './shipment.ts'
import { newSigner, type SignerUnderTest } from './signer-under-test.ts'

/** A node whose keys are held by a signer that it did not start, and what happens when that one is away. */

let signer: SignerUnderTest
let node: NodeUnderTest
let caller: Caller

beforeAll(async () => {
  signer = await newSigner()
  await signer.start()
  node = await startNode(signer.env)
  caller = callerAt(node)
})
afterAll(async () => {
  await node.dispose()
  await signer.dispose()
})

const stateOf = async (number: string) =>
  String((await caller.ask('issuing@cd', 'GET', `/${number}`)).state)

async function issued(): Promise<string> {
  const content = nextGoods()
  const { id } = await caller.ask('exporter@cd', 'POST', '/applications', { content, submit: true })
  const { number } = await caller.ask('issuing@cd', 'POST', `/applications/${String(id)}/issue`, {})
  return String(number)
}

const validate = (number: string, click: string) =>
  caller.call('validating@cd', 'POST', `/api/certificates/${number}/validate`, VALIDATION, {
    'idempotency-key': click,
  })

test('the keys that sign statements are nowhere in the folder of the node', () => {
  expect([...(readKeyFile(node.dataFolder, 'CD')?.keys() ?? [])]).toEqual(['delegation'])
  expect(existsSync(join(node.dataFolder, 'signer'))).toBe(false)
  expect(readdirSync(signer.folder)).toContain('keys.store')
})

test('work goes on up to the signature, which waits, also through the death of the node', async () => {
  const [number, wrong] = [await issued(), await issued()]
  const { qr } = (await validate(wrong, 'wrong')).body
  await signer.kill9()
  const kept = await validate(number, 'a')
  expect([kept.status, kept.body.state]).toEqual([200, 'awaiting_signature'])
  const reason = 'Wrong box.'
  const proposal = await caller.ask('issuing@cd', 'POST', `/${wrong}/void`, { reason })
  const approve = `/api/access/proposals/${String(proposal.proposal?.id)}/approve`
  await caller.call('validating@cd', 'POST', approve, {})
  expect(await stateOf(wrong)).toBe('voided')
  // Whoever checks is answered from the last lists, though nobody can sign newer ones.
  expect((await fetch(`${node.baseUrl}/api/participants/trust-bundle`)).status).toBe(200)
  const shown = { document: String(qr), place: 'Antwerp', office: 'authority' }
  const looked = await caller.call('importing@eu', 'POST', '/api/certificates/presentations', shown)
  expect([looked.status, looked.body.code]).toEqual([201, undefined])
  // What needs no signature is done meanwhile.
  const other = await issued()
  expect(await stateOf(other)).toBe('issued')
  await node.kill9()
  await signer.start()
  node = await node.startAgain()
  caller = callerAt(node)
  await expect.poll(() => stateOf(number), { timeout: 60_000 }).toBe('validated')
  expect((await validate(number, 'a')).body).toEqual(kept.body)
  const signed = async () => {
    const { waiting, statements } = await caller.ask('issuing@cd', 'GET', `/${wrong}`)
    return [...(waiting ?? []), ...[...(statements ?? [])].map(({ kind }) => String(kind))]
  }
  const both = ['certificate', 'certificate-status']
  await expect.poll(signed, { timeout: 60_000 }).toEqual(both)
  expect((await validate(other, 'b')).body).toMatchObject({ state: 'validated' })
  expect(node.output()).not.toContain('"level":50')
})

test('a node does not start without the signer that it was told of, and says so', async () => {
  await node.stop()
  await signer.kill9()
  await expect(node.startAgain({ OPENKP_PORT: '0' })).rejects.toThrow('PARTICIPANTS_SIGNER_AWAY')
}, 120_000)
