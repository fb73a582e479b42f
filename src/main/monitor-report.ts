import { join } from 'node:path'
import { replaceDurably } from '../platform/durable-file.ts'
import type { AlarmFile, ToldAlarm } from '../transparency/adapters/alarm-file.ts'
import type { LogMemory } from '../transparency/adapters/monitor-memory.ts'
import { type Alarms, alarmId } from '../transparency/alarm.ts'
import type { WatchedLogView } from '../transparency/monitor-view.ts'
import type { RebuiltPage } from './monitor-papers.ts'
import type { Lists } from './monitor-trust.ts'

/** What could not be looked at: no alarm, and no good news either. */
export type Problem = { readonly where: string; readonly cause: string }

export type PassReport = {
  /** ISO 8601. */
  readonly at: string
  readonly logs: readonly WatchedLogView[]
  /** Everything that was ever told and stands in the file of alarms; `now` where this pass found it. */
  readonly alarms: readonly (ToldAlarm & { readonly now: boolean })[]
  readonly problems: readonly Problem[]
  readonly lists: { readonly root: string; readonly issuedAt: string } | null
}

export function logReport(of: {
  readonly origin: string
  readonly party: string
  readonly memory: LogMemory
  readonly now: number
  readonly isWhole: boolean
  readonly isWitnessed: boolean | null
  readonly page: RebuiltPage | undefined
}): WatchedLogView {
  const { origin, party, memory, now, isWhole, isWitnessed, page } = of
  const { head, witnessedAt } = memory.state()
  const names = (head?.note.signatures ?? []).map(({ name }) => name)
  return {
    ...{ origin, party, isWhole, isWitnessed },
    size: head?.size ?? 0,
    ageSeconds: head === null ? 0 : Math.max(0, now - witnessedAt),
    witnesses: [...new Set(names.filter((name) => name !== origin))],
    page: page === undefined ? null : { size: page.size, signedAt: instant(page.iat) },
  }
}

export function reportOf(of: {
  readonly file: AlarmFile
  readonly alarms: Alarms
  readonly problems: readonly Problem[]
  readonly logs: readonly WatchedLogView[]
  readonly lists: Lists | null
  readonly now: number
}): PassReport {
  const found = new Set(of.alarms.raised().map(alarmId))
  const { trust } = of.lists ?? {}
  return {
    at: instant(of.now),
    logs: of.logs,
    alarms: of.file.told().map((told) => ({ ...told, now: found.has(alarmId(told)) })),
    problems: of.problems,
    lists: trust ? { root: trust.rootFingerprint, issuedAt: instant(trust.issuedAt) } : null,
  }
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** Where a pass leaves what it found, for whoever shows it. */
export function reportFile(folder: string): string {
  return join(folder, 'report.json')
}

/** Alarms that a page shows; the file of alarms has them all. */
const MAX_SHOWN = 200

/** A report as it is kept and shown: the newest alarms first, and how many there are. */
export type KeptReport = PassReport & { readonly told: number }

/** Keeps what a pass found; those that ring now come first. */
export async function keepReport(folder: string, report: PassReport): Promise<void> {
  const newest = [...report.alarms].reverse()
  const shown = [...newest.filter(({ now }) => now), ...newest.filter(({ now }) => !now)]
  const kept: KeptReport = {
    ...report,
    alarms: shown.slice(0, MAX_SHOWN),
    told: report.alarms.length,
  }
  await replaceDurably(reportFile(folder), JSON.stringify(kept), 0o644)
}
