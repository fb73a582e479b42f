import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { LogIdentity } from '../transparency/checkpoint.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import type { CliCode } from './cli-words.ts'
import { line, MAX_LOGS, noteKey, readConfigFile } from './config-file.ts'

/** The one file that a witness is run with. */
export type WitnessConfig = {
  readonly name: string
  /** Its key and its memory live here. */
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly logs: readonly LogIdentity[]
}

const MAX_KEYS = 10

const shape = z.strictObject({
  name: line.regex(/^[^\s+]+$/u, 'has a space or a plus in it'),
  folder: z.string().min(1).default('witness'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(7380),
  logs: z
    .array(z.strictObject({ origin: line, keys: z.array(noteKey).min(1).max(MAX_KEYS) }))
    .min(1)
    .max(MAX_LOGS),
})

/** Reads the file; its folder is beside it unless it is named whole. */
export async function readWitnessConfig(path: string): Promise<Outcome<WitnessConfig, CliCode>> {
  const config = await readConfigFile(path, shape, 'CLI_WITNESS_CONFIG')
  if (!config.ok) return config
  const { folder } = config.value
  const own = isAbsolute(folder) ? folder : join(dirname(path), folder)
  return accept({ ...config.value, folder: own })
}
