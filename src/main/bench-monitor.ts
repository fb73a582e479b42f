import { hash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeNoteKey } from '../crypto/note.ts'
import { encodeBundle } from '../participants/bundle.ts'
import { noteKeyIn } from '../transparency/adapters/note-key-file.ts'
import { signCheckpoint, writeCheckpoint } from '../transparency/checkpoint.ts'
import { encodeEntry } from '../transparency/entry.ts'
import { EMPTY_EDGE, extend, rootOf } from '../transparency/grow.ts'
import { entriesPath, TILE_WIDTH, tilePath, tilesOf, writeEntries } from '../transparency/tile.ts'
import { accept } from '../values/outcome.ts'
import { inScratch } from './bench-node.ts'
import { makeScheme } from './bench-scheme.ts'
import { type Command, done } from './cli-answer.ts'
import { epochSeconds } from './cli-verb.ts'
import { readMonitorConfig } from './monitor-config.ts'
import { nativeHash } from './monitor-logs.ts'
import { openMonitor } from './monitor-pass.ts'

const SIZES = [1_000, 10_000, 100_000, 1_000_000]
const ORIGIN = 'kp.example/bench/CD'
/** A certificate, its receipt at the other side, and what its issuer says of it. */
const KINDS = ['certificate', 'import-confirmation', 'certificate-status/used'] as const

/**
 * `openkp bench monitor`: a first pass over a log on disk, of sizes up to `entries`, beside reading the
 * same files and hashing them once; then a start over what was kept.
 */
export async function benchMonitor(entries: number): Command {
  const sizes = [...SIZES.filter((size) => size < entries), entries]
  const passes: Awaited<ReturnType<typeof measure>>[] = []
  for (const size of sizes) passes.push(await inScratch((folder) => measure(folder, size)))
  return accept(done({ passes }, JSON.stringify(passes)))
}

async function measure(folder: string, size: number) {
  const paths = await writeLog(join(folder, 'log'), size)
  const path = await writeConfig(folder)
  const config = await readMonitorConfig(path)
  if (!config.ok) throw new Error(config.refusals[0].code)
  const floor = await secondsOf(async () => {
    for (const each of paths) hash('sha256', await readFile(join(folder, 'log', each)), 'buffer')
  })
  const pass = async () => {
    const monitor = await openMonitor(config.value, epochSeconds)
    const report = await monitor.pass()
    await monitor.close()
    if (report.logs[0]?.size !== size) throw new Error('the monitor did not read the whole log')
  }
  globalThis.gc?.()
  const first = await secondsOf(pass)
  const residentMegabytes = Math.round(process.memoryUsage().rss / 1_000_000)
  const again = await secondsOf(pass)
  const ratio = Math.round((first / floor) * 10) / 10
  return {
    entries: size,
    seconds: first,
    floorSeconds: floor,
    ratio,
    againSeconds: again,
    residentMegabytes,
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return Math.round(performance.now() - begun) / 1000
}

/** The files of a log as any web server would serve them; nothing of it is kept in memory. */
async function writeLog(folder: string, size: number): Promise<readonly string[]> {
  const paths: string[] = []
  const write = async (path: string, bytes: Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
    paths.push(path)
  }
  let edge = EMPTY_EDGE
  const last = new Set(tilesOf(size).map(tilePath))
  while (edge.size < size) {
    const width = Math.min(TILE_WIDTH, size - edge.size)
    const from = edge.size
    const entries = Array.from({ length: width }, (_, at) => entryAt(from + at))
    await write(entriesPath({ index: from / TILE_WIDTH, width }), writeEntries(entries))
    const grown = extend(edge, entries, nativeHash)
    for (const tile of grown.tiles) {
      if (last.has(tilePath(tile))) await write(tilePath(tile), tile.hashes)
    }
    edge = grown.edge
  }
  const signer = await noteKeyIn(join(folder, '..', 'key.pem'))
  const head = { origin: ORIGIN, size, root: rootOf(edge) }
  await write('checkpoint', writeCheckpoint(await signCheckpoint(head, signer)))
  return paths
}

function entryAt(index: number): Uint8Array {
  const number = Math.floor(index / KINDS.length)
  // The block comes first, or every certificate would ring.
  const kind = index === 0 ? 'number-block' : (KINDS[index % KINDS.length] ?? 'certificate')
  const certificate = digestOf(`certificate ${number}`)
  const iat = 1_767_225_600 + number
  if (kind === 'number-block') {
    return encodeEntry({ kind, slot: 0, iat, exp: null, subject: null, digest: certificate })
  }
  if (kind === 'certificate') {
    const exp = iat + 5_184_000
    return encodeEntry({ kind, slot: number, iat, exp, subject: null, digest: certificate })
  }
  const slot = kind === 'import-confirmation' ? null : number
  const digest = digestOf(`${kind} ${number}`)
  return encodeEntry({ kind, slot, iat, exp: null, subject: certificate, digest })
}

function digestOf(word: string): Uint8Array {
  return new Uint8Array(hash('sha256', word, 'buffer'))
}

async function writeConfig(folder: string): Promise<string> {
  const { material } = await makeScheme(1)
  await writeFile(join(folder, 'list.kpbundle'), encodeBundle(material.bundle))
  const { key } = await noteKeyIn(join(folder, 'key.pem'))
  const keys = [writeNoteKey({ name: ORIGIN, type: 'ed25519', x: key.x })]
  const logs = [{ party: 'CD', place: 'log', origin: ORIGIN, keys }]
  const path = join(folder, 'monitor.json')
  await writeFile(path, JSON.stringify({ trust: 'list.kpbundle', acceptDemonstration: true, logs }))
  return path
}
