import { randomUUID } from 'node:crypto'
import { constants, rmSync } from 'node:fs'
import {
  access,
  chmod,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { processIdentity } from './process-identity.ts'

export type DataFolderLock = { readonly release: () => Promise<void> }
type LockRefusal = 'PLATFORM_DATA_FOLDER_IN_USE' | 'PLATFORM_DATA_FOLDER_DENIED'

/** Two stale locks in a row are a crash loop at worst; more is somebody else taking turns with us. */
const MAX_ATTEMPTS = 5

/**
 * Takes the data folder for this process, and makes the folder when it is missing. Two programs on
 * one folder would start two databases over the same files. A lock whose holder no longer runs is
 * taken over, so a killed program never has to be cleaned up after by hand.
 */
export async function lockDataFolder(
  folder: string,
): Promise<Outcome<DataFolderLock, LockRefusal>> {
  const made = await makeFolder(folder)
  if (!made.ok) return made
  const path = join(folder, 'lock')
  const mine = `${processIdentity(process.pid)}\n`
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (await createWhole(path, mine)) return accept(held(path))
    const found = await readOr(path, '')
    if (isHeld(found))
      return refuse('PLATFORM_DATA_FOLDER_IN_USE', undefined, { folder, pid: String(pidOf(found)) })
    await setAside(path, found)
  }
  return refuse('PLATFORM_DATA_FOLDER_IN_USE', undefined, { folder, pid: 'unknown' })
}

/**
 * Passable but not listable for others when the program runs as root: the embedded database then
 * runs as an ordinary user, who has to get through to its own folder inside.
 */
async function makeFolder(folder: string): Promise<Outcome<true, 'PLATFORM_DATA_FOLDER_DENIED'>> {
  try {
    const isNew = (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined
    if (isNew && process.getuid?.() === 0) await chmod(folder, 0o711)
    await access(folder, constants.W_OK | constants.X_OK)
    return accept(true)
  } catch (error) {
    return denied(folder, error)
  }
}

function denied(folder: string, error: unknown) {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
  return refuse('PLATFORM_DATA_FOLDER_DENIED', undefined, { folder, reason })
}

function held(path: string): DataFolderLock {
  const onExit = () => rmSync(path, { force: true })
  process.once('exit', onExit)
  return {
    release: async () => {
      process.removeListener('exit', onExit)
      await rm(path, { force: true })
    },
  }
}

/** The file appears with its content or not at all: a reader never sees a half-written lock. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, content, { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/** Moves a dead lock away, and puts it back when another program has renewed it in between. */
async function setAside(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readOr(aside, dead)) !== dead) await createWhole(path, await readOr(aside, ''))
  await unlink(aside)
}

function isHeld(content: string): boolean {
  const holder = content.trim()
  return holder !== '' && processIdentity(pidOf(holder)) === holder
}

function pidOf(content: string): number {
  return Number.parseInt(content, 10) || 0
}

async function readOr(path: string, otherwise: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
