import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handMadeList } from '../../../test/hand-made-list.ts'
import { toHex } from '../../crypto/bytes.ts'
import { encodeBundle, MAX_BUNDLE_BYTES } from '../../participants/bundle.ts'
import { makeDelta } from '../../transparency/delta.ts'
import { type Fetching, fetchLists } from './fetch-lists.ts'

/** What a device takes from a server that helps, that is broken, and that lies; over a real line. */

const list = handMadeList()
const base = encodeBundle(list)
const target = encodeBundle({ ...list, statusPages: new Map([['ZA', Uint8Array.of(1)]]) as never })
const delta = makeDelta(base, target)

/** What the server sends to who asks for changes and to who asks for the whole; null breaks the line half way. */
type Sent = { readonly status: number; readonly body: Uint8Array | null }
const sent = (body: Uint8Array | null, status = 200): Sent => ({ status, body })
let changes: Sent
let whole: Sent
let asked: string[]
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
    const { status, body } = request.url?.includes('since') ? changes : whole
    response.writeHead(status, { 'content-length': body?.length ?? 1000 })
    if (body === null) response.write('half', () => response.destroy())
    else response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
  whole = sent(target)
})

async function fetched(more: Partial<Fetching> = {}) {
  const offered: Uint8Array[] = []
  const take = async (bytes: Uint8Array) => {
    offered.push(bytes)
    return toHex(sha256(bytes)) === toHex(sha256(target))
  }
  const how = await fetchLists({ origin, base, take, onProgress: () => undefined, ...more })
  return { how, offered: offered.map((bytes) => toHex(sha256(bytes))) }
}
const TARGET = toHex(sha256(target))
const BASE = toHex(sha256(base))

test('a device with lists says which, and takes what changed', async () => {
  changes = sent(delta)
  expect(await fetched()).toEqual({ how: 'changes', offered: [TARGET] })
  expect(asked).toEqual([`/api/participants/trust-bundle?since=${BASE} "${BASE}"`])
})

test('one without lists takes the whole', async () => {
  expect(await fetched({ base: null })).toEqual({ how: 'whole', offered: [TARGET] })
  expect(asked).toEqual(['/api/participants/trust-bundle'])
})

test('nothing new is nothing to take', async () => {
  changes = sent(new Uint8Array(), 304)
  expect(await fetched()).toEqual({ how: 'newest', offered: [] })
})

test.each<[string, () => Sent]>([
  ['cut off', () => sent(delta.subarray(0, delta.length - 9))],
  ['damaged', () => sent(delta.map((byte, at) => (at === delta.length - 3 ? byte ^ 1 : byte)))],
  ['of another base', () => sent(makeDelta(target, base))],
  ['nothing at all', () => sent(new Uint8Array())],
  ['something else', () => sent(Uint8Array.of(1, 2, 3))],
])('changes that are %s are left, and the whole is taken', async (_, given) => {
  changes = given()
  const { how, offered } = await fetched()
  expect([how, offered.at(-1), asked.length]).toEqual(['whole', TARGET, 2])
})

test('a server that does not know the base sends the whole at once', async () => {
  changes = sent(target)
  expect(await fetched()).toEqual({ how: 'whole', offered: [TARGET] })
  expect(asked).toHaveLength(1)
})

test('a line that breaks half way leaves everything as it was', async () => {
  changes = sent(null)
  expect(await fetched()).toEqual({ how: 'no line', offered: [] })
  whole = sent(null)
  expect(await fetched({ base: null })).toEqual({ how: 'no line', offered: [] })
  whole = sent(new Uint8Array(), 503)
  expect(await fetched({ base: null })).toEqual({ how: 'no line', offered: [] })
})

test('lists that are not good are refused after the whole was asked for too', async () => {
  changes = sent(delta)
  whole = sent(base)
  const { how, offered } = await fetched({ take: async () => false })
  expect([how, offered, asked.length]).toEqual(['refused', [], 2])
})

test('no more is read than lists can have', async () => {
  whole = sent(new Uint8Array(MAX_BUNDLE_BYTES * 3))
  let read = 0
  const onProgress = (bytes: number) => {
    read = bytes
  }
  const { how } = await fetched({ base: null, onProgress })
  expect(how).toBe('refused')
  expect(read).toBeGreaterThan(MAX_BUNDLE_BYTES)
  expect(read).toBeLessThan(MAX_BUNDLE_BYTES * 2)
})
