import type { Status } from '../transparency/statuses.ts'
import type { CorrectableField } from './correctable.ts'
import type { DiscrepancyCode } from './discrepancies.ts'

/** In what the goods differ, each in a few words that can stand in a list. */
export const en = {
  WEIGHT_LESS: 'weighs less than declared',
  WEIGHT_MORE: 'weighs more than declared',
  PARCELS_DIFFER: 'another number of parcels',
  LINES_DIFFER: 'goods under another HS code',
  SEAL_BROKEN: 'a seal is broken',
  SEAL_MISSING: 'a seal is missing',
  SEAL_OTHER: 'a seal that is not on the certificate',
  VALUE_DOUBTED: 'the value is doubted',
  NOT_ROUGH_DIAMONDS: 'not rough diamonds',
  CERTIFICATE_INVALID: 'the certificate is invalid',
  CONTAINER_NOT_TAMPER_RESISTANT: 'the container is not tamper-resistant',
  OTHER: 'another reason',
} as const satisfies Record<DiscrepancyCode, string>

/** What the issuer says of a number, inside a line. */
export const statuses = {
  valid: 'valid',
  void: 'void',
  suspended: 'suspended',
  used: 'used',
  corrected: 'corrected',
  lost_or_stolen: 'lost or stolen',
  replaced: 'replaced',
  returned_unused: 'returned unused',
  spoiled: 'spoiled',
  stolen: 'stolen',
} as const satisfies Record<Status, string>

/** What a line of the time line is about, where it is not a person's own words. */
export const lines = {
  asDeclared: 'as declared.',
  withDiscrepancy: 'with a discrepancy: {reasons}.',
  seals: '{intact} of {count} intact.',
  linesDiffer: 'lines that differ from the certificate: {count}.',
  customs: 'customs',
  authority: 'the authority',
  note: 'Note: {note}',
  deputyOf: 'As deputy of {name}.',
  takenAlone: 'In a role that was taken alone, for some hours.',
  corrected: '{field}: {was} → {is}.',
} as const
export type HistoryLine = keyof typeof lines

/** The fields that may be corrected, as a line names them. */
export const fields = {
  'exporter.name': 'Exporter, name',
  'exporter.place': 'Exporter, town',
  'exporter.country': 'Exporter, country',
  'importer.name': 'Importer, name',
  'importer.place': 'Importer, town',
  'importer.country': 'Importer, country',
} as const satisfies Record<CorrectableField, string>
