import { sameBytes } from '../../crypto/bytes.ts'
import { type Hash, leafHash } from '../../crypto/merkle.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import type { Alarm, Evidence } from '../alarm.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  type LogIdentity,
  writeCheckpoint,
} from '../checkpoint.ts'
import { type Edge, rootOf } from '../grow.ts'
import { writeLogProof } from '../log-proof.ts'
import { entriesPath, readEntries, TILE_WIDTH, tileAt } from '../tile.ts'
import { earlierRoot, inclusionFrom } from '../tile-proofs.ts'
import { LogAway, type LogFault, type ReadLogFile, walkLog } from '../walk-log.ts'
import { behindAlarm, checkpointAlarm, forkAlarm, shrunkAlarm, standingOf } from '../watch-head.ts'
import { type Book, type Surroundings, takeEntry } from '../watch-log.ts'
import { type LogMemory, START } from './monitor-memory.ts'

/** One log of a pass, with everything that following it takes. */
export type Following = {
  readonly log: LogIdentity
  /** Its place in the book. */
  readonly at: number
  readonly book: Book
  readonly memory: LogMemory
  readonly read: ReadLogFile
  readonly verify: VerifySignature
  readonly hash: Hash
  /** What is known of its entries besides, without the times, which depend on the head. */
  readonly around: Pick<Surroundings, 'blockSize' | 'loggingLimit'>
  /** When a quorum had cosigned, epoch seconds; undefined where it has not, or nobody knows the witnesses. */
  readonly quorumTime: (head: Checkpoint) => Promise<number | undefined>
  /** Epoch seconds. */
  readonly now: () => number
  /** A witness that is ahead of the log for longer than this has seen what the log does not show: seconds. */
  readonly patience: number
  readonly raise: (alarm: Alarm) => void
  /** Whether an alarm would be told: evidence is gathered for no other. */
  readonly isNews: (alarm: Alarm) => boolean
  /** Puts what was raised where it lasts, before the log is remembered as read. */
  readonly keepAlarms: () => Promise<void>
  /** Entries and seconds that one pass may spend on one log. */
  readonly limits: { readonly entries: number; readonly seconds: number }
}

const PROGRESS_EVERY = 65_536

/** Takes the entries that earlier passes verified into the book, after a start. */
export async function recallLog({
  at,
  book,
  memory,
}: Pick<Following, 'at' | 'book' | 'memory'>): Promise<void> {
  const { verified } = memory.state()
  let index = 0
  for await (const entries of memory.entries(START, verified)) {
    for (const entry of entries) {
      takeEntry(book, { log: at, index }, entry, RECALLED)
      index += 1
    }
  }
}

/** What rings in it has rung. */
const RECALLED: Surroundings = {
  blockSize: () => undefined,
  after: null,
  until: Number.MAX_SAFE_INTEGER,
  loggingLimit: 0,
}

/**
 * Looks at a log once: its head, every entry that is new, and what witnesses have seen of it. True when
 * it was read to its head. Throws `LogAway` where its server does not answer; what was read is kept.
 */
export async function followLog(following: Following, witnessed: readonly Checkpoint[]) {
  const { log, memory, read, verify, raise } = following
  const bytes = (await read('checkpoint')) ?? new Uint8Array()
  const shown = await authenticateCheckpoint(bytes, log, verify)
  if (!shown.ok) {
    raise(checkpointAlarm(log.origin, shown.refusals[0].code, bytes))
    await following.keepAlarms()
    return false
  }
  const isWhole = await judge(shown.value, following)
  for (const head of witnessed) await compare(head, shown.value, following)
  await following.keepAlarms()
  return isWhole && memory.state().head !== null
}

async function judge(head: Checkpoint, following: Following): Promise<boolean> {
  const { memory, raise } = following
  const { head: verified } = memory.state()
  const standing = standingOf(head, verified)
  if (standing === 'grown') return extendTo(head, following)
  if (verified === null) return false
  if (standing === 'same') {
    const at = await following.quorumTime(head)
    const { witnessedAt } = memory.state()
    if (at !== undefined && at > witnessedAt) await memory.keepTime(head, at)
    return true
  }
  raise(
    standing === 'forked'
      ? forkAlarm(head, verified, null, head.origin)
      : shrunkAlarm(head, verified),
  )
  return false
}

/** Reads on to a larger head, and takes it for the log's when the tree over all entries has its root. */
async function extendTo(head: Checkpoint, following: Following): Promise<boolean> {
  const { memory, raise, read } = following
  const { progress, verified } = memory.state()
  const isBehind = progress.edge.size > head.size
  if (isBehind) await memory.rewind()
  const resumed = !isBehind && progress.edge.size > verified.edge.size
  const edge = await readOn(head, following)
  if (edge === undefined) return false
  if (sameBytes(rootOf(edge), head.root)) {
    await takeUp(head, following)
    return true
  }
  await memory.rewind()
  // What an earlier pass read was held against no head, so it may be the part that is wrong.
  if (resumed) return extendTo(head, following)
  const before = memory.state().head
  const earlier = before === null ? undefined : await earlierRoot(before.size, head, read)
  if (before !== null && earlier !== undefined && !sameBytes(earlier.root, before.root)) {
    raise(forkAlarm(before, head, { size: before.size, ...earlier }, head.origin))
  } else raise(filesAlarm(head, { code: 'LOG_ROOT_DIFFERS' }))
  return false
}

/** The tree up to the head; undefined where the log does not show all of it. */
async function readOn(head: Checkpoint, following: Following): Promise<Edge | undefined> {
  const { memory, read, hash, now, limits, raise } = following
  const begun = memory.state().progress.edge
  const until = now() + limits.seconds
  let edge = begun
  let kept = begun.size
  try {
    for await (const step of walkLog(begun, head.size, read, hash)) {
      for (const fault of step.faults) raise(filesAlarm(head, fault))
      await memory.append(step.entries)
      edge = step.edge
      if (edge.size - kept >= PROGRESS_EVERY) {
        await memory.keepProgress(edge)
        kept = edge.size
      }
      const isTooMuch = edge.size - begun.size >= limits.entries || now() > until
      if (isTooMuch && edge.size < head.size) throw new LogAway('more than one pass takes')
    }
  } finally {
    await memory.keepProgress(edge)
  }
  return edge.size === head.size ? edge : undefined
}

/** Takes what is new into the book, tells what is wrong with it, and only then remembers the head. */
async function takeUp(head: Checkpoint, following: Following): Promise<void> {
  const { at, book, memory, around, raise } = following
  const { verified, progress, head: before, witnessedAt } = memory.state()
  const until = (await following.quorumTime(head)) ?? following.now()
  const known = { ...around, after: before === null ? null : witnessedAt, until }
  let index = verified.edge.size
  for await (const entries of memory.entries(verified, progress)) {
    for (const entry of entries) {
      for (const alarm of takeEntry(book, { log: at, index }, entry, known)) {
        // A log that is wrong throughout is read once, and not once more for every proof.
        const proved = following.isNews(alarm) ? await proofs(alarm, head, following) : []
        raise({ ...alarm, evidence: [...alarm.evidence, ...proved] })
      }
      index += 1
    }
  }
  await following.keepAlarms()
  await memory.keepHead(head, Math.max(until, witnessedAt))
}

/** The entries that an alarm is about, each with a proof that it stands in the log (c2sp.org/tlog-proof). */
async function proofs(
  { detail }: Alarm,
  head: Checkpoint,
  { read }: Following,
): Promise<readonly Evidence[]> {
  const found: Evidence[] = []
  for (const name of ['first', 'index']) {
    const index = detail[name]
    if (typeof index !== 'number') continue
    const entry = await entryAt(index, head.size, read)
    if (entry === undefined) continue
    const hashes = await inclusionFrom({ index, leaf: leafHash(entry) }, head, read)
    if (hashes === undefined) continue
    const proof = writeLogProof({ index, hashes, extra: null, checkpoint: writeCheckpoint(head) })
    found.push({ name: `entry-${index}.cbor`, bytes: entry })
    found.push({ name: `entry-${index}.tlog-proof`, bytes: proof })
  }
  return found
}

async function entryAt(
  index: number,
  size: number,
  read: ReadLogFile,
): Promise<Uint8Array | undefined> {
  const place = tileAt({ level: 0, index: Math.floor(index / TILE_WIDTH) }, size)
  const partial = await read(entriesPath(place))
  const bytes = partial ?? (await read(entriesPath({ ...place, width: TILE_WIDTH })))
  return bytes && readEntries(bytes)?.[index % TILE_WIDTH]
}

/** Holds what a witness has seen against what the log shows here: an honest log shows one tree to all. */
async function compare(
  witnessed: Checkpoint,
  shown: Checkpoint,
  following: Following,
): Promise<void> {
  const { memory, read, raise, now, patience } = following
  const verified = memory.state().head ?? shown
  const [smaller, larger] =
    witnessed.size <= verified.size ? [witnessed, verified] : [verified, witnessed]
  if (smaller.size === larger.size) {
    if (!sameBytes(smaller.root, larger.root)) raise(forkAlarm(smaller, larger, null, 'witness'))
    return
  }
  const earlier = await earlierRoot(smaller.size, larger, read)
  if (earlier !== undefined && !sameBytes(earlier.root, smaller.root)) {
    raise(forkAlarm(smaller, larger, { size: smaller.size, ...earlier }, 'witness'))
  } else if (witnessed.size > verified.size) {
    const at = await following.quorumTime(witnessed)
    if (now() - Math.max(at ?? 0, memory.state().witnessedAt) > patience) {
      raise(behindAlarm(shown, witnessed, 'witness'))
    }
  }
}

function filesAlarm({ origin, size }: Checkpoint, { code, path, index }: LogFault): Alarm {
  const place = path ?? (index === undefined ? 'checkpoint' : String(index))
  const detail = { log: origin, cause: code, path: place, size }
  return { code: 'MONITOR_FILES', where: origin, about: `${code} ${place}`, detail, evidence: [] }
}
