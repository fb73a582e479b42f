import type { VerifySignature } from '../crypto/signature.ts'
import { awayCause } from '../platform/fetch-at-most.ts'
import { within } from '../transparency/adapters/gather.ts'
import { type WitnessClient, witnessAt } from '../transparency/adapters/witness-client.ts'
import { WitnessAstray } from '../transparency/adapters/witness-faults.ts'
import {
  authenticateCheckpoint,
  type Checkpoint,
  type LogIdentity,
} from '../transparency/checkpoint.ts'

/** A witness that a monitor asks what it has seen. */
export type SeeingWitness = Pick<WitnessClient, 'name' | 'patienceMs' | 'last'>

/** Those of a monitor's file, which knows their addresses and no names. */
export function witnessesAt(places: readonly string[]): readonly SeeingWitness[] {
  return places.map((place) => witnessAt(place, place))
}

/** The witnesses of one pass: who does not answer is not waited for again with each of sixty logs. */
export type Asking = {
  readonly witnesses: readonly SeeingWitness[]
  readonly silent: Set<string>
  /** Where what could not be asked is told. */
  readonly away: (witness: string, cause: string) => void
}

/** The newest head of a log that each witness has seen, where the log's own key signed it. */
export async function witnessedHeads(
  { witnesses, silent, away }: Asking,
  log: LogIdentity,
  verify: VerifySignature,
): Promise<readonly Checkpoint[]> {
  const heads: Checkpoint[] = []
  for (const witness of witnesses) {
    if (silent.has(witness.name)) continue
    const bytes = await seenBy(witness, log, (cause, isSilent) => {
      away(witness.name, cause)
      if (isSilent) silent.add(witness.name)
    })
    const head = bytes && (await authenticateCheckpoint(bytes, log, verify))
    // A witness can serve anything: only what the log itself signed speaks against the log.
    if (head?.ok) heads.push(head.value)
  }
  return heads
}

async function seenBy(
  witness: SeeingWitness,
  { origin }: LogIdentity,
  failed: (cause: string, isSilent: boolean) => void,
): Promise<Uint8Array | undefined> {
  try {
    return await within(witness, (signal) => witness.last(origin, signal))
  } catch (error) {
    if (error instanceof WitnessAstray) failed(`${error.fault} ${error.message}`.trim(), false)
    else {
      const cause = awayCause(error)
      if (cause === undefined) throw error
      failed(cause, true)
    }
    return undefined
  }
}
