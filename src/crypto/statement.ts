import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { type CborMap, type CborValue, encodeCbor } from './cbor.ts'
import { type CoseRefusal, parseSign1, type Sign1, sign1 } from './cose.ts'
import type { Signer } from './signature.ts'
import { type CborRefusal, decodeCbor } from './strict-cbor.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** Claim keys (RFC 8392), and the private claim that holds the body of a statement. */
const CLAIM = { iss: 1, exp: 4, iat: 6, cti: 7, body: -65537 } as const

/** 2,048 bytes fill a QR code far beyond version 22; statements without goods are smaller still. */
export const MAX_STATEMENT_BYTES = 65_536

export type StatementRefusal = CoseRefusal | 'STATEMENT_TOO_LONG' | 'STATEMENT_CLAIMS'

/** What an authority says, once, under its name: the only thing that crosses a border. */
export type Claims = {
  /** Who says it. */
  readonly iss: PartyCode
  /** When it was signed, epoch seconds. */
  readonly iat: number
  /** The first second at which it no longer counts, epoch seconds, for kinds that end. */
  readonly exp: number | null
  /** The certificate number or the statement's own id. */
  readonly cti: string
  readonly body: CborMap
}

export type Statement = Claims & { readonly sign1: Sign1; readonly bytes: Uint8Array }

/** Signs `claims` as a statement of the kind that `typ` names. The bytes are final: keep them exactly. */
export function signStatement(signer: Signer, typ: string, claims: Claims): Promise<Uint8Array> {
  return sign1(signer, typ, encodeClaims(claims))
}

export function encodeClaims(claims: Claims): Uint8Array {
  const map = new Map<number, CborValue>([
    [CLAIM.iss, claims.iss],
    [CLAIM.iat, claims.iat],
    [CLAIM.cti, encodeUtf8(claims.cti)],
    [CLAIM.body, claims.body],
  ])
  if (claims.exp !== null) map.set(CLAIM.exp, claims.exp)
  return encodeCbor(map)
}

/** Reads a statement's form. Says nothing about who signed it: that takes the trust list. */
export function parseStatement(
  bytes: Uint8Array,
  maxBytes = MAX_STATEMENT_BYTES,
): Outcome<Statement, StatementRefusal> {
  if (bytes.length > maxBytes) return refuse('STATEMENT_TOO_LONG')
  const cose = parseSign1(bytes)
  if (!cose.ok) return cose
  const claims = decodeClaims(cose.value.payload)
  return claims.ok ? accept({ ...claims.value, sign1: cose.value, bytes }) : claims
}

/** Reads what `encodeClaims` writes, and nothing else. */
export function decodeClaims(
  payload: Uint8Array,
): Outcome<Claims, CborRefusal | 'STATEMENT_CLAIMS'> {
  const decoded = decodeCbor(payload)
  if (!decoded.ok) return decoded
  const claims = parseClaims(decoded.value)
  return claims === undefined ? refuse('STATEMENT_CLAIMS') : accept(claims)
}

function parseClaims(value: CborValue): Claims | undefined {
  if (!(value instanceof Map)) return undefined
  const iss = value.get(CLAIM.iss)
  const iat = value.get(CLAIM.iat)
  const exp = value.get(CLAIM.exp) ?? null
  const cti = textOf(value.get(CLAIM.cti))
  const body = value.get(CLAIM.body)
  const known = value.size === (exp === null ? 4 : 5)
  if (!known || !isPartyCode(iss) || cti === undefined || !(body instanceof Map)) return undefined
  if (!isTime(iat) || (exp !== null && !(isTime(exp) && exp > iat))) return undefined
  return { iss, iat, exp, cti, body }
}

/** Seconds from 2000 to 9999: anything else is a mistake of units. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 946_684_800 && value <= 253_402_300_799
}

function textOf(value: CborValue | undefined): string | undefined {
  const sized = value instanceof Uint8Array && value.length > 0 && value.length <= 64
  return sized ? decodeUtf8(value) : undefined
}
