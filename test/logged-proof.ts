import { readNote } from '../src/crypto/note.ts'
import { readCheckpoint, writeCheckpoint } from '../src/transparency/checkpoint.ts'
import { cosign } from '../src/transparency/cosignature.ts'
import { encodeEntry } from '../src/transparency/entry.ts'
import { writeLogProof } from '../src/transparency/log-proof.ts'
import { ed25519Signer } from './ed25519.ts'
import { entry, fresh, ORIGIN, other, WITNESSES } from './live-register.ts'
import { logInMemory } from './log-in-memory.ts'

/** The proof that an entry, the certificate's without one, stands at place 1 of CD's log of two, cosigned by `names`. */
export function loggedProof(
  names: readonly string[],
  logged = () => entry({}),
  extra: Uint8Array | null = null,
) {
  return async () => {
    const own = logInMemory(`${ORIGIN}/CD`, 50)
    own.append([entry({ digest: other(5) }), logged()].map(encodeEntry))
    const signed = readCheckpoint(await own.checkpoint())
    const note = readNote(await own.checkpoint())
    if (!signed.ok || !note.ok) throw new Error('the log signs no checkpoint')
    const words = await Promise.all(
      names.map((party) => {
        const signer = ed25519Signer(WITNESSES[party] ?? 0)
        return cosign(note.value.text, fresh(), `${ORIGIN}/${party}/witness`, signer)
      }),
    )
    const signatures = [...note.value.signatures, ...words]
    const checkpoint = writeCheckpoint({ ...signed.value, note: { ...note.value, signatures } })
    return writeLogProof({ index: 1, hashes: own.inclusion(1), extra, checkpoint })
  }
}
