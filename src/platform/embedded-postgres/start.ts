import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { accept, type Outcome } from '../../values/outcome.ts'
import { lockDataFolder } from '../data-folder-lock.ts'
import type { EmbeddedRefusal } from '../refusals.ts'
import { ensureCluster, OPENKP } from './cluster.ts'
import { connectionUrl, type Launched, launch } from './launch.ts'
import { stopLeftOver, stopProcess } from './left-over.ts'
import { findPlace, homeOf, type Place } from './place.ts'

/** A running PostgreSQL over the data folder, ours until `stop`. */
export type EmbeddedPostgres = {
  readonly url: string
  /** Ends with a checkpoint; the data folder is free afterwards. */
  readonly stop: () => Promise<void>
}

export type EmbeddedOptions = {
  readonly dataFolder: string
  /** Told in one line what a person should know: where the database went, what was stopped. */
  readonly notice: (line: string) => void
  /** Called when the server ends without having been asked to. */
  readonly onDeath?: () => void
}

/**
 * Starts the real PostgreSQL from the npm package in `dataFolder`: makes its cluster the first time,
 * stops a server that a killed program left, runs as an ordinary user when we are root.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedOptions,
): Promise<Outcome<EmbeddedPostgres, EmbeddedRefusal>> {
  const lock = await lockDataFolder(options.dataFolder)
  if (!lock.ok) return lock
  const started = await startLocked(options)
  if (!started.ok) {
    await lock.value.release()
    return started
  }
  const { stop, url } = started.value
  return accept({ url, stop: () => stop().then(lock.value.release) })
}

async function startLocked(
  options: EmbeddedOptions,
): Promise<Outcome<EmbeddedPostgres, EmbeddedRefusal>> {
  const { dataFolder, notice } = options
  const left = await stopLeftOver(join(await homeOf(dataFolder), 'cluster'))
  if (!left.ok) return left
  if (left.value === 'stopped')
    notice('stopped the database that an earlier, killed program left running')
  const place = await findPlace(dataFolder, notice)
  if (!place.ok) return place
  const password = await ensureCluster(place.value, dataFolder)
  if (!password.ok) return password
  const launched = await launch(place.value, dataFolder, password.value)
  if (!launched.ok) return launched
  return accept(await running(launched.value, place.value, password.value, options))
}

async function running(
  launched: Launched,
  place: Place,
  password: string,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const { child, port } = launched
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  let stopping = false
  child.once('exit', () => {
    if (!stopping) options.onDeath?.()
  })
  const stop = async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    if (process.platform === 'win32') stopOnWindows(place)
    else await stopProcess(child.pid ?? 0)
    await gone
  }
  try {
    await ensureDatabase(connectionUrl(port, password, 'postgres'))
  } catch (error) {
    // On a full disk a server does not end when it is only asked to.
    await stop()
    throw error
  }
  return { url: connectionUrl(port, password, OPENKP), stop }
}

/** Windows has no SIGINT to send: killing would mean crash recovery at each start. */
function stopOnWindows(place: Place): void {
  spawnSync(place.programs.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w'])
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [OPENKP])
    if (found.rowCount === 0) await client.query(`create database ${OPENKP}`)
  } finally {
    await client.end()
  }
}
