import { join } from 'node:path'
import { sameBytes } from '../../crypto/bytes.ts'
import type { Range } from '../../crypto/merkle.ts'
import type { Head } from '../../crypto/tree-head.ts'
import { quorumTime } from '../../participants/quorum.ts'
import { transaction } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { authenticateCheckpoint, type Checkpoint, readCheckpoint } from '../checkpoint.ts'
import { decodeEntry } from '../entry.ts'
import { type Edge, EMPTY_EDGE, extend, MAX_GROWTH, rootOf } from '../grow.ts'
import { within } from './gather.ts'
import { type LogFiles, logFilesIn } from './log-files.ts'
import type { LogParts, Quorum } from './log-keeper.ts'
import { entriesLeft, holdLog, type LogRow, type PlacedEntry, putBack } from './log-store.ts'
import { mendFiles } from './mend-files.ts'
import { WitnessAstray } from './witness-faults.ts'
import { keepEvidenceIn } from './witness-memory.ts'

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
  const files = logFilesIn(join(parts.folder, party))
  return transaction(parts.database, async (tx) => {
    const log = await holdLog(tx, party)
    const kept = (range: Range) => entriesLeft(tx, party, range)
    const counted = await ofThisLog(answers, log.size, kept)
    for (const { name, head } of answers.filter((each) => !counted.includes(each))) {
      const said = new WitnessAstray('claims-more', head?.code)
      parts.notes.failed(name, parts.identityOf(party).origin, said)
    }
    if (!isQuorum(counted, parts.quorumOf(party))) return 'unknown'
    const seen = bySize(counted)
    const here = seen.filter(({ size }) => size <= log.size)
    if (!(await areRootsOf(kept, here))) {
      return forked(parts, log, here)
    }
    const ahead = seen.filter(({ size }) => size > log.size)
    const largest = ahead.at(-1)
    if (largest === undefined) {
      await mendFiles(tx, party, log, files)
      return 'whole'
    }
    const all = await lostEntries(files, { from: 0, to: largest.size })
    if (all === undefined || !(await areRootsOf(reading(all), ahead))) return 'behind'
    // The files are the log that was seen: then what is here is no older copy of it, but something else.
    if (!areSame(await kept({ from: 0, to: log.size }), all)) return forked(parts, log, ahead)
    await putBack(tx, party, log.size, all.slice(log.size))
    return 'whole'
  })
}

/** Keeps both sides: what the witnesses have seen, and the newest head of this log, as it was signed here. */
async function forked(
  { evidence }: LogParts,
  { checkpoint }: LogRow,
  seen: readonly Checkpoint[],
): Promise<'forked'> {
  const own = checkpoint && readCheckpoint(checkpoint)
  if (evidence !== undefined) await keepEvidenceIn(evidence, own?.ok ? [own.value, ...seen] : seen)
  return 'forked'
}

const bySize = (answers: readonly Answer[]) =>
  answers
    .flatMap(({ head }) => (head?.isSigned ? head.checkpoint : []))
    .sort((a, b) => a.size - b.size)

const reading =
  (entries: readonly PlacedEntry[]): Read =>
  async ({ from, to }) =>
    entries.slice(from, to)

function areSame(some: readonly PlacedEntry[], all: readonly PlacedEntry[]): boolean {
  return some.every(({ bytes }, at) => sameBytes(bytes, all[at]?.bytes ?? new Uint8Array()))
}

/**
 * Only what this log signed itself binds it: a witness that says otherwise has not answered. A head that a
 * former key signed, which is compromised by now and speaks for nothing, is harmless as a part of this log.
 */
async function ofThisLog(
  answers: readonly Answer[],
  size: number,
  kept: Read,
): Promise<readonly Answer[]> {
  const found: Answer[] = []
  for (const answer of answers) {
    const { head } = answer
    const known = head === undefined || head.isSigned
    if (known || (head.checkpoint.size <= size && (await areRootsOf(kept, [head.checkpoint])))) {
      found.push(answer)
    }
  }
  return found
}

/** Whether those who answered would be enough to witness a head: fewer may all have forgotten. */
function isQuorum(answers: readonly Answer[], { rules, host }: Quorum): boolean {
  const said = rules.witnesses
    .filter(({ key }) => answers.some(({ name }) => name === key.name))
    // As of any moment at which its word counts: it said this now, and is asked for no date.
    .map(({ key, from }) => ({ witness: key, time: from }))
  return quorumTime(said, rules, host) !== undefined
}

/** What a witness said that it has seen: undefined where it never saw this log. */
type Answer = { readonly name: string; readonly head: SeenHead | undefined }
type SeenHead = {
  readonly checkpoint: Checkpoint
  /** Whether a key of this log that is trusted now has signed it; otherwise why not. */
  readonly isSigned: boolean
  readonly code: string
}

/** What each witness that answered has seen; all are asked at once, and nobody waits for one that sleeps. */
async function headsSeen(
  { witnesses, identityOf, verify, notes }: LogParts,
  party: PartyCode,
): Promise<readonly Answer[]> {
  const log = identityOf(party)
  const asked = witnesses
    .filter(({ name }) => notes.isAsked(name))
    .map(async (witness): Promise<readonly Answer[]> => {
      const { name } = witness
      try {
        const bytes = await within(witness, (signal) => witness.last(log.origin, signal))
        if (bytes === undefined) return [{ name, head: undefined }]
        const [read, signed] = [
          readCheckpoint(bytes),
          await authenticateCheckpoint(bytes, log, verify),
        ]
        const code = signed.ok ? '' : signed.refusals[0].code
        if (!read.ok || read.value.origin !== log.origin) {
          throw new WitnessAstray('claims-more', code)
        }
        return [{ name, head: { checkpoint: read.value, isSigned: signed.ok, code } }]
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

/** What the log's own files have; undefined where they are gone too. */
async function lostEntries(
  files: LogFiles,
  { from, to }: Range,
): Promise<readonly PlacedEntry[] | undefined> {
  const lost = (await files.entries(from, to))?.map(placedEntry)
  return lost?.every((each) => each !== undefined) ? lost : undefined
}

function placedEntry(bytes: Uint8Array): PlacedEntry | undefined {
  const entry = decodeEntry(bytes)
  return entry && { statementDigest: entry.digest, kind: entry.kind, slot: entry.slot, bytes }
}
