import { parseCarats } from '../values/carats.ts'
import { parseCountry, parseParticipant } from '../values/codes.ts'
import { HS_CODES, parseHsCode } from '../values/hs.ts'
import { list, oneOf, optional, type Read, record, text, yes } from '../values/input.ts'
import { acceptUnless, type Outcome, type Refusal, refusal } from '../values/outcome.ts'
import { parseLine, parseNote } from '../values/text.ts'
import { parseUsd } from '../values/us-cents.ts'
import { totalsOf, withinLimits } from './goods.ts'
import * as limits from './limits.ts'
import { parseNumber } from './number.ts'
import { isConsistentOrigin, ORIGIN_MODES } from './origin.ts'
import type { ApplicationRefusal } from './refusals.ts'

const lineOf = (max: number) => text((value) => parseLine(value, max), { maxLength: max })
const country = text(parseCountry, { pattern: '^[A-Z]{2}$' })

const party = record({
  name: lineOf(limits.MAX_NAME),
  address: lineOf(limits.MAX_ADDRESS),
  place: lineOf(limits.MAX_PLACE),
  country,
  licence: optional(lineOf(limits.MAX_REFERENCE)),
})
export type Party = Read<typeof party>

const parcel = record({
  hs: text(parseHsCode, { enum: HS_CODES }),
  carats: text(parseCarats, { pattern: '^\\d{1,9}(\\.\\d{1,2})?$' }),
  usd: text(parseUsd, { pattern: '^\\d{1,11}(\\.\\d{1,2})?$' }),
  description: optional(lineOf(limits.MAX_REFERENCE)),
})

export const SOURCE_KINDS = ['own_production', 'purchase', 'import', 'pre_scheme_stock'] as const
export const PURPOSES = [
  'sale',
  'return_unsold',
  'tender_viewing',
  'technical_return',
  'other',
] as const

/**
 * What an exporter applies with, field by field: the parser, the type and the HTTP schema come from
 * this one table. Full addresses, sources and remarks stay in the dossier; `fields.ts` says what of
 * it is signed.
 */
const content = record({
  kind: oneOf(['regular', 'technical']),
  purpose: oneOf(PURPOSES),
  destination: text(parseParticipant, { pattern: '^[A-Z]{2}$' }),
  transit: list(text(parseParticipant, { pattern: '^[A-Z]{2}$' }), {
    min: 0,
    max: limits.MAX_TRANSIT,
  }),
  exporter: party,
  importer: party,
  consignee: optional(party),
  origin: record({
    mode: oneOf(ORIGIN_MODES),
    countries: list(country, { min: 0, max: limits.MAX_ORIGINS }),
  }),
  parcels: list(parcel, { min: 1, max: limits.MAX_PARCELS }),
  /** Which custody will check in time; until then a person reads it. */
  sources: list(
    record({
      kind: oneOf(SOURCE_KINDS),
      reference: lineOf(limits.MAX_REFERENCE),
      country: optional(country),
    }),
    { min: 1, max: limits.MAX_SOURCES },
  ),
  relatedNumbers: list(text(parseNumber, { maxLength: 64 }), {
    min: 0,
    max: limits.MAX_RELATED_NUMBERS,
  }),
  remarks: optional(
    text((value) => parseNote(value, limits.MAX_NOTE), { maxLength: limits.MAX_NOTE }),
  ),
  /** That the goods are no conflict diamonds, by the definition of 2002 (Annex II, 18). */
  declaration: record({ accepted: yes, name: lineOf(limits.MAX_NAME) }),
})
export type Application = Read<typeof content>

export const applicationSchema = content.schema

/** Reads an application whole: each field, then what the fields say together. */
export function parseApplication(json: unknown): Outcome<Application, ApplicationRefusal> {
  const parsed = content.parse(json) as Outcome<Application, ApplicationRefusal>
  if (!parsed.ok) return parsed
  return acceptUnless(contradictions(parsed.value), () => parsed.value)
}

function contradictions(application: Application): Refusal<ApplicationRefusal>[] {
  const { origin, parcels, kind, relatedNumbers, transit, destination } = application
  const found: Refusal<ApplicationRefusal>[] = []
  if (!isConsistentOrigin(origin)) {
    found.push(refusal('CERTIFICATES_ORIGIN_COUNTRIES', 'origin.countries', { mode: origin.mode }))
  }
  if (!withinLimits(totalsOf(parcels)))
    found.push(refusal('CERTIFICATES_TOTAL_TOO_LARGE', 'parcels'))
  if (kind === 'technical' && relatedNumbers.length === 0) {
    found.push(refusal('CERTIFICATES_TECHNICAL_WITHOUT_NUMBER', 'relatedNumbers'))
  }
  if (application.purpose === 'return_unsold' && relatedNumbers.length === 0) {
    found.push(refusal('CERTIFICATES_RETURN_WITHOUT_NUMBER', 'relatedNumbers'))
  }
  if (transit.includes(destination) || new Set(transit).size !== transit.length) {
    found.push(refusal('CERTIFICATES_TRANSIT', 'transit'))
  }
  return found
}

/** A draft may lack anything, but it is a record and not larger than it could ever need to be. */
export function parseDraft(json: unknown): Outcome<Record<string, unknown>, ApplicationRefusal> {
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json)
  if (!isRecord) return { ok: false, refusals: [refusal('VALUES_RECORD')] }
  const size = JSON.stringify(json).length
  if (size > limits.MAX_DRAFT_BYTES)
    return { ok: false, refusals: [refusal('CERTIFICATES_DRAFT_TOO_LARGE')] }
  const refusals = uncleanText(json, '')
  return acceptUnless(refusals, () => json as Record<string, unknown>)
}

/** Text that a database or a reader would choke on is refused even in a draft. */
function uncleanText(value: unknown, path: string): Refusal<ApplicationRefusal>[] {
  if (typeof value === 'string') {
    const parsed = parseNote(value, limits.MAX_DRAFT_BYTES)
    const faults = parsed.ok ? [] : parsed.refusals
    return faults
      .filter(({ code }) => code !== 'VALUES_TEXT_EMPTY')
      .map(({ code }) => refusal(code, path === '' ? undefined : path))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => {
    // A name that could not be stored is not told back either: the answer is stored with its click.
    const faults = uncleanText(name, path)
    return faults.length > 0 ? faults : uncleanText(each, path === '' ? name : `${path}.${name}`)
  })
}
