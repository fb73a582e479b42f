import { listWire, textWire, type Wire } from './wire.ts'

/**
 * In what goods that arrived differ from their certificate, or why they were not let in. Public
 * and signed as text; never renamed.
 */
export const DISCREPANCY_CODES = [
  'WEIGHT_LESS',
  'WEIGHT_MORE',
  'PARCELS_DIFFER',
  'LINES_DIFFER',
  'SEAL_BROKEN',
  'SEAL_MISSING',
  'SEAL_OTHER',
  'VALUE_DOUBTED',
  'NOT_ROUGH_DIAMONDS',
  'CERTIFICATE_INVALID',
  'CONTAINER_NOT_TAMPER_RESISTANT',
  'OTHER',
] as const
export type DiscrepancyCode = (typeof DISCREPANCY_CODES)[number]

const KNOWN: ReadonlySet<unknown> = new Set(DISCREPANCY_CODES)

export function isDiscrepancyCode(code: unknown): code is DiscrepancyCode {
  return KNOWN.has(code)
}

/** `min` codes or more, none of them twice. */
export function reasonsWire(min: number): Wire<readonly DiscrepancyCode[]> {
  const codes = listWire(textWire(isDiscrepancyCode), min, DISCREPANCY_CODES.length)
  return {
    encode: codes.encode,
    decode: (value) => {
      const decoded = codes.decode(value)
      return new Set(decoded).size === decoded?.length ? decoded : undefined
    },
  }
}
