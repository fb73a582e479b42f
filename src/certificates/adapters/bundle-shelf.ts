import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { MAX_BUNDLE_BYTES } from '../../participants/bundle.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Bundles that were given to readers, so that each can be told what changed since. */
export type BundleShelf = {
  readonly keep: (bytes: Uint8Array) => Promise<void>
  /** The bundle with this SHA-256 in hexadecimal; undefined where it was never given, or long ago. */
  readonly find: (digest: string) => Promise<Uint8Array | undefined>
}

/** One an hour for sixteen days: a list older than fourteen decides nothing, and is fetched whole. */
const MAX_KEPT = 400
const NAME = /^[0-9a-f]{64}\.gz$/

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Files under their own digest: what was changed on the disk is not what was asked for. */
export function bundleShelf(folder: string): BundleShelf {
  return {
    async keep(bytes) {
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${digestOf(bytes)}.gz`)
      // Whole or not at all, and two that keep the same at once do no harm.
      const beside = `${path}.${process.pid}`
      await writeFile(beside, await pack(bytes))
      await rename(beside, path)
      await thinOut(folder)
    },
    async find(digest) {
      if (!NAME.test(`${digest}.gz`)) return undefined
      const packed = await readFile(join(folder, `${digest}.gz`)).catch(noneThere)
      if (packed === undefined) return undefined
      const bytes = await unpack(packed, { maxOutputLength: MAX_BUNDLE_BYTES }).catch(noneThere)
      return bytes !== undefined && digestOf(bytes) === digest ? new Uint8Array(bytes) : undefined
    },
  }
}

/** What cannot be read is fetched whole: a shelf only saves a line. */
function noneThere(): undefined {
  return undefined
}

async function thinOut(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name))
  if (names.length <= MAX_KEPT) return
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  const old = dated.sort((a, b) => b.at - a.at).slice(MAX_KEPT)
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })))
}
