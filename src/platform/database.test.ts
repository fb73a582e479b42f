import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyDatabase, type FreshDatabase } from '../../test/postgres.ts'
import { rowsOf, sqlState, type Tx, transaction } from './database.ts'
import { describeError } from './describe-error.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await emptyDatabase()
  await fresh.database.query('create table counter (name text primary key, value int not null)')
  await fresh.database.query(`insert into counter values ('a', 0), ('b', 0)`)
})
afterAll(() => fresh.drop())

test('values come as what they are', async () => {
  const [row] = await rowsOf<Record<string, unknown>>(
    fresh.database,
    `select 9007199254740993::int8 as whole, 0.10::numeric as exact, '2024-02-29'::date as day,
            '\\x00ff'::bytea as bytes, array[1, null]::int8[] as wholes, array['2024-02-29']::date[] as days,
            array[0.10]::numeric[] as exacts, count(*) as counted from counter`,
  )
  expect(row).toEqual({
    whole: 9007199254740993n,
    exact: '0.10',
    day: '2024-02-29',
    bytes: Buffer.from([0, 255]),
    wholes: [1n, null],
    days: ['2024-02-29'],
    exacts: ['0.10'],
    counted: 2n,
  })
})

describe('a transaction', () => {
  test('that throws leaves nothing', async () => {
    const work = transaction(fresh.database, async (tx) => {
      await tx.query(`insert into counter values ('gone', 1)`)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await rowsOf(fresh.database, `select 1 from counter where name = 'gone'`)).toEqual([])
  })

  test('that cannot begin gives its connection back only when its work has ended', async () => {
    let ended = false
    const work = transaction(
      fresh.database,
      async (tx) => {
        await tx.query('select 1')
        await new Promise((done) => setTimeout(done, 200))
        ended = true
      },
      { isolation: 'of no kind' as 'serializable' },
    )
    await expect(work).rejects.toThrow('syntax error')
    expect(ended).toBe(true)
  })

  test('that collides runs again, and loses no update', async () => {
    const add = (isolation: 'serializable') =>
      transaction(
        fresh.database,
        async (tx) => {
          const [found] = await rowsOf<{ value: number }>(
            tx,
            `select value from counter where name = 'a'`,
          )
          await tx.query(`update counter set value = $1 where name = 'a'`, [
            (found?.value ?? 0) + 1,
          ])
        },
        { isolation },
      )
    await Promise.all([add('serializable'), add('serializable')])
    expect(await rowsOf(fresh.database, `select value from counter where name = 'a'`)).toEqual([
      { value: 2 },
    ])
  })

  test('of two that wait for each other, both end well', async () => {
    let waiting = 0
    let open: () => void = () => undefined
    const gate = new Promise<void>((done) => {
      open = done
    })
    const lockBoth = (first: string, second: string) =>
      transaction(fresh.database, async (tx) => {
        await tx.query('update counter set value = value + 1 where name = $1', [first])
        waiting += 1
        if (waiting >= 2) open()
        await gate
        await tx.query('update counter set value = value + 1 where name = $1', [second])
      })
    await fresh.database.query('update counter set value = 0')
    await Promise.all([lockBoth('a', 'b'), lockBoth('b', 'a')])
    const rows = await rowsOf(fresh.database, 'select value from counter order by name')
    expect(rows).toEqual([{ value: 2 }, { value: 2 }])
  })

  test('gives up after three tries', async () => {
    let tries = 0
    const work = transaction(fresh.database, async (tx) => {
      tries += 1
      await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
    })
    await expect(work).rejects.toThrow('again')
    expect(tries).toBe(3)
  })

  describe('with a write that nobody reads', () => {
    const write = (tx: Tx, name: string, value: string) =>
      tx.unread(tx.query(`update counter set value = $2::int where name = $1`, [name, value]))
    const counted = async (name: string) =>
      (
        await rowsOf<{ value: number }>(
          fresh.database,
          'select value from counter where name = $1',
          [name],
        )
      )[0]?.value

    test('commits it, and what follows sees it', async () => {
      const seen = await transaction(fresh.database, async (tx) => {
        write(tx, 'a', '41')
        return rowsOf(tx, `select value from counter where name = 'a'`)
      })
      expect(seen).toEqual([{ value: 41 }])
      await transaction(fresh.database, async (tx) => write(tx, 'a', '42'))
      expect(await counted('a')).toBe(42)
    })

    test('fails by the error of that write, and leaves nothing, whatever came after it', async () => {
      await fresh.database.query('update counter set value = 0')
      const last = transaction(fresh.database, async (tx) => {
        write(tx, 'a', '1')
        write(tx, 'b', 'not a number')
      })
      await expect(last).rejects.toThrow('not a number')
      const followed = transaction(fresh.database, async (tx) => {
        write(tx, 'b', 'not a number')
        await rowsOf(tx, 'select 1')
      })
      await expect(followed).rejects.toThrow('not a number')
      expect([await counted('a'), await counted('b')]).toEqual([0, 0])
    })

    test('is tried again when that write collides', async () => {
      let tries = 0
      const again = `do $$ begin raise exception 'again' using errcode = '40001'; end $$`
      await transaction(fresh.database, async (tx) => {
        tries += 1
        if (tries === 1) tx.unread(tx.query(again))
      })
      expect(tries).toBe(2)
    })

    test('ends well although the write fails before anybody waits for it', async () => {
      const work = transaction(fresh.database, async (tx) => {
        write(tx, 'b', 'not a number')
        await new Promise((done) => setTimeout(done, 100))
      })
      await expect(work).rejects.toThrow('not a number')
      expect(await rowsOf(fresh.database, 'select 1 as one')).toEqual([{ one: 1 }])
    })
  })

  test('whose connection is cut fails, and the pool goes on', async () => {
    const work = transaction(fresh.database, async (tx) => {
      const [me] = await rowsOf<{ pid: number }>(tx, 'select pg_backend_pid() as pid')
      await fresh.database.query('select pg_terminate_backend($1)', [me?.pid])
      await tx.query('select 1')
    })
    await expect(work).rejects.toThrow()
    expect(await rowsOf(fresh.database, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('what a log says of a database error', () => {
  const SECRET = 'Amina Secret'
  const FAULTS: readonly [state: string, sql: string][] = [
    ['22P02', 'select $1::text::int'],
    ['23505', `insert into counter values ($1, 1), ($1, 2)`],
  ]
  test.each(FAULTS)('%s names no value', async (state, sql) => {
    const error: unknown = await fresh.database.query(sql, [SECRET]).catch((each: unknown) => each)
    expect(sqlState(error)).toBe(state)
    expect(JSON.stringify(describeError(error))).not.toContain('Amina')
    expect(describeError(error)).toMatchObject({ code: state })
  })

  test('an error with a query on it is described without it', () => {
    const error = Object.assign(new Error('failed\nselect * from officer'), {
      query: SECRET,
      parameters: [SECRET],
    })
    expect(describeError(error)).toMatchObject({ error: 'Error', message: 'failed' })
    expect(JSON.stringify(describeError(error))).not.toContain('Amina')
  })
})
