import { toHex } from '../crypto/bytes.ts'
import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { isCarats, showCarats } from '../values/carats.ts'
import { isCountryCode, isParticipantCode, type PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { HS_CODES, hsFromNumber, hsNumber } from '../values/hs.ts'
import { isUsCents, showUsd } from '../values/us-cents.ts'
import type { Application, Party } from './application.ts'
import { type Line, linesOf, type Totals, totalsOf } from './goods.ts'
import * as limits from './limits.ts'
import { ORIGIN_MODES, type Origin } from './origin.ts'
import {
  bytesWire,
  choiceWire,
  dayWire,
  integerWire,
  lineWire,
  listWire,
  textWire,
  tupleWire,
  type Wire,
} from './wire.ts'

/** What is signed beside the application's own words. */
export type IssueFacts = {
  readonly application: Application
  readonly seals: readonly string[]
  readonly dossierDigest: Uint8Array
  readonly issuedOn: Day
  readonly expiresOn: Day
}

/** Writes names of countries and days in the reader's language. */
export type Printer = {
  readonly country: (code: string) => string
  readonly day: (day: Day) => string
}

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [k: string]: Json }

export type Field<T> = Wire<T> & {
  /** Key in the body of the signed statement. Never used for anything else again. */
  readonly key: number
  /** The element of Annex I that it is, where it is one. */
  readonly element: number | null
  readonly from: (facts: IssueFacts) => T
  readonly json: (value: T) => Json
  readonly print: (value: T, printer: Printer) => readonly string[]
  /** The value that stands for an absent key; a field without one is always present. */
  readonly absent?: T
}

/** A firm as the code carries it: enough to compare with the sheet; the full address is in the dossier. */
export type PartyOnFace = Pick<Party, 'name' | 'place' | 'country'>

export const partyWire: Wire<PartyOnFace> = tupleWire({
  name: lineWire(limits.MAX_NAME),
  place: lineWire(limits.MAX_PLACE),
  country: textWire(isCountryCode),
})
const partyField = (key: number, of: (application: Application) => Party): Field<PartyOnFace> => ({
  ...partyWire,
  key,
  element: 10,
  from: ({ application }) => faceOf(of(application)),
  json: ({ name, place, country }) => ({ name, place, country }),
  print: ({ name, place, country }, printer) => [name, `${place}, ${printer.country(country)}`],
})

function faceOf({ name, place, country }: Party): PartyOnFace {
  return { name, place, country }
}

const participant: Wire<PartyCode> = textWire(isParticipantCode)
export const hsWire: Wire<Line['hs']> = {
  encode: hsNumber,
  decode: hsFromNumber,
}
export const caratsWire: Wire<Line['carats']> = {
  encode: (value) => value,
  decode: (value) => (isCarats(value) ? value : undefined),
}
const usd: Wire<Line['usd']> = {
  encode: (value) => value,
  decode: (value) => (isUsCents(value) ? value : undefined),
}
const originWire: Wire<Origin> = tupleWire({
  mode: choiceWire(ORIGIN_MODES),
  countries: listWire(textWire(isCountryCode), 0, limits.MAX_ORIGINS),
})
const day = (key: number, element: number, from: (facts: IssueFacts) => Day): Field<Day> => ({
  ...dayWire,
  key,
  element,
  from,
  json: (value) => value,
  print: (value, printer) => [printer.day(value)],
})
const codes = (value: readonly string[], printer: Printer) =>
  value.map((code) => `${printer.country(code)} (${code})`)

/**
 * The fields of a certificate, once: what is signed under which key, where it comes from, how it is
 * read back, shown to programs and printed. The order is the order of the sheet (Core Document,
 * Annex I). A field that is added here is signed, verified, shown and printed.
 */
export const FIELDS = {
  kind: field<'regular' | 'technical'>({
    ...choiceWire(['regular', 'technical']),
    key: 12,
    element: null,
    from: ({ application }) => application.kind,
    json: (value) => value,
    print: (value) => [value],
    absent: 'regular',
  }),
  origin: field<Origin>({
    ...originWire,
    key: 4,
    element: 3,
    from: ({ application }) => application.origin,
    json: ({ mode, countries }) => ({ mode, countries }),
    print: ({ mode, countries }, printer) =>
      mode === 'mixed_undisclosed' ? ['*****'] : codes(countries, printer),
  }),
  issuedOn: day(10, 7, ({ issuedOn }) => issuedOn),
  expiresOn: day(11, 8, ({ expiresOn }) => expiresOn),
  exporter: partyField(2, ({ exporter }) => exporter),
  importer: partyField(3, ({ importer }) => importer),
  destination: field<PartyCode>({
    ...participant,
    key: 1,
    element: null,
    from: ({ application }) => application.destination,
    json: (value) => value,
    print: (value, printer) => codes([value], printer),
  }),
  transit: field<readonly PartyCode[]>({
    ...listWire(participant, 1, limits.MAX_TRANSIT),
    key: 13,
    element: null,
    from: ({ application }) => application.transit,
    json: (value) => value,
    print: codes,
    absent: [],
  }),
  lines: field<readonly Line[]>({
    ...listWire(tupleWire<Line>({ hs: hsWire, carats: caratsWire, usd }), 1, HS_CODES.length),
    key: 6,
    element: 14,
    from: ({ application }) => linesOf(application.parcels),
    json: (lines) => lines.map((line) => ({ hs: line.hs, ...totalsJson(line) })),
    print: (lines) =>
      lines.map((line) => `${line.hs}: ${showCarats(line.carats)} ct, ${showUsd(line.usd)} US$`),
  }),
  totals: field<Totals>({
    ...tupleWire<Totals>({ carats: caratsWire, usd }),
    key: 7,
    element: 11,
    from: ({ application }) => totalsOf(application.parcels),
    json: totalsJson,
    print: (totals) => [`${showCarats(totals.carats)} ct`, `${showUsd(totals.usd)} US$`],
  }),
  parcels: field<number>({
    ...integerWire(1, limits.MAX_PARCELS),
    key: 5,
    element: 13,
    from: ({ application }) => application.parcels.length,
    json: (value) => value,
    print: (value) => [String(value)],
  }),
  seals: field<readonly string[]>({
    ...listWire(lineWire(limits.MAX_SEAL_LENGTH), 1, limits.MAX_SEALS),
    key: 8,
    element: null,
    from: ({ seals }) => seals,
    json: (value) => value,
    print: (value) => value,
  }),
  dossierDigest: field<Uint8Array>({
    ...bytesWire(32),
    key: 9,
    element: null,
    from: ({ dossierDigest }) => dossierDigest,
    json: toHex,
    print: (value) => [toHex(value)],
  }),
} as const

/** Ties a field's members to one type. */
function field<T>(of: Field<T>): Field<T> {
  return of
}

function totalsJson({ carats, usd }: Totals) {
  return { carats: showCarats(carats), usd: showUsd(usd) }
}

type Fields = typeof FIELDS
export type FieldName = keyof Fields
/** The body of a certificate: each field's value. */
export type Body = { readonly [K in FieldName]: Fields[K] extends Field<infer T> ? T : never }

const TABLE = Object.entries(FIELDS) as [FieldName, Field<unknown>][]
const VERSION = { key: 0, value: 1 }

export function bodyFrom(facts: IssueFacts): Body {
  return Object.fromEntries(TABLE.map(([name, { from }]) => [name, from(facts)])) as Body
}

export function encodeBody(body: Body): CborMap {
  const map = new Map<number, CborValue>([[VERSION.key, VERSION.value]])
  for (const [name, { key, encode, absent }] of TABLE) {
    if (!isAbsent(body[name], absent)) map.set(key, encode(body[name]))
  }
  return map
}

function isAbsent(value: unknown, absent: unknown): boolean {
  if (absent === undefined) return false
  return value === absent || (Array.isArray(value) && value.length === 0)
}

/** The body, or the name of the first field that is missing, malformed or unknown. */
export function decodeBody(map: CborMap): { readonly body: Body } | { readonly fault: string } {
  if (map.get(VERSION.key) !== VERSION.value) return { fault: 'version' }
  const body: Record<string, unknown> = {}
  let known = 1
  for (const [name, { key, decode, absent }] of TABLE) {
    const wire = map.get(key)
    const value = wire === undefined ? absent : decode(wire)
    // A default that is spelled out would be a second spelling of the same certificate.
    if (value === undefined || (wire !== undefined && isAbsent(value, absent)))
      return { fault: name }
    if (wire !== undefined) known += 1
    body[name] = value
  }
  return known === map.size ? { body: body as Body } : { fault: 'unknown' }
}

/** Every field of the body by name, as programs read it. */
export function bodyJson(body: Body): { readonly [K in FieldName]: Json } {
  const entries = TABLE.map(([name, { json }]) => [name, json(body[name])])
  return Object.fromEntries(entries) as { readonly [K in FieldName]: Json }
}

/** Every field as the sheet prints it, in its order. */
export function printBody(body: Body, printer: Printer) {
  return TABLE.map(([name, { element, print }]) => ({
    name,
    element,
    values: print(body[name], printer),
  }))
}
