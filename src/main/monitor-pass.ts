import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { writeNoteKey } from '../crypto/note.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { openAlarmFile } from '../transparency/adapters/alarm-file.ts'
import { type Following, followLog, recallLog } from '../transparency/adapters/follow-log.ts'
import { type LogMemory, openLogMemory } from '../transparency/adapters/monitor-memory.ts'
import { type Alarm, type Alarms, gatherAlarms } from '../transparency/alarm.ts'
import type { LogIdentity } from '../transparency/checkpoint.ts'
import type { WatchedLogView } from '../transparency/monitor-view.ts'
import { LogAway } from '../transparency/walk-log.ts'
import { watchCertificates } from '../transparency/watch-certificates.ts'
import { fewOperatorsAlarm, frozenAlarm } from '../transparency/watch-head.ts'
import { type Book, openBook } from '../transparency/watch-log.ts'
import type { MonitorConfig } from './monitor-config.ts'
import {
  type ConfiguredLog,
  countWitnesses,
  identityOf,
  logsOf,
  nativeHash,
  quorumOf,
  sourceOf,
} from './monitor-logs.ts'
import { lookAtPapers, type Papers, papersShown } from './monitor-papers.ts'
import { logReport, type PassReport, type Problem, reportOf } from './monitor-report.ts'
import { blockSizes } from './monitor-statements.ts'
import { type FetchBundle, fetchBundle, type Lists, lookAtLists } from './monitor-trust.ts'
import {
  type Asking,
  type SeeingWitness,
  witnessedHeads,
  witnessesAt,
} from './monitor-witnesses.ts'

export type Monitor = {
  readonly pass: () => Promise<PassReport>
  readonly close: () => Promise<void>
}

/** Entries and seconds that one log may take of one pass: what is left is taken by the next one. */
const LIMITS = { entries: 4_194_304, seconds: 600 }
const verify = nodeVerify()
const DAY = 86_400

type Followed = {
  readonly configured: ConfiguredLog
  readonly identity: LogIdentity
  readonly memory: LogMemory
}
type Everything = {
  readonly book: Book
  readonly logs: readonly Followed[]
  readonly papers: Papers
}

/** How a monitor comes to what its file does not name: a node's own knows it without an address. */
export type MonitorMeans = {
  readonly fetch?: FetchBundle
  /** Asked beside those of the file. */
  readonly witnesses?: readonly SeeingWitness[]
}

/** A monitor over its folder. It is opened at the first list that vouches for any log, and keeps to it. */
export async function openMonitor(
  config: MonitorConfig,
  now: () => number,
  { fetch = fetchBundle, witnesses: more = [] }: MonitorMeans = {},
): Promise<Monitor> {
  const witnesses = [...witnessesAt(config.witnesses), ...more]
  const { folder, alarms: path = join(folder, 'alarms.jsonl') } = config
  const file = await openAlarmFile(folder, path)
  let everything: Everything | undefined
  const pass = async (): Promise<PassReport> => {
    const alarms = gatherAlarms(file.isTold)
    const problems: Problem[] = []
    const keepAlarms = () => file.tell(alarms.raised(), now())
    const seen = await lookAtLists(config, { now: now(), verify, fetch })
    for (const alarm of seen.alarms) alarms.raise(alarm)
    await keepAlarms()
    await seen.keep()
    if (seen.away !== undefined) problems.push({ where: config.trust, cause: seen.away })
    const { lists } = seen
    if (lists === undefined)
      return reportOf({ file, alarms, problems, logs: [], lists: null, now: now() })
    const away = (where: string, cause: string) => problems.push({ where, cause })
    const asking = { witnesses, silent: new Set<string>(), away }
    const run: Run = { config, lists, fetch, asking, alarms, keepAlarms, problems, now }
    everything ??= await openEverything(run)
    const logs = await lookAtLogs(run, everything)
    alarms.raiseRest()
    await keepAlarms()
    return reportOf({ file, alarms, problems, logs, lists, now: now() })
  }
  const close = async () => {
    for (const { memory } of everything?.logs ?? []) await memory.close()
    await file.close()
  }
  return { pass, close }
}

type Run = {
  readonly config: MonitorConfig
  readonly lists: Lists
  readonly fetch: FetchBundle
  readonly asking: Asking
  readonly alarms: Alarms
  readonly keepAlarms: () => Promise<void>
  readonly problems: Problem[]
  readonly now: () => number
}

async function openEverything({ config, lists, problems }: Run): Promise<Everything> {
  const logs: Followed[] = []
  for (const configured of logsOf(config, lists.trust)) {
    const identity = identityOf(configured, lists.trust)
    if (identity === undefined) {
      problems.push({ where: configured.party, cause: 'the trust list names no key of its log' })
      continue
    }
    const memory = await openLogMemory(config.folder, identity.origin)
    logs.push({ configured, identity, memory })
  }
  const origins = logs.map(({ identity }) => identity.origin)
  const book = openBook(origins, randomInt(2 ** 32))
  for (const [at, each] of logs.entries()) {
    await recallLog({ at, book, memory: each.memory })
  }
  return { book, logs, papers: { settled: new Set(), pages: new Map() } }
}

async function lookAtLogs(run: Run, everything: Everything): Promise<readonly WatchedLogView[]> {
  const { book, logs, papers } = everything
  const { config, lists, fetch, asking, alarms, now } = run
  const { away } = asking
  const statements = await papersShown({ config, lists, fetch, verify, away })
  const sizes = blockSizes(statements)
  const reports: WatchedLogView[] = []
  for (const [at, followed] of logs.entries()) {
    const { memory, identity, configured } = followed
    const { party } = configured
    const isWhole = await lookAtLog(run, followed, followingOf(run, followed, { at, book, sizes }))
    for (const { digest } of book.logs[at]?.blocks ?? []) papers.settled.add(digest)
    const own = statements.filter((each) => each.party === party)
    const author = { trust: lists.trust, memory, limit: now() - loggingLimit(run) }
    const found = isWhole ? await lookAtPapers(own, author, papers) : []
    for (const alarm of found) alarms.raise(alarm)
    const isWitnessed = await lookAtOperators(run, followed)
    const about = { origin: identity.origin, party, memory, isWhole, isWitnessed, now: now() }
    reports.push(logReport({ ...about, page: papers.pages.get(party) }))
  }
  const isAll = logs.length === logsOf(config, lists.trust).length
  const isWhole = isAll && reports.every((each) => each.isWhole)
  const confirmation = config.confirmationDays * DAY
  const deadlines = { now: now(), confirmation, logging: loggingLimit(run), isWhole }
  watchCertificates(book, deadlines, alarms.raise)
  await run.keepAlarms()
  return reports
}

/**
 * Whether a quorum has cosigned the head. Signatures that are enough by number and of operators too few
 * ring once the others had their time: a host that runs several nodes would vouch for itself.
 */
async function lookAtOperators(
  { config, lists, alarms, now }: Run,
  { configured, memory }: Followed,
): Promise<boolean | null> {
  const { head, witnessedAt } = memory.state()
  if (lists.trust.logs === null || head === null) return null
  const counted = await countWitnesses(head, configured.party, lists.trust, verify)
  const { isQuorum, ...few } = counted
  const isLate = now() - witnessedAt > config.behindHours * 3600
  if (!isQuorum && few.count >= few.needed && few.operators < few.needed && isLate) {
    alarms.raise(fewOperatorsAlarm(head, few))
  }
  return isQuorum
}

function loggingLimit({ config, lists }: Run): number {
  const { loggingHours } = config
  return loggingHours === undefined ? lists.trust.loggingLimitSeconds : loggingHours * 3600
}

function followingOf(
  run: Run,
  { configured, identity, memory }: Followed,
  { at, book, sizes }: { at: number; book: Book; sizes: ReadonlyMap<string, number> },
): Following {
  const { config, lists, alarms, keepAlarms, now } = run
  return {
    ...{ log: identityOf(configured, lists.trust) ?? identity, at, book, memory, verify, now },
    read: sourceOf(configured),
    hash: nativeHash,
    around: { blockSize: (digest) => sizes.get(digest), loggingLimit: loggingLimit(run) },
    quorumTime: quorumOf(configured.party, lists.trust, verify),
    patience: config.behindHours * 3600,
    raise: (alarm) => alarms.raise(withKeys(alarm, identity)),
    isNews: alarms.isNews,
    keepAlarms,
    limits: LIMITS,
  }
}

/** Evidence goes with the keys under which it is to be checked. */
function withKeys(alarm: Alarm, { keys }: LogIdentity): Alarm {
  if (alarm.evidence.length === 0) return alarm
  const lines = keys.map((key) => `${writeNoteKey(key)}\n`).join('')
  const named = { name: 'keys.txt', bytes: new Uint8Array(Buffer.from(lines)) }
  return { ...alarm, evidence: [...alarm.evidence, named] }
}

/** True when it was read to its head. A server that is away is a problem, and its log keeps its age. */
async function lookAtLog(run: Run, { memory }: Followed, following: Following): Promise<boolean> {
  const { config, lists, asking, alarms, now } = run
  const { origin } = following.log
  const witnessed = await witnessedHeads(asking, following.log, verify)
  let isWhole = false
  try {
    isWhole = await followLog(following, witnessed)
  } catch (error) {
    if (!(error instanceof LogAway)) throw error
    asking.away(origin, error.message)
  }
  const { witnessedAt, head } = memory.state()
  const isOld = now() - witnessedAt > config.staleHours * 3600
  if (lists.trust.logs !== null && head !== null && isOld) {
    alarms.raise(frozenAlarm(origin, witnessedAt, config.staleHours))
  }
  await run.keepAlarms()
  return isWhole
}
