import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemonstrationAccount } from '../access/adapters/demonstration-file.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { describeError } from '../platform/describe-error.ts'
import { createHttp, type Http } from '../platform/http/create.ts'
import { addHealth } from '../platform/http/health.ts'
import { listen, tlsFor } from '../platform/http/listen.ts'
import type { Pages } from '../platform/http/pages.ts'
import { isOwnMaking, type KeyAndCertificate } from '../platform/http/tls.ts'
import { createLogger, type Logger } from '../platform/logger.ts'
import type { StartRefusal } from '../platform/refusals.ts'
import { RefusedError } from '../platform/refused-error.ts'
import { type StartedDatabase, startDatabase } from '../platform/start-database.ts'
import { startFaultOf } from '../platform/start-fault.ts'
import { type Stopping, stopOnSignal } from '../platform/stop-on-signal.ts'
import { platformWords, sentence } from '../platform/words.ts'
import type { Refusal } from '../values/outcome.ts'
import { checkDataFolder } from './check-data-folder.ts'
import { firstPageRoute } from './first-page.ts'
import { openNode } from './open-node.ts'
import { openSigner } from './open-signer.ts'

/** `dist/main` in the built program and `src/main` in development: the root is two above both. */
const ROOT = join(import.meta.dirname, '..', '..')
const EXIT_REFUSED = 1
const EXIT_USAGE = 64
/** The two ends of the tour: an exporting and an importing Participant. */
const SHOWN = ['CD', 'EU']

const config = readConfig(process.env, ROOT)
if (config.ok) await main(config.value)
else refuseToStart(config.refusals, EXIT_USAGE)

async function main(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel)
  const stopping = stopOnSignal(logger, say)
  try {
    await start(config, logger, stopping)
  } catch (error) {
    failedToStart(error, config)
    await stopping.now()
  }
}

async function start(config: Config, logger: Logger, stopping: Stopping): Promise<void> {
  const onDeath = () => {
    logger.fatal('the embedded database ended by itself')
    process.exit(EXIT_REFUSED)
  }
  const migrations = join(ROOT, 'migrations')
  const started = await startDatabase({ config, migrations, logger, notice: say, onDeath })
  if (!started.ok) return refuseToStart(started.refusals, EXIT_REFUSED)
  stopping.afterwards(started.value.stop)
  const { database, url: databaseUrl } = started.value
  const { dataFolder, registryFolder, logs, witnesses, publishEvery, monitor } = config
  const checked = await checkDataFolder(dataFolder, database)
  if (!checked.ok) return refuseAndStop(checked.refusals, stopping)
  const signer = await openSigner(config, logger)
  stopping.afterwards(signer.close)
  const tls = await tlsFor(config)
  const { keys } = signer
  const isSecure = tls !== undefined || config.publicUrl?.startsWith('https:') === true
  const about = {
    ...{ database, databaseUrl, dataFolder, registryFolder, register: logs, monitor },
    ...{ witnesses, publishEvery },
  }
  const node = await openNode({ ...about, tls: isSecure, logger, keys })
  stopping.afterwards(node.close)
  const isPublic = config.publicUrl?.startsWith('https:') === true
  const strictTransport = isPublic || (tls !== undefined && !isOwnMaking(tls))
  const app = await openHttp(logger, started.value, { tls, strictTransport })
  await node.routes(app)
  await firstPageRoute(app, join(ROOT, 'dist'))
  stopping.afterwards(() => app.close())
  const address = await listen(app, config, tls !== undefined)
  if (!address.ok) return refuseAndStop(address.refusals, stopping)
  const accounts = await node.begin(address.value, config.publicUrl)
  greet(address.value, config, tls, accounts)
}

type Transport = {
  readonly tls: KeyAndCertificate | undefined
  readonly strictTransport: boolean
}

async function openHttp(
  logger: Logger,
  { database }: StartedDatabase,
  { tls, strictTransport }: Transport,
): Promise<Http> {
  const pages = builtPages()
  const app = await createHttp({
    logger,
    version: version(),
    strictTransport,
    ...(tls !== undefined && { tls }),
    ...(pages !== undefined && { pages }),
  })
  addHealth(app, database, version())
  return app
}

/** Absent in development, where Vite serves the pages. */
function builtPages(): Pages | undefined {
  const root = join(ROOT, 'dist', 'web')
  const entries = { '/': 'index.html', '/verify': 'verify/index.html' }
  return existsSync(root) ? { root, entries } : undefined
}

function greet(
  address: string,
  config: Config,
  tls: KeyAndCertificate | undefined,
  accounts: readonly DemonstrationAccount[],
): void {
  say('')
  say('This node plays a demonstration scheme. Everything that it signs says SPECIMEN.')
  say('Some of its accounts, all of them in demo-accounts.json in the data folder:')
  for (const { email, password } of accounts.filter(({ participant }) =>
    SHOWN.includes(participant),
  )) {
    say(`  ${email.padEnd(44)} ${password}`)
  }
  say('')
  say(`OpenKP is ready at ${address}`)
  if (tls === undefined) return
  say(`It speaks TLS with the certificate in ${join(config.dataFolder, 'tls')}.`)
  say('While that is a certificate of its own making, browsers ask whether to trust it.')
}

function version(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function refuseToStart(refusals: readonly Refusal<StartRefusal>[], code: number): void {
  const line = (each: Refusal<StartRefusal>) =>
    `${each.code}: ${sentence(platformWords, each, 'en')}\n`
  process.stderr.write(refusals.map(line).join(''))
  process.exitCode = code
}

/** After the database has been started: it is stopped first. */
function refuseAndStop(
  refusals: readonly Refusal<StartRefusal>[],
  stopping: Stopping,
): Promise<void> {
  refuseToStart(refusals, EXIT_REFUSED)
  return stopping.now()
}

/** A full disk or a file of somebody else is said in a sentence; anything else is a fault of ours. */
function failedToStart(error: unknown, { dataFolder }: Config): void {
  process.exitCode = EXIT_REFUSED
  const fault = startFaultOf(error, dataFolder)
  if (error instanceof RefusedError) sayRefused(error)
  else if (fault === undefined)
    createLogger('info').fatal(describeError(error), 'the program could not start')
  else refuseToStart([fault], EXIT_REFUSED)
}

/** The refusal of a module, in its own words. */
function sayRefused({ refusal, book }: RefusedError): void {
  process.stderr.write(`${refusal.code}: ${sentence(book.words, refusal, 'en')}\n`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
