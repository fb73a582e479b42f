import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { authoritiesIn } from '../participants/keys.ts'
import type { Trust } from '../participants/trust.ts'
import type { Config } from '../platform/config.ts'
import { describeError } from '../platform/describe-error.ts'
import type { Logger } from '../platform/logger.ts'
import { epochSeconds } from './cli-verb.ts'
import { type MonitorConfig, monitorDefaults } from './monitor-config.ts'
import { type Monitor, openMonitor } from './monitor-pass.ts'
import { keepReport, type PassReport } from './monitor-report.ts'
import type { Logs } from './open-logs.ts'

export type MonitorOptions = {
  readonly setting: Config['monitor']
  readonly dataFolder: string
  /** Where the logs of this node lie as files, and the witnesses that it asks; null where its scheme has none. */
  readonly logs: Pick<Logs, 'folder' | 'asked'> | null
  readonly trust: () => Trust
  readonly bundle: () => Promise<Uint8Array | undefined>
  readonly logger: Logger
}

/** Whose passes the page of a node shows. */
export type KeptMonitor = {
  /** Where the passes leave what they find; null where nobody looks. */
  readonly folder: string | null
  readonly stop: () => Promise<void>
}

const HERE = 'this node'
/** In a demonstration somebody waits for it to be seen. */
const PASS_MS = { demonstration: 60_000, production: 3_600_000 } as const
const LOOK_MS = 1_000
/** Every log has its first head by then, or something is wrong with one. */
const FIRST_HEADS_MS = 60_000

/**
 * The monitor behind the page of a node: of the node's own logs, in its own process, unless a folder is
 * named in which `openkp monitor` keeps what it finds. The witnesses that this node asks are asked what they
 * have seen: a node that was restored, or that runs twice, is told by its own page. What a node says of itself
 * warns its own officers early; it is no word against it for anybody else.
 */
export function keepMonitor(options: MonitorOptions): KeptMonitor {
  const { setting, dataFolder, logs } = options
  const none = { stop: async () => undefined }
  if (typeof setting === 'object') return { folder: setting.folder, ...none }
  if (setting === 'off' || logs === null) return { folder: null, ...none }
  const folder = join(dataFolder, 'monitor')
  const wake = new AbortController()
  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: wake.signal, ref: false }).catch(() => undefined)
  const running = look({ ...options, folder, logs }, pause, wake.signal)
  return {
    folder,
    stop: () => {
      wake.abort()
      return running
    },
  }
}

async function look(
  options: MonitorOptions & {
    readonly folder: string
    readonly logs: Pick<Logs, 'folder' | 'asked'>
  },
  pause: (milliseconds: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { folder, logger, logs, trust, bundle } = options
  await firstHeads(logs.folder, trust(), pause, signal)
  if (signal.aborted) return
  const fetch = async () => (await bundle()) ?? 'no list was published yet'
  let monitor: Monitor | undefined
  while (!signal.aborted) {
    try {
      monitor ??= await openMonitor(ownConfig(folder, logs.folder, trust()), epochSeconds, {
        ...{ fetch, witnesses: logs.asked },
      })
      const report = await monitor.pass()
      await keepReport(folder, report)
      tell(report, logger)
    } catch (error) {
      // A full disk, a database that is away: it is told, and the next look begins from what was kept.
      logger.error(describeError(error), 'the monitor of this node could not look')
      await monitor?.close()
      monitor = undefined
    }
    await pause(PASS_MS[trust().environment])
  }
  await monitor?.close()
}

/** What rings for the first time, without names or contents. */
function tell({ alarms, at }: PassReport, logger: Logger): void {
  for (const { code, where } of alarms.filter((each) => each.now && each.at >= at)) {
    logger.error({ code, log: where }, 'the monitor rings')
  }
}

/** A log that was not published yet is none that hides something. */
async function firstHeads(
  logs: string,
  trust: Trust,
  pause: (milliseconds: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const isThere = (party: string) => existsSync(join(logs, party, 'checkpoint'))
  for (let waited = 0; waited < FIRST_HEADS_MS && !signal.aborted; waited += LOOK_MS) {
    if (authoritiesIn(trust.keys).every(isThere)) return
    await pause(LOOK_MS)
  }
}

function ownConfig(folder: string, logs: string, trust: Trust): MonitorConfig {
  return {
    ...monitorDefaults({
      folder,
      trust: HERE,
      acceptDemonstration: trust.environment === 'demonstration',
      logs: authoritiesIn(trust.keys).map((party) => ({ party, place: join(logs, party) })),
    }),
    pins: [trust.rootFingerprint],
  }
}
