import { toBase64 } from '../../src/crypto/base64.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { isIncluded } from '../../src/crypto/merkle.ts'
import { plainMessage, readNote, signaturesBy } from '../../src/crypto/note.ts'
import type { VerifySignature } from '../../src/crypto/signature.ts'
import { encodeUtf8 } from '../../src/crypto/utf8.ts'
import { quorumTime, type Witness } from '../../src/participants/quorum.ts'
import { checkLog } from '../../src/transparency/check-log.ts'
import {
  authenticateCheckpoint,
  signCheckpoint,
  writeCheckpoint,
} from '../../src/transparency/checkpoint.ts'
import { cosignaturesOf } from '../../src/transparency/cosignature.ts'
import { decodeEntry, encodeEntry } from '../../src/transparency/entry.ts'
import { proveLogged, readLogProof } from '../../src/transparency/log-proof.ts'
import { considerCheckpoint } from '../../src/transparency/witness.ts'
import type { Outcome } from '../../src/values/outcome.ts'
import { hex, signerOf } from './keys.ts'
import { keyOf, type Refused } from './log-case.ts'
import { type EntryCase, fieldsOf } from './log-entries.ts'
import type { CheckpointCase, NoteCase } from './log-notes.ts'
import type { ProofCase } from './log-proofs.ts'
import type { Change, ServedLog, TileCase } from './log-tiles.ts'
import type { ConsistencyCase, InclusionCase, TreeCase } from './log-trees.ts'
import type { CosignatureCase, QuorumCase, WitnessRow } from './log-witnesses.ts'
import { treeOver } from './tree.ts'

const CD_LOG = 'kp.example/2026/CD'

/** What this program makes of each case of `log/`: it has to be what the case expects. */

export function readEntry({ entry }: EntryCase): EntryCase['expected'] {
  const read = decodeEntry(hex(entry))
  if (read === undefined) return { refused: 'LOG_ENTRY_MALFORMED' }
  if (toHex(encodeEntry(read)) !== entry) throw new Error('read, and written otherwise')
  return { entry: fieldsOf(read) }
}

export function rootOf({ entries }: TreeCase): TreeCase['expected'] {
  return { root: toHex(treeOver(entries.map(hex)).rootOf(entries.length)) }
}

export function included({ index, size, leaf, root, proof }: InclusionCase) {
  const given = { index, size, leaf: hex(leaf), root: hex(root), proof: proof.map(hex) }
  return isIncluded(given) ? 'ok' : 'LOG_PROOF_WRONG'
}

/** A witness that remembers the old head is shown the new one, which the log signed. */
export async function consistent(
  { oldSize, oldRoot, size, root, proof }: ConsistencyCase,
  verify: VerifySignature,
): Promise<string> {
  const signer = signerOf('CD log')
  const log = {
    origin: CD_LOG,
    keys: [{ name: CD_LOG, type: 'ed25519', x: signer.key.x }],
  } as const
  const head = { origin: CD_LOG, size, root: hex(root) }
  const checkpoint = writeCheckpoint(await signCheckpoint(head, signer))
  const submission = { oldSize, proof: proof.map(hex), checkpoint }
  const seen = { size: oldSize, root: hex(oldRoot) }
  const answer = await considerCheckpoint(submission, log, seen, verify)
  return answer.ok ? 'ok' : answer.refusals[0].code
}

export async function readSigned({ note, keys }: NoteCase, verify: VerifySignature) {
  const read = readNote(encodeUtf8(note))
  if (!read.ok) return refusedBy(read)
  const by = await signaturesBy(read.value, keys.map(keyOf), plainMessage, verify)
  return by.ok ? { signedBy: by.value.map(({ key }) => key.name) } : refusedBy(by)
}

export async function readHead(
  { checkpoint, origin, keys }: CheckpointCase,
  verify: VerifySignature,
): Promise<CheckpointCase['expected']> {
  const log = { origin, keys: keys.map(keyOf) }
  const read = await authenticateCheckpoint(encodeUtf8(checkpoint), log, verify)
  return read.ok ? { size: read.value.size, root: toBase64(read.value.root) } : refusedBy(read)
}

export async function cosigned(
  { checkpoint, witnesses }: CosignatureCase,
  verify: VerifySignature,
): Promise<CosignatureCase['expected']> {
  const note = readNote(encodeUtf8(checkpoint))
  if (!note.ok) throw new Error('a note of the suite does not read')
  const found = await cosignaturesOf(note.value, witnesses.map(keyOf), verify)
  return found.map(({ witness, time }) => ({ name: witness.name, time }))
}

export function quorum({ witnesses, quorum: needed, host, cosigned: times }: QuorumCase) {
  const found = Object.entries(times).map(([party, time]) => ({
    witness: witnessOf({ party, operator: '', from: 0, until: 0 }).key,
    time,
  }))
  return quorumTime(found, { witnesses: witnesses.map(witnessOf), needed }, host) ?? null
}

/** Whoever cosigned was looked at before: here a witness is known by its party. */
function witnessOf({ party, operator, from, until }: WitnessRow): Witness {
  const key = { name: party, type: 'cosignature', x: new Uint8Array(32) } as const
  return { key, operator, isObserver: party.startsWith('X-'), from, until }
}

export async function logged(
  { proof, entry, origin, keys }: ProofCase,
  verify: VerifySignature,
): Promise<ProofCase['expected']> {
  const bytes = encodeUtf8(proof)
  const log = { origin, keys: keys.map(keyOf) }
  const under = await proveLogged(bytes, hex(entry), log, verify)
  if (!under.ok) return refusedBy(under)
  const read = readLogProof(bytes)
  return read.ok ? { index: read.value.index, size: under.value.size } : refusedBy(read)
}

/** Walks a log as it is served, changes made. */
export async function walked({ size, root, changes }: TileCase, log: ServedLog) {
  const files = new Map(Object.entries(log.files).map(([path, text]) => [path, hex(text)]))
  for (const change of changes) apply(files, change)
  const head = { size, root: hex(root) }
  const { faults } = await checkLog(head, async (path) => files.get(path))
  return faults.map(({ code, path, index }) => [code, path ?? index ?? null])
}

function apply(files: Map<string, Uint8Array>, change: Change): void {
  const { path, gone, from = path, keep, flip, append = '' } = change
  if (gone) {
    files.delete(path)
    return
  }
  const source = files.get(from) ?? new Uint8Array()
  const bytes = source.slice(0, keep ?? source.length)
  if (flip !== undefined) bytes[flip] = (bytes[flip] ?? 0) ^ 1
  files.set(path, Uint8Array.from([...bytes, ...hex(append)]))
}

function refusedBy(outcome: Extract<Outcome<unknown>, { ok: false }>): Refused {
  return { refused: outcome.refusals[0].code }
}
