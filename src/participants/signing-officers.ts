import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url } from '../crypto/base64.ts'
import { sameBytes, toHex } from '../crypto/bytes.ts'
import { coseKey } from '../crypto/cose-key.ts'
import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { type Input, list, oneOf, type Read, record, text } from '../values/input.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { canonicalJson, parseJson } from './canonical-json.ts'

/** What an officer's passkey may confirm: that a certificate is issued, validated, or this list changed. */
const SIGNING_ROLES = ['issue', 'validate', 'key'] as const
export type SigningRole = (typeof SIGNING_ROLES)[number]

/** The largest authority that was found has 60 officers; passkeys are one a device. */
const MAX_OFFICERS = 128
const MAX_CREDENTIALS = 8
/** An office's name on its own network, on the internet, and a move from one to another. */
const MAX_ORIGINS = 8
/** The longest that WebAuthn allows (Level 2, 4: credential id). */
const MAX_CREDENTIAL_ID = 1023
/** P-256 takes 77 bytes. */
const MAX_COSE_KEY = 128
const MAX_VERSION = 1_000_000
/** 128 officers of 8 credentials with short ids fit in a quarter of it. */
export const MAX_OFFICERS_BYTES = 200_000

type Fault = 'PARTICIPANTS_OFFICERS_LIST'
const is = <T>(isGood: (value: unknown) => value is T): Input<T, Fault> => ({
  schema: {},
  parse: (value) => (isGood(value) ? accept(value) : refuse('PARTICIPANTS_OFFICERS_LIST')),
})
const matching = (pattern: RegExp) =>
  text((value) => fits(value, pattern), { pattern: pattern.source })

function fits(value: unknown, pattern: RegExp): Outcome<string, Fault> {
  return typeof value === 'string' && pattern.test(value)
    ? accept(value)
    : refuse('PARTICIPANTS_OFFICERS_LIST')
}

const bytes = (max: number): Input<Uint8Array, Fault> => ({
  schema: { type: 'string' },
  parse(value) {
    const decoded = typeof value === 'string' ? fromBase64Url(value) : undefined
    const isGood = decoded !== undefined && decoded.length > 0 && decoded.length <= max
    return isGood ? accept(decoded) : refuse('PARTICIPANTS_OFFICERS_LIST')
  },
})
/** A COSE key (RFC 9053, 7.1.1) as a browser registers it. */
const publicKey: Input<Uint8Array, Fault> = {
  schema: { type: 'string' },
  parse(value) {
    const key = bytes(MAX_COSE_KEY).parse(value)
    return key.ok && coseKey(key.value) === undefined ? refuse('PARTICIPANTS_OFFICERS_LIST') : key
  },
}

const credential = record({ id: bytes(MAX_CREDENTIAL_ID), publicKey })
const officer = record({
  /** The id of the officer's account. Names are not kept here. */
  id: matching(/^[A-Za-z0-9._:-]{1,64}$/),
  roles: list(oneOf(SIGNING_ROLES), { min: 0, max: SIGNING_ROLES.length }),
  credentials: list(credential, { min: 0, max: MAX_CREDENTIALS }),
})
const officers = record({
  format: oneOf(['openkp-officers']),
  party: is<PartyCode>(isPartyCode),
  version: is((value): value is number => isVersion(value)),
  /** SHA-256 of the list before it, in hex; `none` in the first. */
  previous: matching(/^(none|[0-9a-f]{64})$/),
  mode: oneOf(['offered', 'required']),
  rpId: matching(/^[a-z0-9.-]{1,253}$/),
  origins: list(matching(/^https?:\/\/[a-z0-9.:[\]-]{1,253}$/), { min: 1, max: MAX_ORIGINS }),
  officers: list(officer, { min: 0, max: MAX_OFFICERS }),
})

/**
 * Whose passkeys a signer asks for before it signs a certificate of `party`. `required`: always those of
 * both officers. `offered`: of who has one; who has none passes, and the answer says so.
 */
export type SigningOfficers = Read<typeof officers>
export type SigningOfficer = SigningOfficers['officers'][number]

export type OfficersRefusal =
  | 'PARTICIPANTS_OFFICERS_LIST'
  | 'PARTICIPANTS_OFFICERS_TWICE'
  | 'PARTICIPANTS_OFFICERS_TOO_FEW'

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= MAX_VERSION
}

/** The bytes of a list: canonical JSON, the same for the same list. What its digest is of. */
export function encodeOfficers(of: SigningOfficers): Uint8Array {
  const encoded = canonicalJson({ ...of, officers: of.officers.map(officerJson) })
  if (encoded === undefined) throw new Error('a list of officers without a canonical form')
  return encoded
}

function officerJson({ credentials, ...rest }: SigningOfficer) {
  return {
    ...rest,
    credentials: credentials.map((each) => ({
      id: toBase64Url(each.id),
      publicKey: toBase64Url(each.publicKey),
    })),
  }
}

export function digestOfOfficers(of: SigningOfficers): string {
  return toHex(sha256(encodeOfficers(of)))
}

/** Reads the bytes that `encodeOfficers` writes, and no other spelling of the same list. */
export function parseOfficers(raw: Uint8Array): Outcome<SigningOfficers, OfficersRefusal> {
  if (raw.length > MAX_OFFICERS_BYTES) return malformed('length')
  const parsed = officersOf(parseJson(raw))
  if (!parsed.ok) return parsed
  return sameBytes(encodeOfficers(parsed.value), raw) ? parsed : malformed('canonical form')
}

/** The list in a JSON value, in any spelling, with what its members say together. */
export function officersOf(json: unknown): Outcome<SigningOfficers, OfficersRefusal> {
  const parsed = officers.parse(json)
  if (!parsed.ok) return malformed(parsed.refusals[0].field ?? 'form')
  const twice = repeated(parsed.value)
  if (twice !== undefined) return refuse('PARTICIPANTS_OFFICERS_TWICE', twice, { name: twice })
  return parsed.value.mode === 'offered' || isWorkable(parsed.value)
    ? accept(parsed.value)
    : refuse('PARTICIPANTS_OFFICERS_TOO_FEW')
}

function malformed(cause: string) {
  return refuse('PARTICIPANTS_OFFICERS_LIST' as const, undefined, { cause })
}

/** One passkey is one person, and one person is one officer: under two ids he could be both. */
function repeated({ officers: all }: SigningOfficers): string | undefined {
  const credentials = all.flatMap((each) => each.credentials)
  const sets: readonly (readonly string[])[] = [
    all.map(({ id }) => id),
    credentials.map(({ id }) => toHex(id)),
    credentials.map((each) => toHex(each.publicKey)),
  ]
  const names = ['id', 'credentials.id', 'credentials.publicKey']
  return names.find((_, at) => new Set(sets[at]).size !== (sets[at] ?? []).length)
}

/** Two who can sign a certificate together, and two who can change this list. */
function isWorkable(of: SigningOfficers): boolean {
  const able = (role: SigningRole) =>
    of.officers.filter(({ roles, credentials }) => roles.includes(role) && credentials.length > 0)
  const [issuing, validating] = [able('issue'), able('validate')]
  const areTwo = issuing.some((one) => validating.some((other) => other.id !== one.id))
  return areTwo && able('key').length >= 2
}
