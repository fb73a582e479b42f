import type { Certificate } from '../../src/certificates/certificate.ts'
import type { Line, Totals } from '../../src/certificates/goods.ts'
import type { CertificateNumber } from '../../src/certificates/number.ts'
import type { OriginMode } from '../../src/certificates/origin.ts'
import { parseCarats } from '../../src/values/carats.ts'
import type { CountryCode, PartyCode } from '../../src/values/codes.ts'
import { dayOf } from '../../src/values/day.ts'
import type { HsCode } from '../../src/values/hs.ts'
import type { Outcome } from '../../src/values/outcome.ts'
import { parseUsd } from '../../src/values/us-cents.ts'
import { hex } from './keys.ts'

type PartyFields = { readonly name: string; readonly place: string; readonly country: string }
type TotalFields = { readonly carats: string; readonly usd: string }

/** A certificate as a person reads it: what a case begins with. README.md describes each member. */
export type Fields = {
  readonly number: string
  readonly issuer: string
  readonly iat: number
  readonly exp: number
  readonly kind: 'regular' | 'technical'
  readonly origin: { readonly mode: OriginMode; readonly countries: readonly string[] }
  readonly issuedOn: string
  readonly expiresOn: string
  readonly exporter: PartyFields
  readonly importer: PartyFields
  readonly destination: string
  readonly transit: readonly string[]
  readonly lines: readonly (TotalFields & { readonly hs: HsCode })[]
  readonly totals: TotalFields
  readonly parcels: number
  readonly seals: readonly string[]
  readonly dossierDigest: string
}

/** Decimal text becomes hundredths, hex bytes; nothing else is checked, as some cases are wrong. */
export function certificateOfFields(fields: Fields): Certificate {
  return {
    ...fields,
    number: fields.number as CertificateNumber,
    issuer: fields.issuer as PartyCode,
    destination: fields.destination as PartyCode,
    transit: fields.transit as readonly PartyCode[],
    origin: { ...fields.origin, countries: fields.origin.countries as readonly CountryCode[] },
    exporter: party(fields.exporter),
    importer: party(fields.importer),
    issuedOn: dayOf(fields.issuedOn),
    expiresOn: dayOf(fields.expiresOn),
    lines: fields.lines.map(({ hs, ...each }): Line => ({ hs, ...totals(each) })),
    totals: totals(fields.totals),
    dossierDigest: hex(fields.dossierDigest),
  }
}

function party({ name, place, country }: PartyFields) {
  return { name, place, country: country as CountryCode }
}

function totals({ carats, usd }: TotalFields): Totals {
  return { carats: must(parseCarats(carats)), usd: must(parseUsd(usd)) }
}

function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`a case that cannot be written: ${outcome.refusals[0].code}`)
}
