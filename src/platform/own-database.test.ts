import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase, type FreshDatabase } from '../../test/postgres.ts'
import { tryOwnDatabase } from './own-database.ts'

let fresh: FreshDatabase
const guest = `guest_${randomUUID().replaceAll('-', '')}`
beforeAll(async () => {
  fresh = await emptyDatabase()
  await fresh.database.query(`create role ${guest} login password 'guest'`)
})
afterAll(async () => {
  await fresh.database.query(`drop role ${guest}`)
  await fresh.drop()
})

const urlWith = (changed: Partial<URL>) => Object.assign(new URL(fresh.url), changed).href
const code = async (url: string) => {
  const tried = await tryOwnDatabase(url)
  return tried.ok ? 'usable' : tried.refusals[0].code
}

test('a database of our own is usable', async () => {
  expect(await code(fresh.url)).toBe('usable')
})

test.each<[string, () => Partial<URL>, string]>([
  ['a user nobody knows', () => ({ username: 'nobody_at_all' }), 'PLATFORM_DATABASE_SIGN_IN'],
  ['a database that is not there', () => ({ pathname: '/none' }), 'PLATFORM_DATABASE_MISSING'],
  [
    'a user who may make nothing',
    () => ({ username: guest, password: 'guest' }),
    'PLATFORM_DATABASE_RIGHTS',
  ],
  ['a port where nobody listens', () => ({ port: '1' }), 'PLATFORM_DATABASE_NO_ANSWER'],
  ['a host that is none', () => ({ hostname: 'none.invalid' }), 'PLATFORM_DATABASE_NO_ANSWER'],
])('%s', async (_, changed, expected) => {
  expect(await code(urlWith(changed()))).toBe(expected)
})

test('a server that is no PostgreSQL', async () => {
  const server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  expect(await code(`postgres://a:b@127.0.0.1:${port}/x`)).toBe('PLATFORM_DATABASE_NO_ANSWER')
  await new Promise((done) => server.close(done))
})
