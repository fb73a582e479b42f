import { accept, type Outcome } from '../values/outcome.ts'
import { closePool } from './close-pool.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres/start.ts'
import { migrateJobs } from './jobs.ts'
import type { Logger } from './logger.ts'
import { migrate } from './migrate.ts'
import { tryOwnDatabase } from './own-database.ts'
import type { StartRefusal } from './refusals.ts'

export type StartedDatabase = {
  readonly database: Database
  readonly url: string
  /** Closes the pool, then stops the embedded server when it is ours. */
  readonly stop: () => Promise<void>
}

export type StartDatabaseOptions = {
  readonly config: Config
  readonly migrations: string
  readonly logger: Logger
  readonly notice: (line: string) => void
  /** Called when the embedded server ends without having been asked to. */
  readonly onDeath: () => void
}

type Server = { readonly url: string; readonly stop: () => Promise<void> }

/** The operator's PostgreSQL or the embedded one, with every migration applied and the job queue made. */
export async function startDatabase(
  options: StartDatabaseOptions,
): Promise<Outcome<StartedDatabase, StartRefusal>> {
  const server = await startServer(options)
  if (!server.ok) return server
  const { url } = server.value
  const database = openDatabase(url, { logger: options.logger })
  const stop = async () => {
    await closePool(database)
    await server.value.stop()
  }
  try {
    const migrated = await migrate(database, options.migrations)
    if (migrated.ok) {
      await migrateJobs(database)
      return accept({ database, url, stop })
    }
    await stop()
    return migrated
  } catch (error) {
    await stop()
    throw error
  }
}

async function startServer(options: StartDatabaseOptions): Promise<Outcome<Server, StartRefusal>> {
  const { config, notice, onDeath } = options
  const { databaseUrl } = config
  if (databaseUrl === undefined)
    return startEmbeddedPostgres({ dataFolder: config.dataFolder, notice, onDeath })
  const tried = await tryOwnDatabase(databaseUrl)
  return tried.ok ? accept({ url: databaseUrl, stop: async () => undefined }) : tried
}
