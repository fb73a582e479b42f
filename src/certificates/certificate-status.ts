import { STATUSES, type Status } from '../transparency/statuses.ts'
import { bodyCodec, digestWire, noteWire, nullableWire, numberWire } from './body-codec.ts'
import { MAX_NOTE } from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { choiceWire, integerWire } from './wire.ts'

/**
 * What an issuer says of one of its numbers, with the reason. The status page carries the result to
 * every verifier; this statement carries the reason to whom it concerns and to the log.
 */
export type CertificateStatus = {
  readonly number: CertificateNumber
  /** SHA-256 of the certificate's COSE bytes; null for a number that never signed anything. */
  readonly digest: Uint8Array | null
  /** `valid` ends a suspension. */
  readonly status: Status
  /** Since when, epoch seconds. */
  readonly since: number
  /** The number that takes the place of this one. */
  readonly other: CertificateNumber | null
  readonly reason: string | null
}

const codec = bodyCodec<CertificateStatus>(
  {
    number: [1, numberWire],
    digest: [2, nullableWire(digestWire)],
    status: [3, choiceWire(STATUSES)],
    since: [4, integerWire(0, 253_402_300_799)],
    other: [5, nullableWire(numberWire)],
    reason: [6, nullableWire(noteWire(MAX_NOTE))],
  },
  agrees,
)

/** A replacement names its number; a loss may, and nothing else does. */
function agrees({ status, other, number }: CertificateStatus): boolean {
  if (other === null) return status !== 'replaced'
  const mayName: readonly Status[] = ['replaced', 'lost_or_stolen', 'stolen']
  return mayName.includes(status) && other !== number
}

/** The body of a `certificate-status`. */
export const encodeCertificateStatus = codec.encode
/** The status that a body holds, or undefined. */
export const decodeCertificateStatus = codec.decode
