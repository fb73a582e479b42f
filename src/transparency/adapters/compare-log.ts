import { join } from 'node:path'
import { sameBytes } from '../../crypto/bytes.ts'
import type { Range } from '../../crypto/merkle.ts'
import type { Head } from '../../crypto/tree-head.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { authenticateCheckpoint } from '../checkpoint.ts'
import { decodeEntry } from '../entry.ts'
import { type Edge, EMPTY_EDGE, grow, MAX_GROWTH, rootOf } from '../grow.ts'
import { logFilesIn } from './log-files.ts'
import type { LogParts } from './log-keeper.ts'
import { entriesLeft, holdLog, type PlacedEntry, putBack } from './log-store.ts'

/**
 * What this node's own log is beside what its witnesses remember of it. `whole`: it holds every entry
 * that they have seen. `behind`: it is an older copy. `forked`: it holds other entries than they saw.
 * `unknown`: too few of them answered.
 */
export type LogStanding = 'whole' | 'behind' | 'forked' | 'unknown'

/**
 * Asks the witnesses for the largest head of a log that they have cosigned. An older copy of the database
 * is made whole out of the log's own files, where these still are; nothing is signed before that, because
 * whoever goes on from an older copy signs another history than the one that was seen.
 *
 * @param needed witnesses that have to answer
 */
export async function compareLog(
  parts: LogParts,
  party: PartyCode,
  needed: number,
): Promise<LogStanding> {
  const seen = await headsSeen(parts, party)
  if (seen.length < needed) return 'unknown'
  const largest = seen
    .filter((head) => head !== undefined)
    .reduce<Head | undefined>(
      (most, head) => (head.size > (most?.size ?? 0) ? head : most),
      undefined,
    )
  if (largest === undefined) return 'whole'
  return transaction(parts.database, async (tx) => {
    const log = await holdLog(tx, party)
    const kept = (range: Range) => entriesLeft(tx, party, range)
    if (log.size >= largest.size) {
      return (await isRootOf(kept, largest)) ? 'whole' : 'forked'
    }
    const lost = await lostEntries(join(parts.folder, party), log.size, largest.size)
    if (lost === undefined) return 'behind'
    const all = async ({ from, to }: Range) => [
      ...(await kept({ from: Math.min(from, log.size), to: Math.min(to, log.size) })),
      ...lost.slice(Math.max(0, from - log.size), Math.max(0, to - log.size)),
    ]
    if (!(await isRootOf(all, largest))) return 'behind'
    await putBack(tx, party, log.size, lost)
    return 'whole'
  })
}

/** What each witness that answered has seen: undefined for one that never saw this log. */
async function headsSeen(
  { witnesses, identityOf, verify }: Pick<LogParts, 'witnesses' | 'identityOf' | 'verify'>,
  party: PartyCode,
): Promise<readonly (Head | undefined)[]> {
  const log = identityOf(party)
  const answers = await Promise.allSettled(witnesses.map(({ last }) => last(log.origin)))
  const heads = answers.map(async (answer): Promise<readonly (Head | undefined)[]> => {
    if (answer.status === 'rejected') return []
    if (answer.value === undefined) return [undefined]
    const head = await authenticateCheckpoint(answer.value, log, verify)
    // Only what this log signed itself binds it: a witness that says otherwise has not answered.
    return head.ok ? [head.value] : []
  })
  return (await Promise.all(heads)).flat()
}

type Read = (range: Range) => Promise<readonly PlacedEntry[]>

/** Whether the entries lead to the very root that was cosigned. */
async function isRootOf(read: Read, { size, root }: Head): Promise<boolean> {
  let edge: Edge = EMPTY_EDGE
  while (edge.size < size) {
    const to = Math.min(size, edge.size + MAX_GROWTH)
    const entries = await read({ from: edge.size, to })
    if (entries.length !== to - edge.size) return false
    edge = grow(
      edge,
      entries.map(({ bytes }) => bytes),
    ).edge
  }
  return sameBytes(rootOf(edge), root)
}

/** What the log's own files have of them; undefined where they are gone too. */
async function lostEntries(
  folder: string,
  from: number,
  to: number,
): Promise<readonly PlacedEntry[] | undefined> {
  const lost = (await logFilesIn(folder).entries(from, to))?.map(placedEntry)
  return lost?.every((each) => each !== undefined) ? lost : undefined
}

function placedEntry(bytes: Uint8Array): PlacedEntry | undefined {
  const entry = decodeEntry(bytes)
  return entry && { statementDigest: entry.digest, kind: entry.kind, slot: entry.slot, bytes }
}
