import { ALARM_CODES, type AlarmCode } from './alarms.ts'
import { bodyCodec, digestWire, nullableWire, numberWire } from './body-codec.ts'
import { MAX_ADDRESS } from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { choiceWire, lineWire } from './wire.ts'

/** What one authority tells another at once: that somebody has to look at a number. */
export type Alert = {
  readonly number: CertificateNumber
  /** SHA-256 of the COSE bytes that were presented; null where the sheet had no readable code. */
  readonly digest: Uint8Array | null
  readonly code: AlarmCode
  /** Where it was seen, in words of the author. */
  readonly place: string
}

const codec = bodyCodec<Alert>({
  number: [1, numberWire],
  digest: [2, nullableWire(digestWire)],
  code: [3, choiceWire(ALARM_CODES)],
  place: [4, lineWire(MAX_ADDRESS)],
})

/** The body of an `alert`. */
export const encodeAlert = codec.encode
/** The alert that a body holds, or undefined. */
export const decodeAlert = codec.decode
