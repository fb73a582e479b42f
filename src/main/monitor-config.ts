import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import { parseFingerprint } from './cli-pins.ts'
import type { CliCode } from './cli-words.ts'
import { line, MAX_LOGS, noteKey, readConfigFile } from './config-file.ts'

const MAX_WITNESSES = 100
/** A node each for every Participant and observer. */
const MAX_BUNDLES = 200

const place = z.string().min(1).max(2000)
const hours = z
  .number()
  .positive()
  .max(24 * 365)
const party = z.string().transform((text, context) => {
  if (isPartyCode(text)) return text as PartyCode
  context.addIssue({ code: 'custom', message: 'is no party: a code such as CD or X-OBSERVER' })
  return z.NEVER
})
const pin = z.string().transform((text, context) => {
  const read = parseFingerprint(text)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'is no fingerprint of 64 hexadecimal digits' })
  return z.NEVER
})
const log = z.strictObject({
  party,
  place,
  origin: line.optional(),
  keys: z.array(noteKey).min(1).max(10).optional(),
})
const shape = z
  .strictObject({
    folder: z.string().min(1).default('monitor'),
    trust: place,
    pins: z.array(pin).max(100).default([]),
    acceptDemonstration: z.boolean().default(false),
    logs: z.array(log).min(1).max(MAX_LOGS).optional(),
    witnesses: z.array(place).max(MAX_WITNESSES).default([]),
    bundles: z.array(place).max(MAX_BUNDLES).default([]),
    statements: place.optional(),
    alarms: place.optional(),
    everyMinutes: z.number().min(1).max(10_080).default(60),
    staleHours: hours.default(24),
    behindHours: hours.default(2),
    loggingHours: hours.optional(),
    confirmationDays: z.number().min(0).max(3650).default(30),
  })
  .refine(({ logs, trust }) => logs !== undefined || isAddress(trust), {
    path: ['logs'],
    message: 'is needed where trust is a file and no node that serves its logs',
  })

/** The one file that a monitor is run with; paths in it are beside it unless they are named whole. */
export type MonitorConfig = z.infer<typeof shape>

/** With everything else as it is where a file does not say it. */
export function monitorDefaults(said: z.input<typeof shape>): MonitorConfig {
  return shape.parse(said)
}

export async function readMonitorConfig(path: string): Promise<Outcome<MonitorConfig, CliCode>> {
  const config = await readConfigFile(path, shape, 'CLI_MONITOR_CONFIG')
  if (!config.ok) return config
  const beside = (name: string) =>
    isAbsolute(name) || isAddress(name) ? name : join(dirname(path), name)
  const { folder, trust, logs, bundles, statements, alarms, ...rest } = config.value
  return accept({
    ...rest,
    folder: beside(folder),
    trust: beside(trust),
    ...(logs !== undefined && {
      logs: logs.map((each) => ({ ...each, place: beside(each.place) })),
    }),
    bundles: bundles.map(beside),
    ...(statements !== undefined && { statements: beside(statements) }),
    ...(alarms !== undefined && { alarms: beside(alarms) }),
  })
}

export function isAddress(place: string): boolean {
  return /^https?:\/\//.test(place)
}
