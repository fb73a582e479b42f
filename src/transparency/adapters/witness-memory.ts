import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { namesIn, readIfThere, removeDrafts, replaceDurably } from '../../platform/durable-file.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../checkpoint.ts'

/** What a log did that it must not do; some of it is enough, and a disk is not endless. */
const MAX_EVIDENCE = 1000

/**
 * What a witness remembers: of each log the largest checkpoint that it cosigned, and whatever a log
 * signed against its own word. One file a log, replaced whole, and on the disk before anybody is
 * answered.
 */
export type WitnessMemory = {
  /** The checkpoint as it was cosigned; undefined for a log that was never seen. */
  readonly last: (origin: string) => Promise<Checkpoint | undefined>
  readonly keep: (checkpoint: Checkpoint) => Promise<void>
  /** Keeps both sides of a contradiction, each as it was signed. */
  readonly keepEvidence: (checkpoints: readonly Checkpoint[]) => Promise<void>
}

export async function openWitnessMemory(folder: string): Promise<WitnessMemory> {
  const heads = join(folder, 'heads')
  await removeDrafts(heads)
  return {
    last: (origin) => readHead(join(heads, digestOf(origin)), origin),
    keep: (checkpoint) =>
      replaceDurably(join(heads, digestOf(checkpoint.origin)), writeCheckpoint(checkpoint)),
    keepEvidence: (checkpoints) => keepEvidenceIn(join(folder, 'evidence'), checkpoints),
  }
}

/** Keeps signed heads that contradict each other in files of `folder`, each under its digest. */
export async function keepEvidenceIn(
  folder: string,
  checkpoints: readonly Checkpoint[],
): Promise<void> {
  if ((await namesIn(folder)).length >= MAX_EVIDENCE) return
  for (const each of checkpoints) {
    const bytes = writeCheckpoint(each)
    await replaceDurably(join(folder, `${digestOf(bytes)}.note`), bytes, 0o644)
  }
}

/** A head that cannot be read is a fault of the disk: to forget it would be to cosign a fork. */
async function readHead(path: string, origin: string): Promise<Checkpoint | undefined> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) return undefined
  const checkpoint = readCheckpoint(bytes)
  if (!checkpoint.ok || checkpoint.value.origin !== origin) {
    throw new Error(`the witness cannot read what it remembers of ${origin} in ${path}`)
  }
  return checkpoint.value
}

/** An origin is a line of any characters, which a file name is not. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
