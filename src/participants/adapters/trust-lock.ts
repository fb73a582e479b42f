import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockDataFolder } from '../../platform/data-folder-lock.ts'
import { RefusedError } from '../../platform/refused-error.ts'
import { refusal } from '../../values/outcome.ts'
import { keyBook } from './key-book.ts'
import { keyFolder } from './key-files.ts'

/** The list of sixty parties takes a second to sign, and a busy machine ten times that. */
const PATIENCE_MS = 30_000
const RETRY_MS = 20

/**
 * Does `work` while nobody else changes the trust list of this data folder: the node and a command line
 * beside it would each write over what the other has published. A holder that was killed holds nothing.
 */
export async function withTrustLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(dataDir)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function lock(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(keyFolder(dataDir), { recursive: true, mode: 0o700 })
  for (let waited = 0; waited < PATIENCE_MS; waited += RETRY_MS) {
    const held = await lockDataFolder(keyFolder(dataDir))
    if (held.ok) return held.value.release
    await sleep(RETRY_MS)
  }
  throw new RefusedError(refusal('PARTICIPANTS_TRUST_BUSY'), keyBook)
}
