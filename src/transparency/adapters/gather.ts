import { consistencyRanges, type ReadSubtree, rangeHash } from '../../crypto/merkle.ts'
import type { NoteSignature } from '../../crypto/note.ts'
import { describeError } from '../../platform/describe-error.ts'
import type { Logger } from '../../platform/logger.ts'
import { type Checkpoint, writeCheckpoint } from '../checkpoint.ts'
import { writeSubmission } from '../witness.ts'
import type { WitnessClient } from './witness-client.ts'

export type Gathering = {
  readonly witnesses: readonly WitnessClient[]
  /** The head before with its cosignatures: what most of them will have seen. */
  readonly before: Checkpoint | undefined
  readonly subtrees: ReadSubtree
  readonly logger: Logger
}

/**
 * Shows a head to every witness at once and gives it with whatever they put their names to. One that is
 * away, or has seen another log than this, costs its own signature and no more.
 */
export async function gatherCosignatures(
  checkpoint: Checkpoint,
  gathering: Gathering,
): Promise<Checkpoint> {
  const found = await Promise.all(
    gathering.witnesses.map(async (witness) => {
      try {
        return await cosignedBy(witness, checkpoint, gathering)
      } catch (error) {
        gathering.logger.warn(
          { ...describeError(error), witness: witness.name, log: checkpoint.origin },
          'a witness did not cosign',
        )
        return []
      }
    }),
  )
  const { note } = checkpoint
  const fresh = [...note.signatures, ...found.flat()]
  const signatures = [...fresh, ...stillGood(checkpoint, gathering.before, fresh)]
  return { ...checkpoint, note: { ...note, signatures } }
}

/** Of the same head, what those said before who are away now. */
function stillGood(
  { note }: Checkpoint,
  before: Checkpoint | undefined,
  fresh: readonly NoteSignature[],
): readonly NoteSignature[] {
  if (before?.note.text !== note.text) return []
  return before.note.signatures.filter(({ name }) => !fresh.some((each) => each.name === name))
}

/** A witness that has seen another size says which, and is shown how the log grew from there. */
async function cosignedBy(
  witness: WitnessClient,
  checkpoint: Checkpoint,
  { before, subtrees }: Gathering,
): Promise<readonly NoteSignature[]> {
  const first = await witness.add(submissionFrom(before?.size ?? 0, checkpoint, subtrees))
  if ('signatures' in first) return first.signatures
  if (first.seen > checkpoint.size) throw new Error(`it has seen ${first.seen} entries of this log`)
  const second = await witness.add(submissionFrom(first.seen, checkpoint, subtrees))
  if ('signatures' in second) return second.signatures
  throw new Error('it changed its mind about what it has seen')
}

function submissionFrom(
  oldSize: number,
  checkpoint: Checkpoint,
  subtrees: ReadSubtree,
): Uint8Array {
  const proof = consistencyRanges(oldSize, checkpoint.size).map((range) =>
    rangeHash(range, subtrees),
  )
  return writeSubmission({ oldSize, proof, checkpoint: writeCheckpoint(checkpoint) })
}
