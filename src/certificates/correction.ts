import { bodyCodec, digestWire, noteWire, numberWire } from './body-codec.ts'
import { MAX_ADDRESS, MAX_NOTE, MAX_REFERENCE } from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { lineWire, listWire, tupleWire } from './wire.ts'

/** More than a handful is another certificate, not a correction. */
export const MAX_CHANGES = 12

/** One field by its name in the field table, such as `importer.name`, as text before and after. */
export type Change = { readonly field: string; readonly was: string; readonly is: string }

/**
 * What the issuer says was written wrongly, once the goods are away (India, Circular 34/2020: the
 * importing side endorses it on the sheet). The certificate keeps its original values.
 */
export type Correction = {
  readonly number: CertificateNumber
  /** SHA-256 of the COSE bytes of the certificate that is corrected. */
  readonly digest: Uint8Array
  readonly changes: readonly Change[]
  readonly reason: string
}

const change = tupleWire<Change>({
  field: lineWire(MAX_REFERENCE),
  was: lineWire(MAX_ADDRESS),
  is: lineWire(MAX_ADDRESS),
})

const codec = bodyCodec<Correction>(
  {
    number: [1, numberWire],
    digest: [2, digestWire],
    changes: [3, listWire(change, 1, MAX_CHANGES)],
    reason: [4, noteWire(MAX_NOTE)],
  },
  ({ changes }) =>
    changes.every(({ was, is }) => was !== is) &&
    new Set(changes.map(({ field }) => field)).size === changes.length,
)

/** The body of a `correction`. */
export const encodeCorrection = codec.encode
/** The correction that a body holds, or undefined. */
export const decodeCorrection = codec.decode
