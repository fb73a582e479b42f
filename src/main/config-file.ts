import { z } from 'zod'
import { readNoteKey } from '../crypto/note.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { readAtMost } from './cli-files.ts'
import type { CliCode } from './cli-words.ts'

/** Sixty logs with a few keys each, many times over. */
const MAX_CONFIG_BYTES = 1_000_000
export const MAX_LOGS = 1000

export const line = z.string().min(1).max(255)
/** The key of a log or a witness: `name+id+base64`. */
export const noteKey = z.string().transform((text, context) => {
  const read = readNoteKey(text)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'is no key of a log: it looks like name+id+base64' })
  return z.NEVER
})

/** The one JSON file that a program is run with; refused under `code` with the place of the first fault. */
export async function readConfigFile<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  code: CliCode,
): Promise<Outcome<z.output<Shape>, CliCode>> {
  const bytes = await readAtMost(path, MAX_CONFIG_BYTES)
  if (!bytes.ok) return bytes
  const parsed = shape.safeParse(jsonOf(bytes.value))
  if (parsed.success) return accept(parsed.data)
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'file' : issue.path.join('.')
  return refuse(code, where, { path, where, cause: issue?.message ?? '' })
}

/** Undefined for anything that is no JSON, which the shape then refuses. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
