import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/postgres.ts'
import { rowsOf } from '../../platform/database.ts'
import { spendAttempt } from './attempts.ts'
import { sweepAccess } from './sweep-access.ts'

const HOUR_MS = 3_600_000
/** The database counts from its own clock. */
const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS)
/** More than one portion. */
const SESSIONS = 2_500

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.database.query(
    `insert into access.person (id, name, email, email_verified) values ('p', 'P', 'p@x.example', true)`,
  )
  await fresh.database.query(
    `insert into access.session (id, user_id, token, expires_at, updated_at)
     select n, 'p', 'token ' || n, now() + make_interval(hours => case when n <= $1 then 12 else 36 end), now()
     from generate_series(1, $1 + 1) n`,
    [SESSIONS],
  )
  await fresh.database.query(
    `insert into access.verification (id, identifier, value, expires_at)
     values ('v', 'i', 'x', now() + interval '1 hour')`,
  )
  await spendAttempt(fresh.database, {
    what: 'password',
    email: 'a@x.example',
    address: '192.0.2.1',
    knownDevice: 'd',
  })
})
afterAll(() => fresh.drop())

async function left(): Promise<unknown> {
  const [row] = await rowsOf(
    fresh.database,
    `select (select count(*) from access.session)::int as sessions,
       (select count(*) from access.verification)::int as verifications,
       (select count(*) from access.attempt)::int as attempts`,
  )
  return row
}

test('what still runs stays', async () => {
  expect(await sweepAccess(fresh.database, later(0))).toBe(0)
  expect(await left()).toEqual({ sessions: SESSIONS + 1, verifications: 1, attempts: 1 })
})

test('what has run out goes, the attempts after a quarter of an hour', async () => {
  expect(await sweepAccess(fresh.database, later(2))).toBe(2)
  expect(await left()).toEqual({ sessions: SESSIONS + 1, verifications: 0, attempts: 0 })
})

test('every session of the day before goes, and that of today stays', async () => {
  expect(await sweepAccess(fresh.database, later(13))).toBe(SESSIONS)
  expect(await left()).toEqual({ sessions: 1, verifications: 0, attempts: 0 })
})
