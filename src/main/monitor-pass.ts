import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import {
  type AlarmFile,
  openAlarmFile,
  type ToldAlarm,
} from '../transparency/adapters/alarm-file.ts'
import { type Following, followLog, recallLog } from '../transparency/adapters/follow-log.ts'
import { type LogMemory, openLogMemory, START } from '../transparency/adapters/monitor-memory.ts'
import { type Alarms, alarmId, gatherAlarms } from '../transparency/alarm.ts'
import type { LogIdentity } from '../transparency/checkpoint.ts'
import { LogAway } from '../transparency/walk-log.ts'
import { watchCertificates } from '../transparency/watch-certificates.ts'
import { frozenAlarm } from '../transparency/watch-head.ts'
import { type Book, openBook } from '../transparency/watch-log.ts'
import type { MonitorConfig } from './monitor-config.ts'
import {
  type ConfiguredLog,
  identityOf,
  nativeHash,
  quorumOf,
  sourceOf,
  witnessedHeads,
} from './monitor-logs.ts'
import { pageAlarms } from './monitor-pages.ts'
import { blockSizes, notLogged, type SeenStatement, statementsOf } from './monitor-statements.ts'
import { type Lists, lookAtLists } from './monitor-trust.ts'

/** What could not be looked at: no alarm, and no good news either. */
export type Problem = { readonly where: string; readonly cause: string }

export type PassReport = {
  /** ISO 8601. */
  readonly at: string
  readonly logs: readonly LogReport[]
  /** Everything that was ever told and stands in the file of alarms; `now` where this pass found it. */
  readonly alarms: readonly (ToldAlarm & { readonly now: boolean })[]
  readonly problems: readonly Problem[]
  readonly lists: { readonly root: string; readonly issuedAt: string } | null
}

export type LogReport = {
  readonly origin: string
  readonly party: string
  readonly size: number
  /** Since the head was witnessed by a quorum, or first seen where nobody knows its witnesses. */
  readonly ageSeconds: number
  readonly witnesses: readonly string[]
  /** Whether this pass read it to its head. */
  readonly isWhole: boolean
}

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
  /** Hex digests of statements that were found in their log, and of pages that were made anew. */
  readonly settled: Set<string>
}

/** A monitor over its folder. It is opened at the first list that vouches for any log, and keeps to it. */
export async function openMonitor(config: MonitorConfig, now: () => number): Promise<Monitor> {
  const { folder, alarms: path = join(folder, 'alarms.jsonl') } = config
  const file = await openAlarmFile(folder, path)
  let everything: Everything | undefined
  const pass = async (): Promise<PassReport> => {
    const alarms = gatherAlarms(file.isTold)
    const problems: Problem[] = []
    const keepAlarms = () => file.tell(alarms.raised(), now())
    const seen = await lookAtLists(config, { now: now(), verify })
    for (const alarm of seen.alarms) alarms.raise(alarm)
    await keepAlarms()
    await seen.keep()
    if (seen.away !== undefined) problems.push({ where: config.trust, cause: seen.away })
    const { lists } = seen
    if (lists === undefined)
      return reportOf({ file, alarms, problems, logs: [], lists: null, now: now() })
    const run: Run = { config, lists, alarms, keepAlarms, problems, now }
    everything ??= await openEverything(run)
    const logs = await lookAtLogs(run, everything)
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
  readonly alarms: Alarms
  readonly keepAlarms: () => Promise<void>
  readonly problems: Problem[]
  readonly now: () => number
}

async function openEverything({ config, lists, problems }: Run): Promise<Everything> {
  const logs: Followed[] = []
  for (const configured of config.logs) {
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
  return { book, logs, settled: new Set() }
}

async function lookAtLogs(run: Run, everything: Everything): Promise<readonly LogReport[]> {
  const { book, logs, settled } = everything
  const { config, lists, alarms, now } = run
  const statements = await statementsOf(lists, config.statements, verify)
  const sizes = blockSizes(statements)
  const reports: LogReport[] = []
  for (const [at, followed] of logs.entries()) {
    const following = followingOf(run, followed, { at, book, sizes })
    const isWhole = await lookAtLog(run, followed, following)
    const own = statements.filter(({ party }) => party === followed.configured.party)
    for (const { digest } of book.logs[at]?.blocks ?? []) settled.add(digest)
    const open = own.filter(({ digest }) => !settled.has(digest))
    if (isWhole) await lookAtPapers(run, followed, open, settled)
    reports.push(logReport(run, followed, isWhole))
  }
  const isWhole = logs.length === config.logs.length && reports.every((each) => each.isWhole)
  const confirmation = config.confirmationDays * DAY
  const deadlines = { now: now(), confirmation, logging: loggingLimit(run), isWhole }
  watchCertificates(book, deadlines, alarms.raise)
  await run.keepAlarms()
  return reports
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
    raise: alarms.raise,
    isNews: alarms.isNews,
    keepAlarms,
    limits: LIMITS,
  }
}

/** True when it was read to its head. A server that is away is a problem, and its log keeps its age. */
async function lookAtLog(run: Run, { memory }: Followed, following: Following): Promise<boolean> {
  const { config, lists, problems, alarms, now } = run
  const { origin } = following.log
  const away = (where: string, cause: string) => problems.push({ where, cause })
  const witnessed = await witnessedHeads(config.witnesses, following.log, verify, away)
  let isWhole = false
  try {
    isWhole = await followLog(following, witnessed)
  } catch (error) {
    if (!(error instanceof LogAway)) throw error
    away(origin, error.message)
  }
  const { witnessedAt, head } = memory.state()
  const isOld = now() - witnessedAt > config.staleHours * 3600
  if (lists.trust.logs !== null && head !== null && isOld) {
    alarms.raise(frozenAlarm(origin, witnessedAt, config.staleHours))
  }
  await run.keepAlarms()
  return isWhole
}

/** What its author showed elsewhere, held against the log. */
async function lookAtPapers(
  run: Run,
  { memory }: Followed,
  open: readonly SeenStatement[],
  settled: Set<string>,
): Promise<void> {
  const limit = run.now() - loggingLimit(run)
  const pages = open.filter(({ kind }) => kind === 'register-page')
  const due = open.filter(({ kind, iat }) => kind !== 'register-page' && iat < limit)
  const missing = await notLogged(due, memory.entries(START, memory.state().verified))
  for (const alarm of missing) run.alarms.raise(alarm)
  for (const { digest } of due) {
    if (missing.every(({ about }) => about !== digest)) settled.add(digest)
  }
  for (const page of pages) {
    const found = await pageAlarms(page, memory, limit)
    for (const alarm of found) run.alarms.raise(alarm)
  }
}

function logReport(
  { now }: Run,
  { configured, identity, memory }: Followed,
  isWhole: boolean,
): LogReport {
  const { head, witnessedAt } = memory.state()
  return {
    origin: identity.origin,
    party: configured.party,
    size: head?.size ?? 0,
    ageSeconds: head === null ? 0 : Math.max(0, now() - witnessedAt),
    witnesses: (head?.note.signatures ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== identity.origin),
    isWhole,
  }
}

function reportOf(of: {
  readonly file: AlarmFile
  readonly alarms: Alarms
  readonly problems: readonly Problem[]
  readonly logs: readonly LogReport[]
  readonly lists: Lists | null
  readonly now: number
}): PassReport {
  const found = new Set(of.alarms.raised().map(alarmId))
  return {
    at: new Date(of.now * 1000).toISOString(),
    logs: of.logs,
    alarms: of.file.told().map((told) => ({ ...told, now: found.has(alarmId(told)) })),
    problems: of.problems,
    lists:
      of.lists === null
        ? null
        : {
            root: of.lists.trust.rootFingerprint,
            issuedAt: new Date(of.lists.trust.issuedAt * 1000).toISOString(),
          },
  }
}
