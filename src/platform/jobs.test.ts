import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addJob } from '../../test/add-job.ts'
import { type FreshDatabase, freshDatabase } from '../../test/postgres.ts'
import { transaction } from './database.ts'
import { type RunningJobs, startJobs } from './jobs.ts'
import { createLogger } from './logger.ts'

let fresh: FreshDatabase
let jobs: RunningJobs
const done: unknown[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  const note = async (payload: unknown) => {
    done.push(payload)
  }
  const failOnce = async (payload: unknown) => {
    done.push(payload)
    if (done.length === 1) throw new Error('the first time')
  }
  jobs = await startJobs({
    database: fresh.database,
    logger: createLogger('silent'),
    // Never in the life of this test: that the line is understood is enough.
    crontab: '0 3 29 2 0 test.note\n',
    tasks: { 'test.note': note, 'test.fail-once': failOnce },
  })
})
afterAll(async () => {
  await jobs.stop()
  await fresh.drop()
})

async function doneOf(count: number): Promise<unknown[]> {
  for (let waited = 0; done.length < count && waited < 15_000; waited += 20) await sleep(20)
  return done.splice(0)
}

test('a job runs when its cause is committed', async () => {
  await transaction(fresh.database, (tx) => addJob(tx, 'test.note', { certificate: 'GB1' }))
  expect(await doneOf(1)).toEqual([{ certificate: 'GB1' }])
})

test('and never when it is rolled back', async () => {
  const undone = transaction(fresh.database, async (tx) => {
    await addJob(tx, 'test.note', { certificate: 'never' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await transaction(fresh.database, (tx) => addJob(tx, 'test.note', { certificate: 'after' }))
  expect(await doneOf(1)).toEqual([{ certificate: 'after' }])
})

test('jobs of one queue keep their order', async () => {
  const numbers = Array.from({ length: 10 }, (_, at) => ({ at }))
  await transaction(fresh.database, async (tx) => {
    for (const each of numbers) await addJob(tx, 'test.note', each, { queue: 'one' })
  })
  expect(await doneOf(10)).toEqual(numbers)
})

test('a later job with the same key replaces the one that waits', async () => {
  const runAt = new Date(Date.now() + 1_000)
  await transaction(fresh.database, async (tx) => {
    await addJob(tx, 'test.note', { version: 1 }, { jobKey: 'same', runAt })
    await addJob(tx, 'test.note', { version: 2 }, { jobKey: 'same' })
  })
  expect(await doneOf(1)).toEqual([{ version: 2 }])
})

test.each(['* * * * *', '* * * * * a b', 'x * * * * test.note'])(
  'the line %j is no timetable',
  async (crontab) => {
    const { database } = fresh
    const logger = createLogger('silent')
    await expect(startJobs({ database, logger, tasks: {}, crontab })).rejects.toThrow()
  },
)

test('a job that fails runs again', async () => {
  await transaction(fresh.database, (tx) => addJob(tx, 'test.fail-once', { try: 'again' }))
  expect(await doneOf(2)).toEqual([{ try: 'again' }, { try: 'again' }])
})

test('stops at once after a job of a queue', async () => {
  const { database } = fresh
  const seen: unknown[] = []
  const task = async (payload: unknown) => void seen.push(payload)
  const own = await startJobs({
    database,
    logger: createLogger('silent'),
    tasks: { 'test.last': task },
  })
  await transaction(database, (tx) => addJob(tx, 'test.last', {}, { queue: 'last' }))
  while (seen.length === 0) await sleep(1)
  await own.stop()
  await sleep(100)
  expect(seen).toHaveLength(1)
})
