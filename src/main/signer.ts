import { challengesOf } from '../certificates/assertions.ts'
import { moveKeys } from '../participants/adapters/move-keys.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { openOfficersFiles } from '../participants/adapters/officers-files.ts'
import { openKeyStore } from '../participants/adapters/open-key-store.ts'
import { signerBook } from '../participants/adapters/signer-book.ts'
import { listenAsSigner } from '../participants/adapters/signer-server.ts'
import { signerService } from '../participants/adapters/signer-service.ts'
import { ownFolder } from '../participants/adapters/signer-socket.ts'
import type { SignerStartRefusal } from '../participants/signer-refusals.ts'
import type { LogLevel } from '../platform/config.ts'
import { lockDataFolder } from '../platform/data-folder-lock.ts'
import { createLogger, type Logger } from '../platform/logger.ts'
import { type Stopping, stopOnSignal } from '../platform/stop-on-signal.ts'
import { platformWords, sentence } from '../platform/words.ts'
import { accept, type Outcome, type Refusal } from '../values/outcome.ts'
import { readSignerConfig, type SignerConfig } from './signer-config.ts'

const EXIT_REFUSED = 1
const EXIT_USAGE = 64
/** Started by a node with `--of FOLDER`: it belongs to that node, whose keys of earlier versions it takes. */
const node = process.argv[2] === '--of' ? process.argv[3] : undefined

type LockRefusal = 'PLATFORM_DATA_FOLDER_IN_USE' | 'PLATFORM_DATA_FOLDER_DENIED'

// Whatever this program writes is its user's alone.
process.umask(0o077)
const config = readSignerConfig(process.env)
if (config.ok) await main(config.value)
else refuseToStart(config.refusals, EXIT_USAGE)

async function main(settings: SignerConfig): Promise<void> {
  const logger = createLogger((process.env.OPENKP_LOG?.trim() || 'info') as LogLevel)
  const stopping = node === undefined ? stopOnSignal(logger, () => undefined) : stopWithNode(logger)
  const started = await start(settings, logger, stopping)
  if (started.ok) return void process.stdout.write('ready\n')
  refuseToStart(started.refusals, EXIT_REFUSED)
  await stopping.now()
}

async function start(
  settings: SignerConfig,
  logger: Logger,
  stopping: Stopping,
): Promise<Outcome<true, SignerStartRefusal | LockRefusal>> {
  const { folder, socket, environment } = settings
  const own = await ownFolder(folder)
  if (!own.ok) return own
  const lock = await lockDataFolder(folder)
  if (!lock.ok) return lock
  stopping.afterwards(lock.value.release)
  const store = await openKeyStore(settings)
  if (!store.ok) return store
  stopping.afterwards(store.value.close)
  if (node !== undefined) {
    const left = await moveKeys(store.value, node)
    if (left > 0) logger.warn({ keys: left }, 'keys in files are not taken into this key store')
  }
  const service = signerService({
    store: store.value,
    environment,
    officers: openOfficersFiles(folder),
    challengesOf: (claims) => challengesOf(environment, claims),
    verify: nodeVerify(),
  })
  const server = await listenAsSigner(socket, service, logger)
  if (!server.ok) return server
  stopping.afterwards(server.value.close)
  return accept(true)
}

/**
 * A node closes the standard input of its signer when it has done its last work, and the system does
 * when a node is killed. Signals that a terminal or systemd sends to all at once come too early.
 */
function stopWithNode(logger: Logger): Stopping {
  const stopping = stopOnSignal(logger, () => undefined)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => logger.debug('waits for its node to stop'))
  }
  process.stdin.on('end', () => void stopping.now())
  process.stdin.on('error', () => void stopping.now())
  process.stdin.resume()
  return stopping
}

/** In words for a person; for the node that started it, the code in front of everything else. */
function refuseToStart(
  refusals: readonly Refusal<SignerStartRefusal | LockRefusal>[],
  code: number,
): void {
  const words = {
    en: { ...platformWords.en, ...signerBook.words.en },
    fr: { ...platformWords.fr, ...signerBook.words.fr },
  }
  const [first] = refusals
  process.exitCode = code
  if (node !== undefined) process.stdout.write(`${first?.code}\n`)
  // A node finds out by itself that another signer of its folder runs, and asks that one.
  if (node !== undefined && first?.code === 'PLATFORM_DATA_FOLDER_IN_USE') return
  for (const each of refusals)
    process.stderr.write(`${each.code}: ${sentence(words, each, 'en')}\n`)
}
