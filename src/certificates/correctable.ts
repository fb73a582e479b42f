import { isCountryCode } from '../values/codes.ts'
import { accept, type Outcome, refuse, refusedUnder } from '../values/outcome.ts'
import { parseLine, parseNote } from '../values/text.ts'
import type { Certificate } from './certificate.ts'
import type { Change } from './correction.ts'
import { MAX_NAME, MAX_NOTE, MAX_PLACE } from './limits.ts'
import type { CertificatesRefusal } from './refusals.ts'

/**
 * Fields in which a slip of the pen may be corrected after export, and how to read the right value.
 * Goods, dates, origins and destinations are no slips: they take a voiding or a new certificate.
 */
const CORRECTABLE = {
  'exporter.name': { was: ({ exporter }: Certificate) => exporter.name, max: MAX_NAME },
  'exporter.place': { was: ({ exporter }: Certificate) => exporter.place, max: MAX_PLACE },
  'exporter.country': { was: ({ exporter }: Certificate) => exporter.country, max: 2 },
  'importer.name': { was: ({ importer }: Certificate) => importer.name, max: MAX_NAME },
  'importer.place': { was: ({ importer }: Certificate) => importer.place, max: MAX_PLACE },
  'importer.country': { was: ({ importer }: Certificate) => importer.country, max: 2 },
} as const
export type CorrectableField = keyof typeof CORRECTABLE
const CORRECTABLE_FIELDS = Object.keys(CORRECTABLE) as CorrectableField[]

export type Asked = { readonly change: Change; readonly reason: string }

/** Reads what an officer wants to correct, against what the certificate says. */
export function parseCorrection(
  certificate: Certificate,
  asked: Readonly<Record<string, unknown>>,
): Outcome<Asked, CertificatesRefusal> {
  const field = CORRECTABLE_FIELDS.find((name) => name === asked.field)
  if (field === undefined) return refuse('CERTIFICATES_FIELD_NOT_CORRECTABLE', 'field')
  const { was, max } = CORRECTABLE[field]
  const is = parseLine(asked.is, max)
  if (!is.ok) return refusedUnder('is', is)
  if (field.endsWith('.country') && !isCountryCode(is.value)) return refuse('VALUES_COUNTRY', 'is')
  const reason = parseNote(asked.reason, MAX_NOTE)
  if (!reason.ok) return refusedUnder('reason', reason)
  if (is.value === was(certificate)) return refuse('CERTIFICATES_NOTHING_CORRECTED', 'is')
  return accept({ change: { field, was: was(certificate), is: is.value }, reason: reason.value })
}
