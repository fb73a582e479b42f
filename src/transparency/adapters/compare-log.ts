import { join } from 'node:path'
import { sameBytes } from '../../crypto/bytes.ts'
import type { Range } from '../../crypto/merkle.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { authenticateCheckpoint, type Head } from '../checkpoint.ts'
import { decodeEntry } from '../entry.ts'
import { type Edge, EMPTY_EDGE, extend, MAX_GROWTH, rootOf } from '../grow.ts'
import { quorumTime } from '../quorum.ts'
import { WITNESS_MS, within } from './gather.ts'
import { logFilesIn } from './log-files.ts'
import type { LogParts, Quorum } from './log-keeper.ts'
import { entriesLeft, holdLog, type PlacedEntry, putBack } from './log-store.ts'
import { WitnessAstray } from './witness-faults.ts'

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
 */
export async function compareLog(parts: LogParts, party: PartyCode): Promise<LogStanding> {
  const answers = await headsSeen(parts, party)
  if (!isQuorum(answers, parts.quorumOf(party))) return 'unknown'
  const seen = answers.flatMap(({ head }) => head ?? []).sort((a, b) => a.size - b.size)
  return transaction(parts.database, async (tx) => {
    const log = await holdLog(tx, party)
    const kept = (range: Range) => entriesLeft(tx, party, range)
    const here = seen.filter(({ size }) => size <= log.size)
    if (!(await areRootsOf(kept, here))) return 'forked'
    const ahead = seen.filter(({ size }) => size > log.size)
    const largest = ahead.at(-1)
    if (largest === undefined) return 'whole'
    const lost = await lostEntries(join(parts.folder, party), log.size, largest.size)
    if (lost === undefined) return 'behind'
    const all = async ({ from, to }: Range) => [
      ...(await kept({ from: Math.min(from, log.size), to: Math.min(to, log.size) })),
      ...lost.slice(Math.max(0, from - log.size), Math.max(0, to - log.size)),
    ]
    if (!(await areRootsOf(all, ahead))) return 'behind'
    await putBack(tx, party, log.size, lost)
    return 'whole'
  })
}

/** Whether those who answered would be enough to witness a head: fewer may all have forgotten. */
function isQuorum(answers: readonly Answer[], { rules, host }: Quorum): boolean {
  const said = rules.witnesses
    .filter(({ key }) => answers.some(({ name }) => name === key.name))
    .map(({ key, from }) => ({ witness: key, time: from }))
  return quorumTime(said, rules, host) !== undefined
}

/** What a witness said that it has seen: undefined where it never saw this log. */
type Answer = { readonly name: string; readonly head: Head | undefined }

/** What each witness that answered has seen; all are asked at once, and nobody waits for one that sleeps. */
async function headsSeen(
  { witnesses, identityOf, verify, notes }: LogParts,
  party: PartyCode,
): Promise<readonly Answer[]> {
  const log = identityOf(party)
  const asked = witnesses
    .filter(({ name }) => notes.isAsked(name))
    .map(async ({ name, last }): Promise<readonly Answer[]> => {
      try {
        const signal = AbortSignal.timeout(WITNESS_MS)
        const bytes = await within(last(log.origin, signal), signal)
        if (bytes === undefined) return [{ name, head: undefined }]
        const head = await authenticateCheckpoint(bytes, log, verify)
        // Only what this log signed itself binds it: a witness that says otherwise has not answered.
        if (!head.ok) throw new WitnessAstray('claims-more', head.refusals[0].code)
        return [{ name, head: head.value }]
      } catch (error) {
        notes.failed(name, log.origin, error)
        return []
      }
    })
  return (await Promise.all(asked)).flat()
}

type Read = (range: Range) => Promise<readonly PlacedEntry[]>

/** Whether the entries lead to the very roots that were cosigned, which come by size. */
async function areRootsOf(read: Read, heads: readonly Head[]): Promise<boolean> {
  let edge: Edge = EMPTY_EDGE
  for (const { size, root } of heads) {
    while (edge.size < size) {
      const to = Math.min(size, edge.size + MAX_GROWTH)
      const entries = await read({ from: edge.size, to })
      if (entries.length !== to - edge.size) return false
      edge = extend(
        edge,
        entries.map(({ bytes }) => bytes),
      ).edge
    }
    if (!sameBytes(rootOf(edge), root)) return false
  }
  return true
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
