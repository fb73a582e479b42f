import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const DRAFT = '.draft'

/**
 * Writes `bytes` at `path` so that after a crash the file is there whole or not at all: a draft is
 * written, flushed and renamed. `syncFolder` makes the rename itself last.
 */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode: number) {
  await mkdir(dirname(path), { recursive: true, mode: folderMode(mode) })
  const draft = `${path}${DRAFT}`
  const file = await open(draft, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Whoever may read a file may pass through its folder. */
function folderMode(fileMode: number): number {
  return fileMode | ((fileMode & 0o444) >> 2)
}

/** Flushes the names in `folder`. Windows has no such call and keeps its names in a journal. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes what a writer that was killed left half written. */
export async function removeDrafts(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.endsWith(DRAFT)) await rm(join(folder, name))
  }
}

/** Names of everything below `folder`, relative to it; none when it does not exist. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
