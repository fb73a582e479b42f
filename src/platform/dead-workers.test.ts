import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addJob } from '../../test/add-job.ts'
import { type FreshDatabase, freshDatabase } from '../../test/postgres.ts'
import { openDatabase, transaction } from './database.ts'
import { JOBS_NAME } from './dead-workers.ts'
import { startJobs } from './jobs.ts'
import { createLogger } from './logger.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
  await transaction(fresh.database, (tx) => addJob(tx, 'test.note', {}, { queue: 'letters' }))
  // What a process leaves behind that is killed in the middle of a job.
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await fresh.database.query(
      `update graphile_worker.${table} set locked_at = now(), locked_by = 'worker-dead'`,
    )
  }
})
afterEach(() => fresh.drop())

/** Starts the jobs for two seconds; how many were done. */
async function doneInTime(): Promise<number> {
  let done = 0
  const note = async () => {
    done += 1
  }
  const { database } = fresh
  const jobs = await startJobs({
    database,
    logger: createLogger('silent'),
    tasks: { 'test.note': note },
  })
  for (let waited = 0; done === 0 && waited < 2_000; waited += 20) await sleep(20)
  await jobs.stop()
  return done
}

test('a job that a killed process had begun is done by the next one at once', async () => {
  expect(await doneInTime()).toBe(1)
})

test('what another living process has locked stays locked, for minutes', async () => {
  const url = new URL(fresh.url)
  url.searchParams.set('application_name', `${JOBS_NAME} another`)
  const other = openDatabase(url.href)
  const held = await other.connect()
  await held.query('select 1')
  const name = await held.query<{ application_name: string }>('show application_name')
  expect(name.rows[0]?.application_name).toBe(`${JOBS_NAME} another`)
  expect(await doneInTime()).toBe(0)
  await fresh.database.query(
    `update graphile_worker._private_job_queues set locked_at = now() - interval '6 minutes'`,
  )
  await fresh.database.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '6 minutes'`,
  )
  expect(await doneInTime()).toBe(1)
  held.release()
  await other.end()
})

test('what this process itself does, however long it takes, is not begun a second time', async () => {
  let begun = 0
  const long = async () => {
    begun += 1
    // The look for dead workers comes every five seconds.
    await sleep(6_500)
  }
  const { database } = fresh
  const logger = createLogger('silent')
  const jobs = await startJobs({ database, logger, tasks: { 'test.note': long } })
  await sleep(7_000)
  await jobs.stop()
  expect(begun).toBe(1)
})
