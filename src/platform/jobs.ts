import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  type CronItem,
  type LogLevel,
  parseCronItems,
  run,
  runMigrations,
  type Task,
  type Worker,
  type WorkerEvents,
  Logger as WorkerLogger,
} from 'graphile-worker'
import pg from 'pg'
import { closePool } from './close-pool.ts'
import type { Database } from './database.ts'
import { JOBS_NAME, unlockDeadWorkers } from './dead-workers.ts'
import { describeError } from './describe-error.ts'
import type { Logger } from './logger.ts'
import type { Write } from './write-together.ts'

/** Does one job. Its payload is checked by the task itself: it may have been queued by an older version. */
export type JobTask = (payload: unknown) => Promise<void>

export type JobOptions = {
  /** Jobs of one queue run one after the other, in order. */
  readonly queue?: string
  readonly runAt?: Date
  /** Attempts in all; the pauses grow as e^attempt seconds. 25, the default, take about three days. */
  readonly maxAttempts?: number
  /** A later job with the same key replaces one that has not started. */
  readonly jobKey?: string
}

export type RunningJobs = {
  /** Ends when the jobs at work are done, or after the grace of graphile-worker (5 s) are given back. */
  readonly stop: () => Promise<void>
}

export type Job = {
  /** `module.verb`, the module being the one that gives the task to `startJobs`. */
  readonly name: string
  readonly payload: object
  readonly options?: JobOptions
}

/**
 * Queues jobs in the statement that writes their cause: they run if and only if that is committed.
 * It has to be the last of those that are written together: PostgreSQL skips a query in front that
 * nobody reads.
 */
export function jobsWrite(jobs: readonly [Job, ...Job[]]): Write {
  const calls = jobs.map((_, at) => {
    const [name, payload, queue, runAt, attempts, key] = [1, 2, 3, 4, 5, 6].map(
      (place) => `$${6 * at + place}`,
    )
    return `platform.add_job(${name}, ${payload}::json, ${queue}, ${runAt}::timestamptz, ${attempts}::int, ${key})`
  })
  return {
    sql: `select ${calls.join(', ')}`,
    values: jobs.flatMap(({ name, payload, options = {} }) => [
      name,
      JSON.stringify(payload),
      options.queue ?? null,
      options.runAt ?? null,
      options.maxAttempts ?? null,
      options.jobKey ?? null,
    ]),
  }
}

/** Makes the tables of the queue. Before the first job is queued, also in a program that runs no jobs. */
export async function migrateJobs(database: Database): Promise<void> {
  await withOwnPool(database, (pgPool) => runMigrations({ pgPool, logger: silent() }))
}

export type StartJobsOptions = {
  readonly database: Database
  readonly tasks: Readonly<Record<string, JobTask>>
  readonly logger: Logger
  /** Jobs at the same time in this process. */
  readonly concurrency?: number
  /** Lines `minute hour day month weekday task`, in UTC. */
  readonly crontab?: string
}

const CONCURRENCY = 4
/** A fallback only: a new job is announced by NOTIFY. */
const POLL_MS = 2_000
/**
 * A worker looks for its next job while its last one is still being marked as done, finds the queue
 * taken and would sleep until the next poll. By then the mark has long been committed.
 */
const QUEUE_FREED_MS = 20

/** The connections of a killed process may outlive it by some seconds. */
const UNLOCK_MS = 5_000

export async function startJobs(options: StartJobsOptions): Promise<RunningJobs> {
  const { database, tasks, logger, concurrency = CONCURRENCY, crontab = '' } = options
  const own = `${JOBS_NAME} ${randomUUID()}`
  const pgPool = ownPool(database, concurrency + 2, own)
  const events = new EventEmitter() as WorkerEvents
  // Jobs are locked by the pool of the workers, not by the one that does them.
  const workers: string[] = []
  events.on('pool:create', ({ workerPool }) => workers.push(workerPool.id))
  const runner = await run({
    events,
    pgPool,
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, taskOf(task)])),
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: workerLogger(logger),
    parsedCronItems: parseCronItems(cronItemsOf(crontab)),
  })
  runner.events.on('job:complete', ({ worker, job }) => {
    if (job.job_queue_id !== null) setTimeout(() => wake(worker), QUEUE_FREED_MS).unref()
  })
  const unlock = () =>
    unlockDeadWorkers(database, own, workers).catch((error: unknown) => {
      logger.warn(describeError(error), 'locks of dead workers were not looked for')
    })
  await unlock()
  const timer = setInterval(unlock, UNLOCK_MS).unref()
  const ended = runner.promise.catch((error: unknown) => {
    logger.error(describeError(error), 'the job runner ended')
  })
  return {
    stop: async () => {
      clearInterval(timer)
      await runner.stop()
      await ended
      await closePool(pgPool)
    },
  }
}

function wake(worker: Worker): void {
  try {
    worker.nudge()
  } catch {
    // It has ended meanwhile, with the program or by a fault; another one polls.
  }
}

/** Read here, because graphile-worker's own reader knows no task whose name has a full stop. */
function cronItemsOf(crontab: string): CronItem[] {
  const lines = crontab.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const parts = line.trim().split(/\s+/)
    const [task, ...rest] = parts.slice(5)
    if (task === undefined || rest.length > 0) throw new Error(`not a line of a crontab: ${line}`)
    return { task, match: parts.slice(0, 5).join(' ') }
  })
}

function taskOf(task: JobTask): Task {
  return (payload) => task(payload)
}

/** graphile-worker reads its own ids as text, which our parsers would make bigints of. */
function ownPool(database: Database, max: number, name = JOBS_NAME): pg.Pool {
  const pool = new pg.Pool({
    connectionString: database.options.connectionString,
    max,
    application_name: name,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function withOwnPool<T>(database: Database, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = ownPool(database, 1)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/**
 * Its texts name tasks and job numbers. A failed job is logged by its described error: the text that
 * graphile-worker writes would hold the error's own message, which may quote a person's data.
 */
function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(
    () => (level: LogLevel | string, message: string, meta?: { [key: string]: unknown }) => {
      const failure = meta?.error
      if (failure !== undefined)
        logger.error({ job: jobOf(meta), ...describeError(failure) }, 'job failed')
      else if (level === 'error' || level === 'warning')
        logger.warn(message.split('\n', 1)[0] ?? '')
    },
  )
}

function jobOf(meta: { [key: string]: unknown } | undefined): string {
  const job = meta?.job as { task_identifier?: string; id?: string } | undefined
  return `${job?.task_identifier ?? 'unknown'} ${job?.id ?? ''}`.trim()
}

function silent(): WorkerLogger {
  return new WorkerLogger(() => () => undefined)
}
