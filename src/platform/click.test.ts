import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/postgres.ts'
import { type Click, forgetClicks, withClick } from './click.ts'
import { rowsOf, transaction } from './database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.database.query('create table issued (number int)')
})
afterAll(() => fresh.drop())

const click = (change: Partial<Click> = {}): Click => ({
  participant: 'GB',
  officer: 'o1',
  key: 'k1',
  requestDigest: new Uint8Array(32).fill(1),
  ...change,
})

/** Issues a certificate: the effect must be there once, whatever the clicks. */
function press(of: Click, before: () => Promise<void> = async () => undefined) {
  return transaction(fresh.database, (tx) =>
    withClick(tx, of, async () => {
      const [row] = await rowsOf<{ number: number }>(
        tx,
        'insert into issued select count(*)::int + 1 from issued returning number',
      )
      await before()
      return { status: 201, body: { number: row?.number } }
    }),
  )
}

const issued = async () => (await rowsOf(fresh.database, 'select 1 from issued')).length

test('the same click twice is done once and answered alike', async () => {
  const first = await press(click())
  const second = await press(click())
  expect(first).toEqual({ ok: true, value: { status: 201, body: { number: 1 } } })
  expect(second).toEqual(first)
  expect(await issued()).toBe(1)
})

test('another request with the same key is refused', async () => {
  const other = await press(click({ requestDigest: new Uint8Array(32).fill(2) }))
  expect(other).toMatchObject({ ok: false, refusals: [{ code: 'PLATFORM_CLICK_REUSED' }] })
  expect(await issued()).toBe(1)
})

test.each([{ participant: 'FR' }, { officer: 'o2' }, { key: 'k2' }])(
  '%j is another click',
  async (change) => {
    const before = await issued()
    await press(click(change))
    expect(await issued()).toBe(before + 1)
  },
)

test('ten at the same time are done once', async () => {
  const before = await issued()
  const all = await Promise.all(Array.from({ length: 10 }, () => press(click({ key: 'at-once' }))))
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(await issued()).toBe(before + 1)
})

test('one that failed half-way has left nothing and can be pressed again', async () => {
  const before = await issued()
  const fails = press(click({ key: 'fails' }), () => Promise.reject(new Error('cut off')))
  await expect(fails).rejects.toThrow('cut off')
  expect(await issued()).toBe(before)
  expect(await press(click({ key: 'fails' }))).toMatchObject({ ok: true })
})

test('without a key nothing is remembered', async () => {
  const before = await issued()
  await press(click({ key: undefined }))
  await press(click({ key: undefined }))
  expect(await issued()).toBe(before + 2)
})

test.each(['', 'x'.repeat(201), 'a b', 'a\u0000', 'é'])('the key %j is refused', async (key) => {
  expect(await press(click({ key }))).toMatchObject({ refusals: [{ code: 'PLATFORM_CLICK_KEY' }] })
})

test('answers are forgotten after a week, by the clock of the program', async () => {
  const kept = async () =>
    (
      await rowsOf<{ n: number }>(fresh.database, 'select count(*)::int as n from platform.click')
    )[0]?.n ?? 0
  const days = (count: number) => new Date(Date.now() + count * 86_400_000)
  const before = await kept()
  expect(await forgetClicks(fresh.database, days(6))).toBe(0)
  expect(await forgetClicks(fresh.database, days(8))).toBe(before)
  expect(before).toBeGreaterThan(0)
  expect(await press(click())).toMatchObject({ ok: true })
})
