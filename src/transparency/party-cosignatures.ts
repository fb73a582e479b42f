import { readNote } from '../crypto/note.ts'
import type { PartyCosignature } from '../participants/bundle.ts'
import type { PartyCode } from '../values/codes.ts'
import { TIME_BYTES, timeOf } from './cosignature.ts'

/**
 * Who cosigned a head of our own log, by party, as it is carried without its note: a reader makes its text anew
 * and checks each of them. Throws for what is no note.
 */
export function partyCosignatures(
  checkpoint: Uint8Array,
  partyOf: (name: string) => PartyCode | undefined,
): readonly PartyCosignature[] {
  const note = readNote(checkpoint)
  if (!note.ok) throw new Error('a head of our own log that cannot be read')
  return note.value.signatures.flatMap(({ name, bytes }) => {
    const witness = partyOf(name)
    if (witness === undefined) return []
    return [{ witness, time: timeOf(bytes), signature: bytes.slice(TIME_BYTES) }]
  })
}
