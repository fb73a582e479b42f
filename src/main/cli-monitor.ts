import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { lockDataFolder } from '../platform/data-folder-lock.ts'
import { replaceDurably } from '../platform/durable-file.ts'
import { createLogger } from '../platform/logger.ts'
import { stopOnSignal } from '../platform/stop-on-signal.ts'
import type { Language } from '../platform/words.ts'
import { alarmText } from '../transparency/adapters/alarm-text.ts'
import { accept, refuse } from '../values/outcome.ts'
import type { Answer, Command } from './cli-answer.ts'
import { counted, ENTRIES, type Noun } from './cli-count.ts'
import { epochSeconds } from './cli-verb.ts'
import { type MonitorConfig, readMonitorConfig } from './monitor-config.ts'
import { PAGE_POLICY, statusPage } from './monitor-page.ts'
import { type Monitor, openMonitor } from './monitor-pass.ts'
import { keepReport, type PassReport } from './monitor-report.ts'

export type MonitorArguments = {
  readonly file: string
  readonly once: boolean
  /** A port of this machine at which the page is shown. */
  readonly listen: number | undefined
  readonly language: Language
  readonly json: boolean
}

/**
 * `openkp monitor`: follows the logs of a scheme for whoever wants to know, and needs no account anywhere.
 * One pass with `--once`; otherwise until it is stopped. What it keeps is in one folder, which one program
 * at a time has.
 */
export async function monitorCommand(args: MonitorArguments): Command {
  const config = await readMonitorConfig(args.file)
  if (!config.ok) return config
  const { folder } = config.value
  const lock = await lockDataFolder(folder)
  if (!lock.ok) return lock
  if (args.once) {
    const monitor = await openMonitor(config.value, epochSeconds)
    try {
      return await once(monitor, config.value, args.language)
    } finally {
      await monitor.close()
      await lock.value.release()
    }
  }
  const stopping = stopOnSignal(createLogger('warn'), () => undefined)
  stopping.afterwards(lock.value.release)
  const monitor = await openMonitor(config.value, epochSeconds)
  stopping.afterwards(monitor.close)
  const address = args.listen === undefined ? undefined : await showPage(folder, args.listen)
  void passes(monitor, config.value, args).catch((error: unknown) => {
    // A bug, or a disk that is full: a monitor that goes on blind would be taken for one that sees.
    process.exitCode = EXIT_FAULT
    process.stderr.write(`${String(error)}\n`)
    void stopping.now()
  })
  const { logs } = config.value
  const what = logs === undefined ? 'every log of the scheme' : counted(logs.length, LOGS)
  const text = `Monitor of ${what}${address === undefined ? '' : ` at ${address}`}`
  return accept({ json: { address, logs: logs?.length ?? null }, text, exit: 0 })
}

const NEW_ALARMS: Noun = { one: 'new alarm', other: 'new alarms' }
const LOGS: Noun = { one: 'log', other: 'logs' }
const EXIT_FAULT = 70

async function once(monitor: Monitor, config: MonitorConfig, language: Language): Command {
  const report = await passAndShow(monitor, config, language)
  if (report.lists === null) {
    const { where: place = '', cause = '' } = report.problems[0] ?? {}
    return refuse('CLI_MONITOR_BLIND', undefined, { place, cause })
  }
  return accept(answerOf(report, language))
}

async function passAndShow(
  monitor: Monitor,
  { folder }: MonitorConfig,
  language: Language,
): Promise<PassReport> {
  const report = await monitor.pass()
  await keepReport(folder, report)
  await replaceDurably(pageFile(folder), statusPage(report, language), 0o644)
  return report
}

/** 1 where anything rings now, whether it was told before or not; 2 where something was not looked at. */
function answerOf(report: PassReport, language: Language): Answer {
  const ringing = report.alarms.filter(({ now }) => now)
  const lines = [
    ...report.logs.map(({ origin, size }) => `${origin}: ${counted(size, ENTRIES)}`),
    ...ringing.map((each) => `${each.code}: ${alarmText(each, language)}`),
    ...report.problems.map(({ where, cause }) => `Not looked at: ${where} (${cause})`),
  ]
  const exit = ringing.length > 0 ? 1 : report.problems.length > 0 ? 2 : 0
  return { json: report, text: lines.join('\n'), exit }
}

/** Pass after pass; each says in a line what it found that is new. */
async function passes(
  monitor: Monitor,
  config: MonitorConfig,
  { language, json }: MonitorArguments,
): Promise<never> {
  for (;;) {
    const report = await passAndShow(monitor, config, language)
    const rings = report.alarms.filter(({ now, at }) => now && at >= report.at).length
    const { at, problems } = report
    const line = json
      ? JSON.stringify({ at, alarms: rings, problems: problems.length })
      : `${at}: ${counted(rings, NEW_ALARMS)}, ${problems.length} not looked at`
    process.stdout.write(`${line}\n`)
    await new Promise((resolve) => setTimeout(resolve, config.everyMinutes * 60_000))
  }
}

function pageFile(folder: string): string {
  return join(folder, 'status.html')
}

/** The page for people at this machine; put a proxy before it for anybody else. */
async function showPage(folder: string, port: number): Promise<string> {
  const server = createServer((request, response) => {
    const isPage = request.method === 'GET' && request.url === '/'
    const page = isPage ? readFile(pageFile(folder)) : Promise.reject(new Error('no such page'))
    page.then(
      (bytes) => response.writeHead(200, HEADERS).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', resolve)
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
