import { extname, join } from 'node:path'
import { openRemoteKeys, type RemoteKeys } from '../participants/adapters/remote-keys.ts'
import { signerBook } from '../participants/adapters/signer-book.ts'
import { signerChild } from '../participants/adapters/signer-child.ts'
import { away } from '../participants/adapters/signer-connection.ts'
import { socketPathFor } from '../participants/adapters/signer-socket.ts'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/logger.ts'
import { RefusedError } from '../platform/refused-error.ts'
import { signerFolderOf } from './signer-config.ts'

/** The same kind of program as this one: built, or from its sources in development. */
const SIGNER = join(import.meta.dirname, `signer${extname(import.meta.filename)}`)
/** Started together with this program by a service manager, it takes as long. */
const REACH_MS = 30_000

export type OpenedSigner = { readonly keys: RemoteKeys; readonly close: () => Promise<void> }

/**
 * The process that holds the keys which sign statements: the one that OPENKP_SIGNER names, or one of
 * this program's own over the data folder, which ends with it. Throws the refusal where there is none.
 */
export async function openSigner(
  { signer, dataFolder }: Pick<Config, 'signer' | 'dataFolder'>,
  logger: Logger,
): Promise<OpenedSigner> {
  return signer === undefined ? startOwn(dataFolder, logger) : connectTo(signer, logger)
}

async function connectTo(path: string, logger: Logger): Promise<OpenedSigner> {
  const keys = openRemoteKeys({ path, revive: async () => undefined, logger })
  return reached({ keys, close: async () => keys.close() })
}

async function startOwn(dataFolder: string, logger: Logger): Promise<OpenedSigner> {
  const folder = signerFolderOf(dataFolder)
  const path = socketPathFor(folder)
  const child = signerChild([process.execPath, ...process.execArgv, SIGNER, '--of', dataFolder], {
    OPENKP_SIGNER: path,
    OPENKP_SIGNER_DATA: folder,
  })
  const started = await child.start()
  if (!started.ok) throw new RefusedError(started.refusals[0], signerBook)
  const keys = openRemoteKeys({ path, revive: child.start, logger })
  const close = async () => {
    keys.close()
    await child.stop()
  }
  return reached({ keys, close })
}

async function reached(opened: OpenedSigner): Promise<OpenedSigner> {
  if (await opened.keys.reached(REACH_MS)) return opened
  await opened.close()
  throw away()
}
