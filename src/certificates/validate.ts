import { type Carats, type CaratsRefusal, parseCarats, showCarats } from '../values/carats.ts'
import type { PartyCode } from '../values/codes.ts'
import type { Day } from '../values/day.ts'
import { HS_CODES, parseHsCode } from '../values/hs.ts'
import { type Input, list, type Read, record, text } from '../values/input.ts'
import { accept, type Outcome, type Refusal, refusal, refuse } from '../values/outcome.ts'
import { parseLine } from '../values/text.ts'
import type { Application } from './application.ts'
import { type Certificate, statementBytes } from './certificate.ts'
import { bodyFrom } from './fields.ts'
import { linesOf } from './goods.ts'
import * as limits from './limits.ts'
import type { CertificateNumber } from './number.ts'
import type { CertificatesRefusal } from './refusals.ts'

const parcels: Input<number, 'VALUES_CHOICE'> = {
  schema: { type: 'integer', minimum: 0, maximum: limits.MAX_PARCELS },
  parse: (value) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limits.MAX_PARCELS
      ? accept(value as number)
      : refuse('VALUES_CHOICE'),
}

/**
 * A weight that was found. An empty container is found to hold nothing, so zero is a finding; what is
 * declared is always more.
 */
function parseFoundCarats(value: unknown): Outcome<Carats | 0, CaratsRefusal> {
  const isNone = typeof value === 'string' && /^0{1,9}(\.0{1,2})?$/.test(value)
  return isNone ? accept(0) : parseCarats(value)
}

/** What somebody found when the goods were opened and weighed: parcels, and carats for each HS code. */
const found = record({
  parcels,
  lines: list(
    record({
      hs: text(parseHsCode, { enum: HS_CODES }),
      carats: text(parseFoundCarats, { pattern: '^\\d{1,9}(\\.\\d{1,2})?$' }),
    }),
    { min: 1, max: HS_CODES.length },
  ),
})
export type Found = Read<typeof found>

const seal = text((value) => parseLine(value, limits.MAX_SEAL_LENGTH), {
  maxLength: limits.MAX_SEAL_LENGTH,
})
const validation = record({
  found,
  containers: list(record({ seals: list(seal, { min: 1, max: limits.MAX_SEALS }) }), {
    min: 1,
    max: limits.MAX_CONTAINERS,
  }),
})
export type Validation = Read<typeof validation>

export const foundSchema = found.schema
export const validationSchema = validation.schema

export function parseFound(json: unknown): Outcome<Found, CertificatesRefusal> {
  return found.parse(json) as Outcome<Found, CertificatesRefusal>
}

export function parseValidation(json: unknown): Outcome<Validation, CertificatesRefusal> {
  return validation.parse(json) as Outcome<Validation, CertificatesRefusal>
}

export type ValidateInput = {
  readonly application: Application
  readonly validation: Validation
  readonly number: CertificateNumber
  readonly issuer: PartyCode
  readonly issuedOn: Day
  readonly expiresOn: Day
  readonly exp: number
  readonly issuedBy: string
  readonly validatedBy: string
  readonly dossierDigest: Uint8Array
  /** Epoch seconds. */
  readonly now: number
}

/**
 * Validates a certificate: another officer than the issuing one has matched the contents with the
 * declaration and closed the containers under seal (EU Art. 12). What he found must be what is
 * declared: otherwise the goods go back, they are not corrected here.
 */
export function validate(input: ValidateInput): Outcome<Certificate, CertificatesRefusal> {
  const { application, validation: seen, number, issuer, now, exp } = input
  const seals = seen.containers.flatMap((container) => container.seals)
  const refusals = [
    ...(input.issuedBy === input.validatedBy
      ? [refusal('CERTIFICATES_SAME_OFFICER' as const)]
      : []),
    ...(now >= exp ? [refusal('CERTIFICATES_EXPIRED' as const)] : []),
    ...differences(application, seen.found),
    ...sealFaults(seals),
  ]
  const [first, ...rest] = refusals
  if (first !== undefined) return { ok: false, refusals: [first, ...rest] }
  const { dossierDigest, issuedOn, expiresOn } = input
  const body = bodyFrom({ application, seals, dossierDigest, issuedOn, expiresOn })
  const certificate = { ...body, number, issuer, iat: now, exp }
  const bytes = statementBytes(certificate)
  return bytes > limits.MAX_CERTIFICATE_BYTES
    ? refuse('CERTIFICATES_CODE_TOO_LONG', 'containers', {
        bytes,
        max: limits.MAX_CERTIFICATE_BYTES,
      })
    : accept(certificate)
}

/** Where what was found is not what is declared, line by line and in parcels. */
function differences(
  { parcels: declared }: Application,
  seen: Found,
): Refusal<CertificatesRefusal>[] {
  const refusals: Refusal<CertificatesRefusal>[] = []
  if (seen.parcels !== declared.length) {
    refusals.push(
      refusal('CERTIFICATES_PARCELS_DIFFER', 'found.parcels', {
        declared: declared.length,
        found: seen.parcels,
      }),
    )
  }
  const lines = linesOf(declared)
  for (const hs of HS_CODES) {
    const declaredCarats = lines.find((line) => line.hs === hs)?.carats ?? 0
    const foundCarats = caratsOf(seen, hs)
    if (declaredCarats !== foundCarats) {
      refusals.push(
        refusal('CERTIFICATES_GOODS_DIFFER', 'found.lines', {
          hs,
          declared: showCarats(declaredCarats),
          found: showCarats(foundCarats),
        }),
      )
    }
  }
  return refusals
}

/** Carats found under one HS code; two rows of one code count together. */
export function caratsOf({ lines }: Found, hs: string): number {
  return lines.filter((line) => line.hs === hs).reduce((sum, { carats }) => sum + carats, 0)
}

function sealFaults(seals: readonly string[]): Refusal<CertificatesRefusal>[] {
  const twice = seals.find((seal, at) => seals.indexOf(seal) !== at)
  if (twice !== undefined)
    return [refusal('CERTIFICATES_SEAL_TWICE', 'containers', { seal: twice })]
  return seals.length > limits.MAX_SEALS
    ? [refusal('CERTIFICATES_SEALS_TOO_MANY', 'containers', { max: limits.MAX_SEALS })]
    : []
}
