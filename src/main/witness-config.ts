import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { readNoteKey } from '../crypto/note.ts'
import type { LogIdentity } from '../transparency/checkpoint.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { readAtMost } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

/** The one file that a witness is run with. */
export type WitnessConfig = {
  readonly name: string
  /** Its key and its memory live here. */
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly logs: readonly LogIdentity[]
}

/** Sixty logs with a few keys each, many times over. */
const MAX_CONFIG_BYTES = 1_000_000
const MAX_LOGS = 1000
const MAX_KEYS = 10

const line = z.string().min(1).max(255)
const key = z.string().transform((text, context) => {
  const read = readNoteKey(text)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'is no key of a log: it looks like name+id+base64' })
  return z.NEVER
})
const shape = z.strictObject({
  name: line.regex(/^[^\s+]+$/u, 'has a space or a plus in it'),
  folder: z.string().min(1).default('witness'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(7380),
  logs: z
    .array(z.strictObject({ origin: line, keys: z.array(key).min(1).max(MAX_KEYS) }))
    .min(1)
    .max(MAX_LOGS),
})

/** Reads the file; its folder is beside it unless it is named whole. */
export async function readWitnessConfig(path: string): Promise<Outcome<WitnessConfig, CliCode>> {
  const bytes = await readAtMost(path, MAX_CONFIG_BYTES)
  if (!bytes.ok) return bytes
  const parsed = shape.safeParse(jsonOf(bytes.value))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = issue === undefined || issue.path.length === 0 ? 'file' : issue.path.join('.')
    return refuse('CLI_WITNESS_CONFIG', where, { path, where, cause: issue?.message ?? '' })
  }
  const { folder } = parsed.data
  const own = isAbsolute(folder) ? folder : join(dirname(path), folder)
  return accept({ ...parsed.data, folder: own })
}

/** Undefined for anything that is no JSON, which the shape then refuses. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
