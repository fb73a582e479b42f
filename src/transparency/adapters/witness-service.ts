import { signatureLine } from '../../crypto/note.ts'
import type { Signer, VerifySignature } from '../../crypto/signature.ts'
import type { Outcome } from '../../values/outcome.ts'
import { type Checkpoint, type LogIdentity, readCheckpoint } from '../checkpoint.ts'
import { cosign } from '../cosignature.ts'
import {
  considerCheckpoint,
  logOf,
  readSubmission,
  type Submission,
  type WitnessRefusal,
} from '../witness.ts'
import type { WitnessMemory } from './witness-memory.ts'

export type WitnessOptions = {
  /** As its cosignatures name it, such as `witness.observer.example/w1`. */
  readonly name: string
  readonly signer: Signer
  readonly logs: readonly LogIdentity[]
  readonly memory: WitnessMemory
  readonly verify: VerifySignature
  /** Epoch seconds. */
  readonly now: () => number
  /**
   * Runs the work on one log after another, and that on different logs at once. Left out where this
   * program alone has the memory.
   */
  readonly inTurn?: InTurn
}

export type InTurn = <T>(origin: string, work: () => Promise<T>) => Promise<T>

export type WitnessService = {
  /** The signature lines for a submission, once it is remembered. */
  readonly addCheckpoint: (body: Uint8Array) => Promise<Outcome<string, WitnessRefusal>>
}

/** A witness of some logs: it compares, remembers, and only then signs its name for anybody. */
export function witnessService(options: WitnessOptions): WitnessService {
  const inTurn = options.inTurn ?? turns()
  return {
    addCheckpoint: async (body) => {
      const submission = readSubmission(body)
      if (!submission.ok) return submission
      const log = logOf(submission.value, options.logs)
      if (!log.ok) return log
      // Two submissions of one log at once could each be right and together be a fork.
      return inTurn(log.value.origin, () => consider(submission.value, log.value, options))
    },
  }
}

async function consider(
  submission: Submission,
  log: LogIdentity,
  { name, signer, memory, verify, now }: WitnessOptions,
): Promise<Outcome<string, WitnessRefusal>> {
  const last = await memory.last(log.origin)
  const considered = await considerCheckpoint(submission, log, last ?? null, verify)
  if (!considered.ok) {
    if (considered.refusals[0].code === 'WITNESS_FORKED') await keepBoth(submission, last, memory)
    return considered
  }
  const { note, ...head } = considered.value
  const cosignature = await cosign(note.text, now(), name, signer)
  const signatures = [...note.signatures, cosignature]
  await memory.keep({ ...head, note: { ...note, signatures } })
  return { ok: true, value: signatureLine(cosignature) }
}

/**
 * Two trees of one size under one key are proof by themselves. A proof that does not fit is none:
 * anybody can send a wrong one beside a checkpoint that is public.
 */
async function keepBoth(
  { checkpoint }: Submission,
  last: Checkpoint | undefined,
  memory: WitnessMemory,
): Promise<void> {
  const shown = readCheckpoint(checkpoint)
  if (shown.ok && last !== undefined) await memory.keepEvidence([last, shown.value])
}

/** Runs the work of one name one after another, and that of different names at once. */
function turns(): InTurn {
  const ends = new Map<string, Promise<unknown>>()
  return (name, work) => {
    const turn = (ends.get(name) ?? Promise.resolve()).then(work, work)
    ends.set(name, turn)
    return turn
  }
}
