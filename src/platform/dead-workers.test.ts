import { setTimeout as sleep } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { addJob } from '../../test/add-job.ts'
import { type FreshDatabase, freshDatabase } from '../../test/postgres.ts'
import { openDatabase, transaction } from './database.ts'
import { JOBS_NAME } from './dead-workers.ts'
import { startJobs } from './jobs.ts'
import { createLogger } from './logger.ts'

/** A database as a process leaves it that is killed in the middle of a job, while `work` goes on. */
async function afterDeath(work: (fresh: FreshDatabase) => Promise<void>): Promise<void> {
  const fresh = await freshDatabase()
  try {
    await transaction(fresh.database, (tx) => addJob(tx, 'test.note', {}, { queue: 'letters' }))
    for (const table of ['_private_jobs', '_private_job_queues']) {
      await fresh.database.query(
        `update graphile_worker.${table} set locked_at = now(), locked_by = 'worker-dead'`,
      )
    }
    await work(fresh)
  } finally {
    await fresh.drop()
  }
}

/** Starts the jobs for two seconds; how many were done. */
async function doneInTime({ database }: FreshDatabase): Promise<number> {
  let done = 0
  const note = async () => {
    done += 1
  }
  const jobs = await startJobs({
    database,
    logger: createLogger('silent'),
    tasks: { 'test.note': note },
  })
  for (let waited = 0; done === 0 && waited < 2_000; waited += 20) await sleep(20)
  await jobs.stop()
  return done
}

// Each has a database of its own, and mostly waits: together they take as long as the longest.
describe.concurrent('a lock', () => {
  test('a job that a killed process had begun is done by the next one at once', ({ expect }) =>
    afterDeath(async (fresh) => expect(await doneInTime(fresh)).toBe(1)))

  test('what another living process has locked stays locked, for minutes', ({ expect }) =>
    afterDeath(async (fresh) => {
      const url = new URL(fresh.url)
      url.searchParams.set('application_name', `${JOBS_NAME} another`)
      const other = openDatabase(url.href)
      const held = await other.connect()
      await held.query('select 1')
      const name = await held.query<{ application_name: string }>('show application_name')
      expect(name.rows[0]?.application_name).toBe(`${JOBS_NAME} another`)
      expect(await doneInTime(fresh)).toBe(0)
      for (const table of ['_private_job_queues', '_private_jobs']) {
        await fresh.database.query(
          `update graphile_worker.${table} set locked_at = now() - interval '6 minutes'`,
        )
      }
      expect(await doneInTime(fresh)).toBe(1)
      held.release()
      await other.end()
    }))

  test('what this process itself does, however long it takes, is not begun a second time', ({
    expect,
  }) =>
    afterDeath(async ({ database }) => {
      let begun = 0
      const long = async () => {
        begun += 1
        // The look for dead workers comes every five seconds.
        await sleep(6_500)
      }
      const logger = createLogger('silent')
      const jobs = await startJobs({ database, logger, tasks: { 'test.note': long } })
      await sleep(7_000)
      await jobs.stop()
      expect(begun).toBe(1)
    }))
})
