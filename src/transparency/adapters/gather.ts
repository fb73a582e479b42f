import { setTimeout as sleep } from 'node:timers/promises'
import { sameBytes } from '../../crypto/bytes.ts'
import { consistencyRanges, type ReadSubtree, rangeHash } from '../../crypto/merkle.ts'
import type { NoteSignature } from '../../crypto/note.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { type QuorumRules, quorumTime } from '../../participants/quorum.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  type LogIdentity,
  writeCheckpoint,
} from '../checkpoint.ts'
import { type Cosignature, cosignaturesOf } from '../cosignature.ts'
import { writeSubmission } from '../witness.ts'
import type { Cosigned, WitnessClient } from './witness-client.ts'
import { WitnessAstray, type WitnessNotes } from './witness-faults.ts'

export type Gathering = {
  readonly log: LogIdentity
  readonly witnesses: readonly WitnessClient[]
  readonly rules: QuorumRules
  /** The operator of the log, who does not count. */
  readonly host: string
  /** The head before with its cosignatures: what most of them will have seen. */
  readonly before: Checkpoint | undefined
  readonly subtrees: ReadSubtree
  readonly verify: VerifySignature
  readonly notes: WitnessNotes
}

export type Gathered = {
  readonly checkpoint: Checkpoint
  /** Whether enough operators have put their names to it. */
  readonly isWitnessed: boolean
  /** When a quorum had, epoch seconds. */
  readonly witnessedAt: number | undefined
  /** A head that this log's own key signed and that is no part of this tree: then it is not the one seen. */
  readonly against: Checkpoint | undefined
}

/** Once there are enough, the others have this long: what one of them knows may speak against the log. */
const GRACE_MS = 1_500

type Good = { readonly line: NoteSignature; readonly said: Cosignature }

/**
 * Shows a head to every witness at once, and gives it with whatever good names they put to it. None is
 * believed: a cosignature counts when it is that witness's own over this very text, and what it says of
 * the log only when the log signed it. One that is away or lies costs its own signature and no more.
 */
export async function gatherCosignatures(
  checkpoint: Checkpoint,
  gathering: Gathering,
): Promise<Gathered> {
  const { witnesses, notes, log } = gathering
  const found: Good[] = await stillGood(checkpoint, gathering)
  const isWitnessed = () => quorumOf(found, gathering) !== undefined
  let against: Checkpoint | undefined
  let isOver = false
  let tellEnough: () => void = () => undefined
  const enough = new Promise<void>((done) => {
    tellEnough = done
  })
  const asked = witnesses
    .filter(({ name }) => notes.isAsked(name))
    .map(async (witness) => {
      try {
        const good = await within(witness, (signal) =>
          cosignedBy(witness, checkpoint, gathering, signal),
        )
        notes.cosigned(witness.name, good.said.time)
        // What comes late is asked for again with the next head: this one is on its way.
        if (isOver) return
        const at = found.findIndex(({ line }) => line.name === witness.name)
        if (at >= 0) found.splice(at, 1)
        found.push(good)
        if (isWitnessed()) tellEnough()
      } catch (error) {
        notes.failed(witness.name, log.origin, error)
        if (error instanceof WitnessAstray) {
          against ??= await contradiction(witness, checkpoint, gathering)
        }
      }
    })
  await Promise.race([Promise.all(asked), enough.then(() => sleep(GRACE_MS))])
  isOver = true
  const { note } = checkpoint
  const signatures = [...note.signatures, ...found.map(({ line }) => line)]
  const cosigned = { ...checkpoint, note: { ...note, signatures } }
  const witnessedAt = quorumOf(found, gathering)
  return { checkpoint: cosigned, isWitnessed: isWitnessed(), witnessedAt, against }
}

/** What a witness says, if it says it in its time. */
export function within<T>(
  { patienceMs }: Pick<WitnessClient, 'patienceMs'>,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (patienceMs === Number.POSITIVE_INFINITY) return ask(new AbortController().signal)
  return ask(AbortSignal.timeout(patienceMs))
}

function quorumOf(found: readonly Good[], { rules, host }: Gathering): number | undefined {
  const said = found.map((each) => each.said)
  return quorumTime(said, rules, host)
}

/** Of the same head, what its witnesses said before: those who are away now have said it still. */
async function stillGood({ note }: Checkpoint, gathering: Gathering): Promise<Good[]> {
  const { before, witnesses } = gathering
  if (before?.note.text !== note.text) return []
  const good = witnesses.map(({ name }) => goodLine(name, before.note, gathering))
  return (await Promise.all(good)).filter((each) => each !== undefined)
}

/** Of one answer: a witness has few keys, and signs with each of them once. */
const MAX_LINES = 8

/** The line of a witness that is really its own over this text. */
async function goodLine(
  name: string,
  { text, signatures }: Checkpoint['note'],
  { rules, verify }: Pick<Gathering, 'rules' | 'verify'>,
): Promise<Good | undefined> {
  const keys = rules.witnesses.map(({ key }) => key).filter((key) => key.name === name)
  for (const line of signatures.filter((each) => each.name === name).slice(0, MAX_LINES)) {
    const [said] = await cosignaturesOf({ text, signatures: [line] }, keys, verify)
    if (said !== undefined) return { line, said }
  }
  return undefined
}

/** A witness that has seen another size says which, and is shown how the log grew from there. */
async function cosignedBy(
  witness: WitnessClient,
  checkpoint: Checkpoint,
  gathering: Gathering,
  signal: AbortSignal,
): Promise<Good> {
  const { before, notes, log } = gathering
  const show = (from: number) => witness.add(submissionFrom(from, checkpoint, gathering), signal)
  const first = await show(before?.size ?? 0)
  if ('seen' in first && (await hasForgotten(witness, first.seen, gathering))) {
    notes.failed(witness.name, log.origin, new WitnessAstray('forgot', String(first.seen)))
  }
  const answer = mayGrowFrom(first, checkpoint) ? await show(first.seen) : first
  if ('seen' in answer) throw new WitnessAstray('claims-more', String(answer.seen))
  if (!answer.signatures.some(({ name }) => name === witness.name)) {
    throw new WitnessAstray('unsigned')
  }
  const note = { text: checkpoint.note.text, signatures: answer.signatures }
  const good = await goodLine(witness.name, note, gathering)
  if (good === undefined) throw new WitnessAstray('signed-other')
  return good
}

function mayGrowFrom(answer: Cosigned, { size }: Checkpoint): answer is { readonly seen: number } {
  return 'seen' in answer && answer.seen <= size
}

/** It put its name to the head before, as we have in writing, and now says that it has seen less. */
async function hasForgotten(
  { name }: WitnessClient,
  seen: number,
  gathering: Gathering,
): Promise<boolean> {
  const { before } = gathering
  if (before === undefined || seen >= before.size) return false
  return (await goodLine(name, before.note, gathering)) !== undefined
}

/**
 * What the witness remembers of this log, if the log's own key signed it and it is no part of this tree.
 * Whatever else it shows is its word alone, and a liar must not be able to stop a node.
 */
async function contradiction(
  witness: WitnessClient,
  { size }: Checkpoint,
  { log, subtrees, verify, notes }: Gathering,
): Promise<Checkpoint | undefined> {
  try {
    const bytes = await within(witness, (signal) => witness.last(log.origin, signal))
    const head = bytes && (await authenticateCheckpoint(bytes, log, verify))
    if (!head?.ok) return undefined
    const isPart =
      head.value.size <= size &&
      sameBytes(rangeHash({ from: 0, to: head.value.size }, subtrees), head.value.root)
    return isPart ? undefined : head.value
  } catch (error) {
    notes.failed(witness.name, log.origin, error)
    return undefined
  }
}

function submissionFrom(
  oldSize: number,
  checkpoint: Checkpoint,
  { subtrees }: Pick<Gathering, 'subtrees'>,
): Uint8Array {
  const proof = consistencyRanges(oldSize, checkpoint.size).map((range) =>
    rangeHash(range, subtrees),
  )
  return writeSubmission({ oldSize, proof, checkpoint: writeCheckpoint(checkpoint) })
}
