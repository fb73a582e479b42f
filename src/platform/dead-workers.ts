import { type Queryable, rowsOf } from './database.ts'

/** What each process of ours calls its connections to the queue, with an id of its own behind it. */
export const JOBS_NAME = 'openkp jobs'

/** No job of ours takes minutes: a lock that old is of a process that is gone or hangs. */
const LOCK_MINUTES = 5

/**
 * A killed process leaves its job, and the whole queue of that job, locked; graphile-worker itself
 * would wait four hours. While no other process is connected to the queue, every lock that is not of
 * our own workers is such a one; beside other processes it is one after some minutes.
 *
 * @param own the name of this process's connections, `JOBS_NAME` and an id
 * @param workers whom the jobs of this process are locked by
 * @returns how many dead workers were found
 */
export async function unlockDeadWorkers(
  on: Queryable,
  own: string,
  workers: readonly string[],
): Promise<number> {
  const dead = await rowsOf<{ worker: string }>(
    on,
    `select distinct locked_by as worker from (
       select locked_by, locked_at from graphile_worker._private_jobs
       union all select locked_by, locked_at from graphile_worker._private_job_queues) held
     where locked_by <> all($1) and (locked_at < now() - make_interval(mins => $2) or not exists (
       select 1 from pg_stat_activity where datname = current_database()
         and starts_with(application_name, $3) and application_name <> $4))`,
    [workers, LOCK_MINUTES, JOBS_NAME, own],
  )
  if (dead.length > 0) {
    const ids = dead.map(({ worker }) => worker)
    await rowsOf(on, `select graphile_worker.force_unlock_workers($1::text[])`, [ids])
  }
  return dead.length
}
