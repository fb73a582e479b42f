import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/postgres.ts'
import { rowsOf, transaction } from './database.ts'
import { type Write, writeTogether } from './write-together.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.database.query('create table sheep (id int primary key, name text)')
})
afterAll(() => fresh.drop())

const insert = (id: number, name: string): Write => ({
  sql: 'insert into sheep (id, name) values ($1, $2) returning id',
  values: [id, name],
})
const names = async () => {
  const rows = await rowsOf<{ name: string }>(fresh.database, 'select name from sheep order by id')
  return rows.map(({ name }) => name)
}

test('every write is done, and the last one answers', async () => {
  const rename = {
    sql: 'update sheep set name = $2 where id = $1 returning name',
    values: [1, 'b'],
  }
  await transaction(fresh.database, (tx) => writeTogether(tx, [insert(1, 'a')]))
  const answer = await transaction(fresh.database, (tx) =>
    writeTogether(tx, [insert(2, 'c'), insert(3, 'd'), rename]),
  )
  expect(answer).toEqual([{ name: 'b' }])
  expect(await names()).toEqual(['b', 'c', 'd'])
})

test('one that fails undoes the others', async () => {
  const before = await names()
  const doubled = transaction(fresh.database, (tx) =>
    writeTogether(tx, [insert(10, 'x'), insert(1, 'again')]),
  )
  await expect(doubled).rejects.toThrow('sheep_pkey')
  expect(await names()).toEqual(before)
})

test('more than nine values keep their places', async () => {
  const many = Array.from({ length: 8 }, (_, at) => insert(100 + at, `n${at}`))
  await transaction(fresh.database, (tx) => writeTogether(tx, [...many, insert(200, 'last')]))
  expect((await names()).slice(-9)).toEqual([...many.map((_, at) => `n${at}`), 'last'])
})
