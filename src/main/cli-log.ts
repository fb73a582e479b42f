import { toHex } from '../crypto/bytes.ts'
import { type NoteKey, readNoteKey } from '../crypto/note.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { openLogSource } from '../transparency/adapters/log-source.ts'
import { checkLog } from '../transparency/check-log.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  readCheckpoint,
} from '../transparency/checkpoint.ts'
import { cosignaturesOf } from '../transparency/cosignature.ts'
import { en } from '../transparency/fault-words.en.ts'
import { LogAway, type LogFault, type ReadLogFile } from '../transparency/walk-log.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { Command, ExitCode } from './cli-answer.ts'
import { counted, ENTRIES } from './cli-count.ts'
import type { CliCode } from './cli-words.ts'

export type LogArguments = {
  /** A folder or an address. */
  readonly place: string
  /** Keys of the log and of witnesses, as their operators give them. */
  readonly keys: readonly string[]
}

/**
 * `openkp log check`: whether every file of a log fits its checkpoint. Without a key of the log nobody can
 * tell whose it is, which is CANNOT TELL and not a fault.
 */
export async function logCommand({ place, keys }: LogArguments): Command {
  const known = readNoteKeys(keys)
  if (!known.ok) return known
  try {
    return await check(place, known.value)
  } catch (error) {
    if (!(error instanceof LogAway)) throw error
    return refuse('CLI_LOG_AWAY', undefined, { place, cause: error.message })
  }
}

async function check(place: string, keys: readonly NoteKey[]): Command {
  const read = openLogSource(place)
  const head = await headOf(place, read, keys)
  if (!head.ok) return head
  const { checkpoint, isKnown } = head.value
  const checked = await checkLog(checkpoint, read)
  const cosignatures = await cosignaturesOf(
    checkpoint.note,
    keys.filter(({ type }) => type === 'cosignature'),
    nodeVerify(),
  )
  const { origin, size, root } = checkpoint
  const seen = cosignatures.map(({ witness: { name }, time }) => ({ name, time }))
  const isWhole = checked.faults.length === 0
  const json = {
    ...{ origin, size, root: toHex(root), signed: isKnown },
    cosignatures: seen,
    ...checked,
  }
  const exit: ExitCode = isWhole ? (isKnown ? 0 : 2) : 1
  const end = isWhole ? (isKnown ? WHOLE : UNSIGNED) : BROKEN
  const lines = [`${origin}: ${counted(size, ENTRIES)}`, ...checked.faults.map(lineOf), end]
  return accept({ json, text: lines.join('\n'), exit })
}

const WHOLE = 'Every file fits the checkpoint, which a key that you named has signed.'
const UNSIGNED =
  'Every file fits the checkpoint. Whose it is cannot be told: name a key of the log with --key.'
const BROKEN =
  'The log is not what its checkpoint says. Keep a copy of what was served, and call its operator.'

function lineOf({ code, path, index }: LogFault): string {
  const place = `${path === undefined ? '' : ` ${path}`}${index === undefined ? '' : ` at entry ${index}`}`
  return `  ${code}${place}: ${en[code]}`
}

export function readNoteKeys(lines: readonly string[]): Outcome<readonly NoteKey[], CliCode> {
  const keys: NoteKey[] = []
  for (const line of lines) {
    const key = readNoteKey(line)
    if (key === undefined) return refuse('CLI_NOTE_KEY', undefined, { line })
    keys.push(key)
  }
  return accept(keys)
}

/** The checkpoint; known when one of the keys is of this very log and signed it. */
async function headOf(
  place: string,
  read: ReadLogFile,
  keys: readonly NoteKey[],
): Promise<Outcome<{ readonly checkpoint: Checkpoint; readonly isKnown: boolean }, CliCode>> {
  const bytes = await read('checkpoint')
  if (bytes === undefined) return refuse('CLI_NO_LOG', undefined, { place })
  const checkpoint = readCheckpoint(bytes)
  if (!checkpoint.ok) return refuse('CLI_NO_LOG', undefined, { place })
  const { origin } = checkpoint.value
  const own = keys.filter(({ type }) => type === 'ed25519')
  if (own.length === 0) return accept({ checkpoint: checkpoint.value, isKnown: false })
  const authentic = await authenticateCheckpoint(bytes, { origin, keys: own }, nodeVerify())
  if (authentic.ok) return accept({ checkpoint: authentic.value, isKnown: true })
  return refuse('CLI_LOG_NOT_SIGNED', undefined, { origin })
}
