import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase, type FreshDatabase } from '../../test/postgres.ts'
import { closePool } from './close-pool.ts'
import { openDatabase } from './database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await emptyDatabase()
})
afterAll(() => fresh.drop())

test('once it is closed its connections are closed too', async () => {
  for (let round = 0; round < 5; round += 1) {
    const pool = openDatabase(fresh.url)
    const clients = await Promise.all(Array.from({ length: 8 }, () => pool.connect()))
    const sockets = clients.map((client) => client.connection.stream)
    for (const client of clients) client.release()
    await closePool(pool)
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual(Array(8).fill(true))
  }
})

test('a pool that was never used is closed at once', async () => {
  await expect(closePool(openDatabase(fresh.url))).resolves.toBeUndefined()
})
