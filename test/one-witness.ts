import type { NoteKey } from '../src/crypto/note.ts'
import { nodeVerify } from '../src/participants/adapters/node-verify.ts'
import { createLogger } from '../src/platform/logger.ts'
import type { LogParts } from '../src/transparency/adapters/log-keeper.ts'
import { witnessHere } from '../src/transparency/adapters/witness-client.ts'
import { openWitnessNotes } from '../src/transparency/adapters/witness-faults.ts'
import { openWitnessMemory } from '../src/transparency/adapters/witness-memory.ts'
import { witnessService } from '../src/transparency/adapters/witness-service.ts'
import type { LogIdentity } from '../src/transparency/checkpoint.ts'
import { ed25519Signer } from './ed25519.ts'

/** A key that speaks for its witness for good. */
export const ALWAYS = { from: 0, until: 2 ** 40 }

/** A witness in this program, with a memory in `folder`, whose word alone is enough. */
export async function oneWitness(
  folder: string,
  log: LogIdentity,
  now: () => number,
): Promise<Pick<LogParts, 'witnesses' | 'quorumOf' | 'notes'>> {
  const [name, signer, verify] = ['kp.example/witness', ed25519Signer(90), nodeVerify()]
  const memory = await openWitnessMemory(folder)
  const service = witnessService({ name, signer, memory, verify, now, logs: [log] })
  const key: NoteKey = { name, type: 'cosignature', x: signer.key.x }
  const rules = { witnesses: [{ key, operator: 'X-ONE', isObserver: true, ...ALWAYS }], needed: 1 }
  return {
    witnesses: [witnessHere(name, service, memory)],
    quorumOf: (party) => ({ rules, host: party }),
    notes: openWitnessNotes(createLogger('silent'), () => now() * 1000),
  }
}
