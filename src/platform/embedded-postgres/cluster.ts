import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { replaceDurably } from '../durable-file.ts'
import type { Place } from './place.ts'
import { fileOwner, giveTo, isRoot, runAs } from './run-as.ts'

/** Name of the database, and of the one role that the program connects as. */
export const OPENKP = 'openkp'

export type ClusterRefusal =
  | 'PLATFORM_DISK_FULL'
  | 'PLATFORM_POSTGRES_FAILED'
  | 'PLATFORM_POSTGRES_PASSWORD'
  | 'PLATFORM_POSTGRES_VERSION'

/**
 * Makes the cluster at the first start, and gives the password that opens it. A cluster appears
 * under its name only when it is whole, so a program killed half-way begins again.
 */
export async function ensureCluster(
  place: Place,
  dataFolder: string,
): Promise<Outcome<string, ClusterRefusal>> {
  const major = await read(join(place.cluster, 'PG_VERSION'))
  if (major === undefined) return makeCluster(place, dataFolder)
  const program = await programMajor(place)
  if (major !== program) {
    return refuse('PLATFORM_POSTGRES_VERSION', undefined, {
      cluster: major,
      program,
      folder: place.cluster,
    })
  }
  const password = await readPassword(dataFolder)
  const file = passwordFile(dataFolder)
  return password === undefined
    ? refuse('PLATFORM_POSTGRES_PASSWORD', undefined, { file })
    : accept(password)
}

async function readPassword(dataFolder: string): Promise<string | undefined> {
  return read(passwordFile(dataFolder))
}

async function makeCluster(
  place: Place,
  dataFolder: string,
): Promise<Outcome<string, ClusterRefusal>> {
  const draft = `${place.cluster}.partial`
  await rm(draft, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  const handOver = join(place.home, 'password.once')
  await writeFile(handOver, password, { mode: 0o600 })
  if (isRoot()) await giveTo(fileOwner(place.as), handOver)
  const made = await runAs(
    place.as,
    place.programs.initdb,
    initdbArguments(draft, handOver),
    place.home,
  )
  await rm(handOver, { force: true })
  if (made.code !== 0) return initdbFailed(made.output, place.home)
  // On the disk before the cluster has its name: a cluster without its password is lost.
  await replaceDurably(passwordFile(dataFolder), password)
  await rename(draft, place.cluster)
  return accept(password)
}

/** initdb tells what it does and what it undoes; the line between says why. */
function initdbFailed(output: string, folder: string): Outcome<never, ClusterRefusal> {
  if (output.includes('No space left on device'))
    return refuse('PLATFORM_DISK_FULL', undefined, { place: folder })
  const lines = output.trim().split('\n')
  const reason = lines.find((line) => /error:|FATAL/.test(line)) ?? lines.at(-1) ?? ''
  return refuse('PLATFORM_POSTGRES_FAILED', undefined, { reason })
}

/** Sorting by code point in every copy alike: an operating system's own collations change under an index. */
function initdbArguments(cluster: string, passwordFilePath: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${OPENKP}`,
    `--pwfile=${passwordFilePath}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
}

export function passwordFile(dataFolder: string): string {
  return join(dataFolder, 'postgres.password')
}

/** `postgres (PostgreSQL) 18.4` is major 18. */
async function programMajor(place: Place): Promise<string> {
  const said = await runAs(place.as, place.programs.postgres, ['--version'])
  return /(\d+)\.\d+/.exec(said.output)?.[1] ?? said.output.trim()
}

async function read(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
