import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const DRAFT = '.draft'

/** Puts `bytes` at `path` whole or not at all, even when the power fails at any step. */
export async function replaceDurably(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  await writeWhole(path, bytes, mode)
  await syncFolder(dirname(path))
}

/**
 * Writes `bytes` at `path` so that after a crash the file is there whole or not at all: a draft is
 * written, flushed and renamed. For many files in one folder: `syncFolder` then makes the renames last.
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array | string,
  mode: number,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: folderMode(mode) })
  const draft = `${path}.${randomUUID()}${DRAFT}`
  try {
    await writeFlushed(draft, bytes, mode)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Whoever may read a file may pass through its folder. */
function folderMode(fileMode: number): number {
  return fileMode | ((fileMode & 0o444) >> 2)
}

/** Writes a new file and returns once the disk has it; refuses one that is there (EEXIST). */
export async function writeFlushed(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Puts `bytes` at `path` whole, and only where nothing is: of two programs that start at once the first
 * wins. False when something is there already.
 */
export async function createDurably(
  path: string,
  bytes: Uint8Array | string,
  mode = 0o600,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: folderMode(mode) })
  const draft = `${path}.${randomUUID()}${DRAFT}`
  try {
    await writeFlushed(draft, bytes, mode)
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
  return true
}

/** Flushes the names in `folder`. Windows has no handle on a folder and keeps its names in a journal. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What the file holds; undefined where there is none. Any other trouble throws. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
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
