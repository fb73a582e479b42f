import type { Day } from '../values/day.ts'
import { bodyCodec, digestWire, noteWire, nullableWire, numberWire } from './body-codec.ts'
import { type DiscrepancyCode, reasonsWire } from './discrepancies.ts'
import { MAX_NOTE } from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { choiceWire, dayWire } from './wire.ts'

/**
 * That goods were stopped, told to the authority that the certificate names as its issuer (EU
 * Regulation 2368/2002, Art.5(3)). Goods that were let in with a difference have a confirmation.
 */
export type DiscrepancyNotice = {
  readonly number: CertificateNumber
  /** SHA-256 of the COSE bytes that were presented; null where the sheet had no readable code. */
  readonly digest: Uint8Array | null
  readonly action: 'detained' | 'refused'
  readonly on: Day
  readonly reasons: readonly DiscrepancyCode[]
  readonly note: string | null
}

const codec = bodyCodec<DiscrepancyNotice>({
  number: [1, numberWire],
  digest: [2, nullableWire(digestWire)],
  action: [3, choiceWire(['detained', 'refused'])],
  on: [4, dayWire],
  reasons: [5, reasonsWire(1)],
  note: [6, nullableWire(noteWire(MAX_NOTE))],
})

/** The body of a `discrepancy`. */
export const encodeDiscrepancy = codec.encode
/** The notice that a body holds, or undefined. */
export const decodeDiscrepancy = codec.decode
