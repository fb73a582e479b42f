import { claimsOf } from '../../src/certificates/certificate.ts'
import { qrText } from '../../src/certificates/document.ts'
import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { sign1 } from '../../src/crypto/cose.ts'
import { encodeClaims } from '../../src/crypto/statement.ts'
import { type Environment, typOf } from '../../src/participants/kinds.ts'
import type { BundleStage, Case } from './case.ts'
import { certificateOfFields, type Fields } from './fields.ts'
import { signerOf } from './keys.ts'
import { AT, instant } from './lists.ts'

/** A case before it is made: what is not said follows from what is. */
export type Draft = {
  readonly name: string
  readonly about: string
  /** The one reason that decides, or VALID. */
  readonly expect: 'VALID' | ReasonCode
  readonly fields?: Fields
  /** Bytes that were signed, where they do not follow from the fields. */
  readonly claims?: Uint8Array
  /** Name of the key that signs; `<issuer> certificate` where it is not said. */
  readonly key?: string
  readonly typ?: string
  readonly environment?: Environment
  /** The COSE bytes, where they do not follow from claims and key. */
  readonly cose?: Uint8Array
  /** The text of the code, where it does not follow from the COSE bytes; null: bytes are presented. */
  readonly qr?: string | null
  /** Text of a proof that the certificate is logged. */
  readonly proof?: string
  /** Name of the trust file; null: the reader has no list. */
  readonly trust?: string | null
  readonly bundle?: BundleStage
  readonly at?: number
}

/** What of a draft is written; what is expected of it comes later. */
type Written = Omit<Draft, 'expect'> & { readonly expect?: unknown }

const BASE: Fields = {
  number: 'CD000017',
  issuer: 'CD',
  iat: instant('2026-03-02T10:00:00Z'),
  exp: instant('2026-05-02T00:00:00Z'),
  kind: 'regular',
  origin: { mode: 'single', countries: ['CD'] },
  issuedOn: '2026-03-02',
  expiresOn: '2026-05-01',
  exporter: { name: 'Société d’Essai SARL', place: 'Kinshasa', country: 'CD' },
  importer: { name: 'Test Diamonds NV', place: 'Antwerp', country: 'BE' },
  destination: 'EU',
  transit: [],
  lines: [{ hs: '7102.31', carats: '125.40', usd: '18810.00' }],
  totals: { carats: '125.40', usd: '18810.00' },
  parcels: 1,
  seals: ['CD-77120'],
  dossierDigest: 'd0'.repeat(32),
}

/** A certificate like any other, but for `changes`. */
export function fields(changes: Partial<Fields> = {}): Fields {
  return { ...BASE, ...changes }
}

/** The same goods as one line, with totals that agree. */
export function goods(hs: Fields['lines'][number]['hs'], carats: string, usd: string) {
  return { lines: [{ hs, carats, usd }], totals: { carats, usd } }
}

export function claimBytes(of: Fields): Uint8Array {
  return encodeClaims(claimsOf(certificateOfFields(of)))
}

export async function coseOf(draft: Written): Promise<Uint8Array> {
  if (draft.cose !== undefined) return draft.cose
  const { fields: of, key = `${of?.issuer} certificate`, environment = 'production' } = draft
  const claims = draft.claims ?? (of && claimBytes(of))
  if (claims === undefined) throw new Error(`${draft.name}: nothing to sign`)
  return sign1(signerOf(key), draft.typ ?? typOf('certificate', environment), claims)
}

/** All writing stages of a case; the reading stages are what is expected of them. */
export async function finish(draft: Written): Promise<Omit<Case, 'expected'>> {
  const { name, about, environment = 'production', at = AT } = draft
  const hasCose =
    draft.cose !== undefined || draft.claims !== undefined || draft.fields !== undefined
  const cose = hasCose ? await coseOf(draft) : null
  const claims = draft.claims ?? (draft.fields && claimBytes(draft.fields))
  const signed = claims !== undefined && draft.cose === undefined
  return {
    name,
    about,
    fields: draft.fields ?? null,
    claims: claims === undefined ? null : toHex(claims),
    key: signed ? (draft.key ?? `${draft.fields?.issuer} certificate`) : null,
    cose: cose && toHex(cose),
    qr: draft.qr === undefined && cose !== null ? qrText(cose, environment) : (draft.qr ?? null),
    ...(draft.proof !== undefined && { proof: draft.proof }),
    trust: draft.bundle !== undefined ? null : draft.trust === undefined ? 'scheme' : draft.trust,
    bundle: draft.bundle ?? null,
    at,
  }
}
