import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Puts `bytes` at `path` whole or not at all, even when the power fails at any step: a draft is
 * written and flushed, renamed, and the rename flushed too. The folder is made when it is missing.
 */
export async function replaceDurably(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.draft`
  try {
    await writeFlushed(draft, bytes, mode)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await flushFolder(dirname(path))
}

async function writeFlushed(path: string, bytes: Uint8Array | string, mode: number) {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename is safe only when the folder is on disk too. Windows has no handle on a folder. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
