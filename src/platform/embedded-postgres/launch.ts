import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { OPENKP } from './cluster.ts'
import type { Place } from './place.ts'
import { spawnAs } from './run-as.ts'

export type Launched = { readonly child: ChildProcess; readonly port: number }
export type LaunchRefusal = 'PLATFORM_POSTGRES_FAILED' | 'PLATFORM_POSTGRES_PASSWORD'

/** Another program can take the port that we found free, and children of a killed server linger. */
const MAX_ATTEMPTS = 4
const BETWEEN_ATTEMPTS_MS = 700
const POLL_MS = 25
/** Recovery after a power cut replays at most some gigabytes of log. */
const MAX_START_MS = 10 * 60_000
/** The server's own log is for its faults only; one older file is kept. */
const MAX_LOG_BYTES = 10_000_000

export async function launch(
  place: Place,
  dataFolder: string,
  password: string,
): Promise<Outcome<Launched, LaunchRefusal>> {
  const log = openLog(dataFolder)
  let last: Outcome<Launched, LaunchRefusal> | undefined
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(BETWEEN_ATTEMPTS_MS)
    last = await launchOnce(place, log, password)
    if (last.ok || last.refusals[0].code !== 'PLATFORM_POSTGRES_FAILED') return last
  }
  return last ?? refuse('PLATFORM_POSTGRES_FAILED', undefined, { reason: log })
}

async function launchOnce(
  place: Place,
  log: string,
  password: string,
): Promise<Outcome<Launched, LaunchRefusal>> {
  const port = await freePort()
  const file = openSync(log, 'a', 0o600)
  const stdio = ['ignore', file, file] as const
  const options = { cwd: place.home, stdio: [...stdio] }
  const child = spawnAs(
    place.as,
    place.programs.postgres,
    serverArguments(place.cluster, port),
    options,
  )
  closeSync(file)
  // The database must not keep us alive: whoever started it stops it.
  child.unref()
  child.on('error', () => undefined)
  stopWithUs(child)
  const answer = await firstAnswer(child, connectionUrl(port, password, 'postgres'))
  if (answer === 'ready') return accept({ child, port })
  if (answer === 'password') {
    child.kill('SIGINT')
    return refuse('PLATFORM_POSTGRES_PASSWORD', undefined, {
      file: join(place.home, '..', 'postgres.password'),
    })
  }
  return refuse('PLATFORM_POSTGRES_FAILED', undefined, { reason: `${lastLine(log)} (${log})` })
}

/** However this process ends short of a SIGKILL, the database is told to end too. */
function stopWithUs(child: ChildProcess): void {
  const onExit = () => child.kill('SIGINT')
  process.once('exit', onExit)
  child.once('exit', () => process.removeListener('exit', onExit))
}

/**
 * Loopback TCP only, no socket file. Durability as PostgreSQL ships it, said aloud so that nobody
 * turns it off elsewhere. Terse: the DETAIL of a message holds the values of rows.
 */
function serverArguments(cluster: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // A plan that was made over an empty table is bad as soon as the table fills; new figures replace it.
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  }
  return [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

export function connectionUrl(port: number, password: string, database: string): string {
  return `postgres://${OPENKP}:${password}@127.0.0.1:${port}/${database}`
}

type Answer = 'ready' | 'password' | 'died'

/** PostgreSQL answers 57P03 while it starts or recovers; a refused connection means not yet there. */
async function firstAnswer(child: ChildProcess, url: string): Promise<Answer> {
  let died = false
  child.once('exit', () => {
    died = true
  })
  for (let waited = 0; waited < MAX_START_MS; waited += POLL_MS) {
    if (died || child.pid === undefined) return 'died'
    const code = await tryConnect(url)
    if (code === undefined) return 'ready'
    if (code === '28P01') return 'password'
    await sleep(POLL_MS)
  }
  child.kill('SIGQUIT')
  return 'died'
}

async function tryConnect(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await client.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => done(port))
    })
  })
}

function openLog(dataFolder: string): string {
  const path = join(dataFolder, 'postgres.log')
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.old`)
  return path
}

function lastLine(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? ''
}
