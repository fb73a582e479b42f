import { sameBytes } from '../crypto/bytes.ts'
import type { Hash } from '../crypto/merkle.ts'
import { decodeEntry } from './entry.ts'
import { EMPTY_EDGE, rootOf } from './grow.ts'
import { type LogFault, type ReadLogFile, walkLog } from './walk-log.ts'

export type CheckedLog = {
  readonly faults: readonly LogFault[]
  /** How many entries of each kind there are. */
  readonly kinds: Readonly<Record<string, number>>
}

/** A log that is wrong throughout says so often enough. */
const MAX_FAULTS = 100

/**
 * Walks a log from its first entry to the size of its checkpoint, builds the tree anew and compares it
 * with every file that is served. Whose checkpoint it is has been looked at before.
 */
export async function checkLog(
  head: { readonly size: number; readonly root: Uint8Array },
  read: ReadLogFile,
  hash?: Hash,
): Promise<CheckedLog> {
  const seen: Seen = { faults: [], kinds: new Map(), slots: new Set() }
  let edge = EMPTY_EDGE
  for await (const step of walkLog(EMPTY_EDGE, head.size, read, hash)) {
    look(step.entries, edge.size, seen)
    seen.faults.push(...step.faults)
    edge = step.edge
    if (seen.faults.length >= MAX_FAULTS) break
  }
  if (edge.size === head.size && !sameBytes(rootOf(edge), head.root)) {
    seen.faults.push({ code: 'LOG_ROOT_DIFFERS' })
  }
  return { faults: seen.faults.slice(0, MAX_FAULTS), kinds: Object.fromEntries(seen.kinds) }
}

type Seen = {
  readonly faults: LogFault[]
  readonly kinds: Map<string, number>
  /** Slots that have a certificate. */
  readonly slots: Set<number>
}

function look(entries: readonly Uint8Array[], from: number, { faults, kinds, slots }: Seen): void {
  for (const [at, bytes] of entries.entries()) {
    const entry = decodeEntry(bytes)
    const index = from + at
    if (entry === undefined) {
      faults.push({ code: 'LOG_ENTRY_MALFORMED', index })
      continue
    }
    kinds.set(entry.kind, (kinds.get(entry.kind) ?? 0) + 1)
    // Two certificates of one number are a twin; what is said of one certificate may be said again.
    const slot = entry.kind === 'certificate' ? entry.slot : null
    if (slot !== null && slots.has(slot)) faults.push({ code: 'LOG_SLOT_TWICE', index })
    if (slot !== null) slots.add(slot)
  }
}
