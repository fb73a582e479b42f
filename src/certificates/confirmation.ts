import type { Carats } from '../values/carats.ts'
import type { Day } from '../values/day.ts'
import { HS_CODES, type HsCode } from '../values/hs.ts'
import {
  bodyCodec,
  booleanWire,
  digestWire,
  noteWire,
  nullableWire,
  numberWire,
} from './body-codec.ts'
import { type DiscrepancyCode, reasonsWire } from './discrepancies.ts'
import { caratsWire, hsWire, type PartyOnFace, partyWire } from './fields.ts'
import { MAX_NOTE, MAX_PARCELS } from './limits.ts'
import type { CertificateNumber } from './number.ts'
import { choiceWire, dayWire, integerWire, listWire, tupleWire } from './wire.ts'

/** Weight that was found under one HS code. */
export type FoundLine = { readonly hs: HsCode; readonly carats: Carats }

/**
 * That goods arrived, and what was found: number, parcels, weight, importer and exporter are the
 * least that the Core Document asks for (section III(b)). The importing side's own record: found
 * figures stand beside the declared ones and never replace them.
 */
export type ImportConfirmation = {
  readonly number: CertificateNumber
  /** SHA-256 of the certificate's COSE bytes: which document was presented, not only its number. */
  readonly digest: Uint8Array
  readonly outcome: 'as_declared' | 'with_discrepancy'
  readonly receivedOn: Day
  readonly parcels: number
  readonly lines: readonly FoundLine[]
  readonly importer: PartyOnFace
  readonly exporter: PartyOnFace
  readonly reasons: readonly DiscrepancyCode[]
  readonly sealsIntact: boolean
  /** What the importing officer adds in words, for the exporting authority. */
  readonly note: string | null
}

const codec = bodyCodec<ImportConfirmation>(
  {
    number: [1, numberWire],
    digest: [2, digestWire],
    outcome: [3, choiceWire(['as_declared', 'with_discrepancy'])],
    receivedOn: [4, dayWire],
    parcels: [5, integerWire(0, MAX_PARCELS)],
    lines: [
      6,
      listWire(tupleWire<FoundLine>({ hs: hsWire, carats: caratsWire }), 0, HS_CODES.length),
    ],
    importer: [7, partyWire],
    exporter: [8, partyWire],
    reasons: [9, reasonsWire(0)],
    sealsIntact: [10, booleanWire],
    note: [11, nullableWire(noteWire(MAX_NOTE))],
  },
  agrees,
)

/** A discrepancy names its reasons, and what is as declared has none; lines stand in code order. */
function agrees({ outcome, reasons, sealsIntact, lines }: ImportConfirmation): boolean {
  const plain = reasons.length === 0 && sealsIntact
  const rightOutcome = outcome === 'as_declared' ? plain : reasons.length > 0
  return rightOutcome && lines.every(({ hs }, at) => at === 0 || (lines[at - 1]?.hs ?? '') < hs)
}

/** The body of an `import-confirmation`. */
export const encodeConfirmation = codec.encode
/** The confirmation that a body holds, or undefined. */
export const decodeConfirmation = codec.decode
