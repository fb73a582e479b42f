import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../../crypto/base64.ts'
import { readIfThere, removeDrafts, replaceDurably } from '../../platform/durable-file.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../checkpoint.ts'
import { type Edge, EMPTY_EDGE } from '../grow.ts'
import { readEntries, writeEntries } from '../tile.ts'
import { digestOf } from './witness-memory.ts'

/** How far a log was read: its tree there, and where that is in the file of its entries. */
export type Mark = { readonly edge: Edge; readonly bytes: number }

/** What a monitor keeps of one log between two passes. */
export type LogState = {
  /** Its tree is that of `head`. */
  readonly verified: Mark
  readonly head: Checkpoint | null
  /** Read, and not yet held against a head: where a pass that was killed goes on. */
  readonly progress: Mark
  /** Epoch seconds: when the head was witnessed, or first seen where nobody has witnessed it. */
  readonly witnessedAt: number
}

/**
 * The copy of a log that its monitor keeps: every entry as it was served, and how far they are verified.
 * Entries are on the disk before the file that says how many there are; what is behind them is forgotten.
 */
export type LogMemory = {
  readonly state: () => LogState
  readonly append: (entries: readonly Uint8Array[]) => Promise<void>
  /** Makes what was appended last, with `edge` as its tree. */
  readonly keepProgress: (edge: Edge) => Promise<void>
  /** The whole progress is the tree of `head`. */
  readonly keepHead: (head: Checkpoint, witnessedAt: number) => Promise<void>
  /** The head is the one that is known, and was witnessed again. */
  readonly keepTime: (head: Checkpoint, witnessedAt: number) => Promise<void>
  /** Forgets what was read and is not verified. */
  readonly rewind: () => Promise<void>
  /** Entries between two marks, some at a time. */
  readonly entries: (from: Mark, to: Mark) => AsyncGenerator<readonly Uint8Array[]>
  readonly close: () => Promise<void>
}

export const START: Mark = { edge: EMPTY_EDGE, bytes: 0 }
const NEW: LogState = { verified: START, head: null, progress: START, witnessedAt: 0 }

export async function openLogMemory(folder: string, origin: string): Promise<LogMemory> {
  const own = join(folder, 'logs', digestOf(origin))
  await mkdir(own, { recursive: true, mode: 0o700 })
  await removeDrafts(own)
  const path = join(own, 'head.json')
  let state = await readState(path, origin)
  const file = await open(join(own, 'entries'), 'a+', 0o600)
  let written = await cutTo(file, state.progress.bytes, origin)
  const keep = async (next: LogState) => {
    await file.sync()
    await replaceDurably(path, writeState(next, origin))
    state = next
  }
  return {
    state: () => state,
    append: async (entries) => {
      const bytes = writeEntries(entries)
      await file.appendFile(bytes)
      written += bytes.length
    },
    keepProgress: (edge) => keep({ ...state, progress: { edge, bytes: written } }),
    keepHead: (head, witnessedAt) =>
      keep({ ...state, verified: state.progress, head, witnessedAt }),
    keepTime: (head, witnessedAt) => keep({ ...state, head, witnessedAt }),
    rewind: async () => {
      await keep({ ...state, progress: state.verified })
      written = await cutTo(file, state.progress.bytes, origin)
    },
    entries: (from, to) => entriesBetween(file, from.bytes, to.bytes, origin),
    close: () => file.close(),
  }
}

/** What a killed pass wrote behind the last mark is taken away; what is missing before it is a fault. */
async function cutTo(file: FileHandle, bytes: number, origin: string): Promise<number> {
  const { size } = await file.stat()
  if (size < bytes)
    throw new Error(`the monitor has lost entries of ${origin}: begin its folder anew`)
  await file.truncate(bytes)
  return bytes
}

const CHUNK_BYTES = 1_048_576

async function* entriesBetween(
  file: FileHandle,
  from: number,
  to: number,
  origin: string,
): AsyncGenerator<readonly Uint8Array[]> {
  let rest = new Uint8Array()
  for (let at = from; at < to; ) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, to - at))
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    if (bytesRead === 0) throw new Error(`the monitor cannot read what it keeps of ${origin}`)
    at += bytesRead
    const whole = new Uint8Array(Buffer.concat([rest, chunk.subarray(0, bytesRead)]))
    const end = wholeEntries(whole)
    yield readEntries(whole.subarray(0, end)) ?? []
    rest = whole.slice(end)
  }
}

/** Where the last entry ends that is there whole. */
function wholeEntries(bytes: Uint8Array): number {
  let at = 0
  while (at + 2 <= bytes.length) {
    const end = at + 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number))
    if (end > bytes.length) return at
    at = end
  }
  return at
}

const count = z.int().min(0)
const mark = z.strictObject({ size: count, bytes: count, hashes: z.array(z.base64()).max(16) })
const shape = z.strictObject({
  version: z.literal(1),
  origin: z.string(),
  verified: mark,
  progress: mark,
  head: z.base64().nullable(),
  witnessedAt: count,
})

function writeState({ verified, progress, head, witnessedAt }: LogState, origin: string): string {
  const marked = ({ edge, bytes }: Mark) => {
    return { size: edge.size, bytes, hashes: edge.hashes.map(toBase64) }
  }
  const kept: z.infer<typeof shape> = {
    ...{ version: 1 as const, origin, verified: marked(verified), progress: marked(progress) },
    head: head === null ? null : toBase64(writeCheckpoint(head)),
    witnessedAt,
  }
  return JSON.stringify(kept)
}

/** A head that cannot be read is a fault of the disk: to forget it would be to take a fork for a log. */
async function readState(path: string, origin: string): Promise<LogState> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) return NEW
  const kept = shape.parse(JSON.parse(bytes.toString('utf8')))
  const head = kept.head === null ? null : readCheckpoint(fromBase64(kept.head) ?? new Uint8Array())
  if (kept.origin !== origin || (head !== null && !head.ok)) {
    throw new Error(`the monitor cannot read what it remembers of ${origin} in ${path}`)
  }
  const { witnessedAt } = kept
  return {
    verified: readMark(kept.verified),
    progress: readMark(kept.progress),
    head: head === null ? null : head.value,
    witnessedAt,
  }
}

function readMark({ size, bytes, hashes }: z.infer<typeof mark>): Mark {
  const read = hashes.map((hash) => fromBase64(hash) ?? new Uint8Array())
  return { bytes, edge: { size, hashes: read } }
}
