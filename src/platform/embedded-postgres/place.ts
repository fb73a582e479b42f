import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { completeInPlace, copyPrograms, type Programs, packagedPrograms } from './programs.ts'
import {
  asSelf,
  canWorkIn,
  fileOwner,
  giveTo,
  isRoot,
  ordinaryUser,
  type RunAs,
  runAs,
} from './run-as.ts'

/** Where the embedded server keeps its files, and as whom it runs. */
export type Place = {
  /** Holds everything of the server's, and belongs to the user that it runs as. */
  readonly home: string
  /** The database cluster itself (PGDATA). */
  readonly cluster: string
  readonly as: RunAs
  readonly programs: Programs
}

export type PlaceRefusal =
  | 'PLATFORM_POSTGRES_MISSING'
  | 'PLATFORM_POSTGRES_UNRUNNABLE'
  | 'PLATFORM_POSTGRES_UNREACHABLE'

type Notice = (line: string) => void
type Home = { readonly home: string; readonly as: RunAs }

/**
 * The folder of last resort, when root starts the program in a home that nobody else can read and
 * user namespaces are off. Not /var/tmp: systems sweep old files away there, a database's included.
 */
const ELSEWHERE = '/var/lib/openkp'

export async function findPlace(
  dataFolder: string,
  notice: Notice,
  packaged: Programs | undefined = packagedPrograms(),
): Promise<Outcome<Place, PlaceRefusal>> {
  const platform = `${process.platform}-${process.arch}`
  if (packaged === undefined) return refuse('PLATFORM_POSTGRES_MISSING', undefined, { platform })
  const found = isRoot() ? await homeForRoot(dataFolder, notice) : accept(await ownHome(dataFolder))
  if (!found.ok) return found
  const { home, as } = found.value
  const programs = await usablePrograms(packaged, home, as)
  if (!programs.ok) return programs
  return accept({ home, cluster: join(home, 'cluster'), as, programs: programs.value })
}

async function ownHome(dataFolder: string): Promise<Home> {
  const home = await homeOf(dataFolder)
  await mkdir(home, { recursive: true, mode: 0o700 })
  return { home, as: asSelf() }
}

async function homeForRoot(
  dataFolder: string,
  notice: Notice,
): Promise<Outcome<Home, PlaceRefusal>> {
  const home = await homeOf(dataFolder)
  await mkdir(home, { recursive: true, mode: 0o700 })
  const owner = await ownerOf(join(home, 'cluster'))
  for (const as of await waysFor(owner)) {
    await giveTo(fileOwner(as), home)
    if (await canWorkIn(as, home)) return accept({ home, as })
  }
  if (owner !== undefined)
    return refuse('PLATFORM_POSTGRES_UNREACHABLE', undefined, { folder: home })
  return moveElsewhere(dataFolder, notice)
}

/** A cluster that an ordinary user made stays that user's: they may start the program next time. */
async function waysFor(owner: Owner | undefined): Promise<RunAs[]> {
  const listed = await ordinaryUser()
  const user = owner !== undefined && owner.uid !== 0 ? owner : listed
  return [
    ...(user === undefined ? [] : [{ how: 'user', uid: user.uid, gid: user.gid } as const]),
    ...(listed === undefined
      ? []
      : [{ how: 'namespace', uid: listed.uid, gid: listed.gid } as const]),
  ]
}

async function moveElsewhere(
  dataFolder: string,
  notice: Notice,
): Promise<Outcome<Home, PlaceRefusal>> {
  const home = join(ELSEWHERE, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16))
  const [as] = await waysFor(undefined)
  await mkdir(home, { recursive: true, mode: 0o711 })
  if (as !== undefined) await giveTo(fileOwner(as), home)
  if (as === undefined || !(await canWorkIn(as, home))) {
    return refuse('PLATFORM_POSTGRES_UNREACHABLE', undefined, { folder: dataFolder })
  }
  await writeFile(locationFile(dataFolder), `${home}\n`, { mode: 0o600 })
  notice(`no ordinary user can enter ${dataFolder}: the database is kept in ${home}`)
  return accept({ home, as })
}

/** Where the server's files are. Remembered, or a later start that can reach the data folder would begin with an empty database. */
export async function homeOf(dataFolder: string): Promise<string> {
  try {
    return (await readFile(locationFile(dataFolder), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return join(dataFolder, 'postgres')
    throw error
  }
}

function locationFile(dataFolder: string): string {
  return join(dataFolder, 'postgres.location')
}

type Owner = { readonly uid: number; readonly gid: number }

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await lstat(path)
    return { uid, gid }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The package's own programs when that user can run them, otherwise a copy beside the database. */
async function usablePrograms(
  packaged: Programs,
  home: string,
  as: RunAs,
): Promise<Outcome<Programs, 'PLATFORM_POSTGRES_UNRUNNABLE'>> {
  if ((await completeInPlace(packaged)) && (await canRun(packaged, as)).code === 0)
    return accept(packaged)
  const copy = await copyPrograms(packaged, home)
  if (isRoot()) await giveTo(fileOwner(as), copy.folder)
  const tried = await canRun(copy, as)
  if (tried.code === 0) return accept(copy)
  return refuse('PLATFORM_POSTGRES_UNRUNNABLE', undefined, { reason: tried.output.trim() })
}

async function canRun(programs: Programs, as: RunAs) {
  const server = await runAs(as, programs.postgres, ['--version'])
  return server.code === 0 ? runAs(as, programs.initdb, ['--version']) : server
}
