import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { namesIn, removeDrafts, syncFolder, writeWhole } from '../../platform/durable-file.ts'
import { isJsonObject, member, sha256Hex } from '../canonical-json.ts'
import { signedPart, versionOf } from './trust-metadata.ts'
import { isMetadataPath, type Repository } from './trust-repository.ts'

/** Public: any web server may hand these files out. */
const PUBLIC = 0o644

export function trustFolder(dataDir: string): string {
  return join(dataDir, 'trust')
}

/**
 * Writes a list in the layout of TUF's consistent snapshots, so that any TUF client can read it:
 * every file has its version or digest in its name and is never changed, and `timestamp.json`,
 * written last, makes them the list at one stroke. Files of a list that never came into force
 * are written over, those of the list in force are left alone.
 */
export async function writeRepository(
  dataDir: string,
  list: Repository,
  inForce: Repository | undefined,
): Promise<void> {
  const folder = trustFolder(dataDir)
  const there = new Set((inForce === undefined ? [] : filesOf(inForce)).map(([name]) => name))
  const files = filesOf(list).filter(([name]) => !there.has(name))
  await Promise.all(files.map(([name, bytes]) => writeWhole(join(folder, name), bytes, PUBLIC)))
  const folders = new Set(files.flatMap(([name]) => foldersAbove(join(folder, name), folder)))
  await Promise.all([...folders].map(syncFolder))
  const timestamp = list.parts.get('timestamp.json') as Uint8Array
  await writeWhole(join(folder, 'metadata', 'timestamp.json'), timestamp, PUBLIC)
  await syncFolder(join(folder, 'metadata'))
}

function foldersAbove(path: string, top: string): string[] {
  const parent = join(path, '..')
  return parent.length < top.length ? [parent] : [parent, ...foldersAbove(parent, top)]
}

/** Every file but the timestamp, by its name on disk. */
function filesOf({ roots, parts }: Repository): (readonly [string, Uint8Array])[] {
  const rootFiles = roots.map((bytes) => [`metadata/${versionOf(bytes)}.root.json`, bytes] as const)
  const others = [...parts].filter(([path]) => path !== 'timestamp.json')
  return [...rootFiles, ...others.map(([path, bytes]) => [fileName(path, bytes), bytes] as const)]
}

function fileName(path: string, bytes: Uint8Array): string {
  if (isMetadataPath(path)) return `metadata/${versionOf(bytes)}.${path}`
  return targetName(path, sha256Hex(bytes))
}

function targetName(path: string, sha256: string): string {
  return `targets/${path.replace(/[^/]+$/, (base) => `${sha256}.${base}`)}`
}

/** The list in force, unverified; undefined where none was ever published. */
export async function readRepository(dataDir: string): Promise<Repository | undefined> {
  const folder = trustFolder(dataDir)
  const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)))
  const names = await namesIn(folder)
  if (!names.includes(join('metadata', 'timestamp.json'))) return undefined
  const parts = new Map<string, Uint8Array>()
  const timestamp = await read('metadata/timestamp.json')
  parts.set('timestamp.json', timestamp)
  for (const [path, { version }] of described(timestamp, 'meta')) {
    parts.set(path, await read(`metadata/${version}.${path}`))
  }
  for (const [path, { version }] of described(parts.get('snapshot.json'), 'meta')) {
    parts.set(path, await read(`metadata/${version}.${path}`))
  }
  for (const metadata of [...parts.values()]) {
    for (const [path, { sha256 }] of described(metadata, 'targets')) {
      parts.set(path, await read(targetName(path, sha256)))
    }
  }
  return { roots: await Promise.all(rootNames(names).map(read)), parts }
}

function rootNames(names: readonly string[]): string[] {
  const versions = names.flatMap((name) => /(\d+)\.root\.json$/.exec(name)?.[1] ?? [])
  const ascending = versions.map(Number).sort((a, b) => a - b)
  return ascending.map((version) => `metadata/${version}.root.json`)
}

type Named = { readonly version: number; readonly sha256: string }

/** What a file of this node's own list says about others. */
function described(bytes: Uint8Array | undefined, list: 'meta' | 'targets'): [string, Named][] {
  const signed = bytes && signedPart(bytes)
  const entries = signed && member(signed, list)
  return Object.entries(isJsonObject(entries) ? entries : {}).map(([path, entry]) => {
    const { version, hashes } = entry as { version: number; hashes: { sha256: string } }
    return [path, { version, sha256: hashes.sha256 }]
  })
}

/**
 * Removes what no list in force names: drafts, files of a list that was never completed, and
 * versions that a newer one replaced. Roots stay: a reader may start from any of them.
 */
export async function sweepRepository(
  dataDir: string,
  inForce: Repository | undefined,
): Promise<void> {
  const folder = trustFolder(dataDir)
  await removeDrafts(folder)
  const kept = new Set([
    join('metadata', 'timestamp.json'),
    ...(inForce === undefined ? [] : filesOf(inForce)).map(([name]) => join(name)),
  ])
  for (const name of await namesIn(folder)) {
    if (name.endsWith('.json') && !kept.has(name)) await rm(join(folder, name))
  }
}
