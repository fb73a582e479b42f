import { sha256 } from '@noble/hashes/sha2.js'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { toBase64Url } from './base64.ts'
import { concatBytes, sameBytes } from './bytes.ts'
import { rawSignature } from './der-signature.ts'
import { type PublicKey, type VerifySignature, withLowS } from './signature.ts'
import { decodeCbor } from './strict-cbor.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** What an authenticator gives back for a challenge (WebAuthn Level 2, 5.2.2), bytes as they came. */
export type Assertion = {
  readonly authenticatorData: Uint8Array
  readonly clientDataJSON: Uint8Array
  /** ECDSA in DER, or the 64 bytes of Ed25519. */
  readonly signature: Uint8Array
}

/** What the assertion has to be about. */
export type AssertionFor = {
  /** The credential's public key, as it was registered. */
  readonly key: PublicKey
  /** The domain that the credential belongs to, such as `kp.example`. */
  readonly rpId: string
  /** Where a page may have asked for it, such as `https://kp.example`. */
  readonly origins: readonly string[]
  readonly challenge: Uint8Array
}

export type WebauthnRefusal =
  | 'WEBAUTHN_FORM'
  | 'WEBAUTHN_TYPE'
  | 'WEBAUTHN_CHALLENGE'
  | 'WEBAUTHN_ORIGIN'
  | 'WEBAUTHN_DOMAIN'
  | 'WEBAUTHN_NOT_PRESENT'
  | 'WEBAUTHN_NOT_VERIFIED'
  | 'WEBAUTHN_SIGNATURE'

/** A browser writes about 200 bytes, more where it names the page around a frame. */
const MAX_CLIENT_DATA = 4096
/** SHA-256 of the domain, flags and counter; a signature covers nothing else without extensions. */
const AUTHENTICATOR_DATA = 37
const MAX_EXTENSIONS = 1024
/** Of both algorithms, as our own signatures have it. */
const SIGNATURE_BYTES = 64
const FLAG = { present: 0x01, verified: 0x04, attested: 0x40, extensions: 0x80 } as const

/**
 * Verifies a WebAuthn assertion (WebAuthn Level 2, 7.2, steps 11 to 20) of a person who was present
 * and was recognised by the authenticator. ES256 and Ed25519. The counter is not looked at: credentials that
 * are copied between devices do not count.
 */
export async function verifyAssertion(
  { authenticatorData, clientDataJSON, signature }: Assertion,
  expected: AssertionFor,
  verify: VerifySignature,
): Promise<Outcome<true, WebauthnRefusal>> {
  const asked = checkClientData(clientDataJSON, expected)
  if (!asked.ok) return asked
  const seen = checkAuthenticatorData(authenticatorData, expected.rpId)
  if (!seen.ok) return seen
  const isEcdsa = expected.key.alg === 'ESP256'
  const raw = isEcdsa ? rawSignature(signature) : signature
  if (raw?.length !== SIGNATURE_BYTES) return refuse('WEBAUTHN_FORM')
  const signed = concatBytes(authenticatorData, sha256(clientDataJSON))
  // Authenticators do not lower s, and a primitive may insist on it: the other spelling is as good.
  const isGood = await verify(expected.key, signed, isEcdsa ? withLowS(raw) : raw)
  return isGood ? accept(true) : refuse('WEBAUTHN_SIGNATURE')
}

function checkClientData(
  bytes: Uint8Array,
  { challenge, origins }: AssertionFor,
): Outcome<true, WebauthnRefusal> {
  const data = clientDataOf(bytes)
  if (data === undefined) return refuse('WEBAUTHN_FORM')
  if (data.type !== 'webauthn.get') return refuse('WEBAUTHN_TYPE')
  if (data.challenge !== toBase64Url(challenge)) return refuse('WEBAUTHN_CHALLENGE')
  const isOurs = typeof data.origin === 'string' && origins.includes(data.origin)
  // Within a page of somebody else a person cannot see what is confirmed.
  return isOurs && data.crossOrigin !== true ? accept(true) : refuse('WEBAUTHN_ORIGIN')
}

function clientDataOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const text = bytes.length <= MAX_CLIENT_DATA ? decodeUtf8(bytes) : undefined
  if (text === undefined) return undefined
  try {
    const json: unknown = JSON.parse(text)
    const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json)
    return isRecord ? (json as Record<string, unknown>) : undefined
  } catch {
    // The reader of JSON has no other way to say that it is none.
    return undefined
  }
}

function checkAuthenticatorData(data: Uint8Array, rpId: string): Outcome<true, WebauthnRefusal> {
  if (data.length < AUTHENTICATOR_DATA) return refuse('WEBAUTHN_FORM')
  const flags = data[32] as number
  if (!sameBytes(data.subarray(0, 32), sha256(encodeUtf8(rpId)))) return refuse('WEBAUTHN_DOMAIN')
  if ((flags & FLAG.present) === 0) return refuse('WEBAUTHN_NOT_PRESENT')
  if ((flags & FLAG.verified) === 0) return refuse('WEBAUTHN_NOT_VERIFIED')
  return hasRightLength(flags, data.subarray(AUTHENTICATOR_DATA))
    ? accept(true)
    : refuse('WEBAUTHN_FORM')
}

/** A new credential has no place in an assertion; extensions are one CBOR map and nothing behind it. */
function hasRightLength(flags: number, rest: Uint8Array): boolean {
  if ((flags & FLAG.attested) !== 0) return false
  if ((flags & FLAG.extensions) === 0) return rest.length === 0
  const map = rest.length <= MAX_EXTENSIONS ? decodeCbor(rest) : undefined
  return map?.ok === true && map.value instanceof Map
}
