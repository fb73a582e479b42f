import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fromBase64 } from '../crypto/base64.ts'
import { sameBytes, toHex } from '../crypto/bytes.ts'
import { isConsistent } from '../crypto/merkle.ts'
import { type NoteKey, readNoteKey, writeNoteKey } from '../crypto/note.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  readCheckpoint,
} from '../transparency/checkpoint.ts'
import { decodeEntry, type LogEntry } from '../transparency/entry.ts'
import { proveLogged } from '../transparency/log-proof.ts'
import { accept, refuse } from '../values/outcome.ts'
import type { Command, ExitCode } from './cli-answer.ts'
import { counted, ENTRIES } from './cli-count.ts'
import { readAtMost } from './cli-files.ts'
import { readNoteKeys } from './cli-log.ts'

export type EvidenceArguments = {
  /** The folder of one alarm. */
  readonly folder: string
  /** Keys of the log, as its operator gives them. */
  readonly keys: readonly string[]
}

type Files = ReadonlyMap<string, Uint8Array>
type Finding = { readonly exit: ExitCode; readonly code: string; readonly text: string }

const MAX_FILES = 32
const MAX_FILE_BYTES = 4_000_000

/**
 * `openkp log evidence`: whether the files that a monitor kept prove what its alarm says, under the key of
 * the log and nothing else: 0 proved, 1 refuted, 2 cannot tell. It believes neither the log nor the monitor.
 */
export async function evidenceCommand({ folder, keys: named }: EvidenceArguments): Command {
  const known = readNoteKeys(named)
  if (!known.ok) return known
  const files = await filesIn(folder)
  if (files === undefined) return refuse('CLI_NO_EVIDENCE', undefined, { place: folder })
  const isNamed = known.value.length > 0
  const keys = (isNamed ? known.value : keysBeside(files)).filter(({ type }) => type === 'ed25519')
  const found = (await proofsIn(files, keys)) ?? (await headsIn(files, keys)) ?? NOTHING
  const { exit, code, text } = isNamed || found.exit !== 0 ? found : underOwnKeys(found, keys)
  return accept({ json: { code, files: [...files.keys()] }, text, exit })
}

/** Those that the monitor's trust list named: good for a look, and no proof for who was handed the folder. */
function keysBeside(files: Files): readonly NoteKey[] {
  const lines = Buffer.from(files.get('keys.txt') ?? '')
    .toString('utf8')
    .split('\n')
  return lines.map(readNoteKey).filter((key) => key !== undefined)
}

function underOwnKeys({ code, text }: Finding, keys: readonly NoteKey[]): Finding {
  const lines = keys.map((key) => `  ${writeNoteKey(key)}`)
  const ask =
    'That holds if this is the key of the log. Compare it with its authority’s, and name it with --key:'
  return { exit: 2, code, text: [text, ask, ...lines].join('\n') }
}

const NOTHING: Finding = {
  exit: 2,
  code: 'NOTHING',
  text: 'Nothing here can be checked with the key of a log alone: no signed heads and no proofs of entries.',
}

/** Undefined where there is no such folder. */
async function filesIn(folder: string): Promise<Files | undefined> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined) return undefined
  const files = new Map<string, Uint8Array>()
  for (const name of names.sort().slice(0, MAX_FILES)) {
    const bytes = await readAtMost(join(folder, name), MAX_FILE_BYTES)
    if (bytes.ok) files.set(name, bytes.value)
  }
  return files
}

/** Signed heads: two of one size with two roots, or a larger one that its proof leads from another tree. */
async function headsIn(files: Files, keys: readonly NoteKey[]): Promise<Finding | undefined> {
  const named = [...files].filter(([name]) => /^checkpoint-.*\.note$/.test(name))
  if (named.length === 0) return undefined
  const heads: Checkpoint[] = []
  for (const [name, bytes] of named) {
    const read = readCheckpoint(bytes)
    const origin = read.ok ? read.value.origin : ''
    const own = keys.filter((key) => key.name === origin)
    if (read.ok && own.length === 0) return cannot(`No key of ${origin} was given: --key.`)
    const head = await authenticateCheckpoint(bytes, { origin, keys: own }, nodeVerify())
    if (!head.ok) return refuted(`${name} is not signed with the key of ${origin || 'any log'}.`)
    heads.push(head.value)
  }
  const [smaller, larger] = heads.sort((a, b) => a.size - b.size)
  if (smaller === undefined || larger === undefined)
    return cannot('One signed head alone proves nothing.')
  if (smaller.origin !== larger.origin) return refuted('The two heads are of two logs.')
  return standing(smaller, larger, files.get('consistency.txt'))
}

function standing(smaller: Checkpoint, larger: Checkpoint, proof: Uint8Array | undefined): Finding {
  const { origin, size } = smaller
  const isOne = sameBytes(smaller.root, larger.root)
  if (size === larger.size) {
    return isOne
      ? refuted('Both heads are the same.')
      : proved(
          'FORK',
          `${origin} has signed two trees of ${counted(size, ENTRIES)}: two histories.`,
        )
  }
  if (proof === undefined) {
    return cannot(
      `${origin} has signed heads of ${size} and of ${counted(larger.size, ENTRIES)}. Which came first, the files do not say.`,
    )
  }
  const earlier = readProof(proof)
  const holds =
    earlier !== undefined &&
    earlier.oldSize === size &&
    isConsistent({ ...earlier, size: larger.size, root: larger.root })
  if (!holds) return refuted('The consistency proof does not lead to the larger head.')
  return sameBytes(earlier.oldRoot, smaller.root)
    ? refuted('The larger head grew out of the smaller one, as it should.')
    : proved(
        'FORK',
        `The larger head of ${origin} (${counted(larger.size, ENTRIES)}) does not begin with the ${size} that it signed before.`,
      )
}

function readProof(bytes: Uint8Array) {
  const [old = '', root = '', ...lines] = Buffer.from(bytes).toString('utf8').trim().split('\n')
  const oldSize = /^old (\d{1,15})$/.exec(old)?.[1]
  const oldRoot = fromBase64(root.replace(/^root /, ''))
  const proof = lines.map(fromBase64).filter((hash) => hash !== undefined)
  if (oldSize === undefined || oldRoot === undefined || proof.length !== lines.length)
    return undefined
  return { oldSize: Number(oldSize), oldRoot, proof }
}

/** Entries, each with its proof; two certificates of one slot among them are twins. */
async function proofsIn(files: Files, keys: readonly NoteKey[]): Promise<Finding | undefined> {
  const names = [...files.keys()].filter((name) => name.endsWith('.tlog-proof'))
  if (names.length === 0) return undefined
  const entries: LogEntry[] = []
  for (const name of names) {
    const bytes = files.get(name.replace(/\.tlog-proof$/, '.cbor')) ?? new Uint8Array()
    const isProved = await underAny(files.get(name) ?? new Uint8Array(), bytes, keys)
    if (!isProved) return refuted(`${name} proves its entry under no key that was given: --key.`)
    const entry = decodeEntry(bytes)
    if (entry !== undefined) entries.push(entry)
  }
  const [first, second] = entries.filter(({ kind }) => kind === 'certificate')
  const isTwin =
    first !== undefined && second !== undefined && first.slot === second.slot && first.slot !== null
  return isTwin && !sameBytes(first.digest, second.digest)
    ? proved(
        'TWIN',
        `The log holds two certificates of slot ${first.slot}: ${toHex(first.digest)} and ${toHex(second.digest)}.`,
      )
    : proved('LOGGED', `The log holds ${counted(names.length, ENTRIES)}, each as it is here.`)
}

async function underAny(proof: Uint8Array, entry: Uint8Array, keys: readonly NoteKey[]) {
  for (const key of keys) {
    const found = await proveLogged(proof, entry, { origin: key.name, keys: [key] }, nodeVerify())
    if (found.ok) return true
  }
  return false
}

const proved = (code: string, text: string): Finding => ({ exit: 0, code, text: `Proved. ${text}` })
const refuted = (text: string): Finding => ({
  exit: 1,
  code: 'REFUTED',
  text: `Not proved. ${text}`,
})
const cannot = (text: string): Finding => ({ exit: 2, code: 'CANNOT_TELL', text })
