import { compareBytes, concatBytes, fromHex } from '../crypto/bytes.ts'
import type { PublicKey } from '../crypto/signature.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** SubjectPublicKeyInfo before the point of a P-256 key (RFC 5480), uncompressed form included. */
const P256_PREFIX = bytesOf('3059301306072a8648ce3d020106082a8648ce3d03010703420004')
/** SubjectPublicKeyInfo before the 32 bytes of an Ed25519 key (RFC 8410). */
const ED25519_PREFIX = bytesOf('302a300506032b6570032100')

const PEM_BEGIN = '-----BEGIN PUBLIC KEY-----'
const PEM_END = '-----END PUBLIC KEY-----'
/** 91 bytes of P-256 are 124 characters and two lines of frame. */
const MAX_PEM = 256

/** The DER form (SubjectPublicKeyInfo) that node:crypto, OpenSSL and TUF tools read. */
export function encodeSpki(key: PublicKey): Uint8Array {
  return key.alg === 'ESP256'
    ? concatBytes(P256_PREFIX, key.x, key.y)
    : concatBytes(ED25519_PREFIX, key.x)
}

/** Reads the two forms that `encodeSpki` writes; undefined for any other key, curve or spelling. */
export function decodeSpki(der: Uint8Array): PublicKey | undefined {
  if (der.length === P256_PREFIX.length + 64 && startsWith(der, P256_PREFIX)) {
    return { alg: 'ESP256', x: der.slice(27, 59), y: der.slice(59) }
  }
  if (der.length === ED25519_PREFIX.length + 32 && startsWith(der, ED25519_PREFIX)) {
    return { alg: 'Ed25519', x: der.slice(12) }
  }
  return undefined
}

/** `key` as a PEM block (RFC 7468) with one final newline, as OpenSSL writes it. */
export function encodePem(key: PublicKey): string {
  const lines = toBase64(encodeSpki(key)).match(/.{1,64}/g) ?? []
  return `${[PEM_BEGIN, ...lines, PEM_END].join('\n')}\n`
}

/** The key in one PEM block, with line breaks of either kind; undefined for anything else. */
export function decodePem(pem: string): PublicKey | undefined {
  if (pem.length > MAX_PEM) return undefined
  const text = pem.trim()
  if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) return undefined
  const der = fromBase64(
    text.slice(PEM_BEGIN.length, text.length - PEM_END.length).replace(/[\r\n]/g, ''),
  )
  return der === undefined ? undefined : decodeSpki(der)
}

/**
 * r || s, 64 bytes, from the DER form (RFC 3279, 2.2.3) in which TUF carries an ECDSA signature.
 * Strict DER, but a high s is accepted: TUF signers do not lower it.
 */
export function rawSignature(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return undefined
  const r = integerAt(der, 2)
  const s = r === undefined ? undefined : integerAt(der, r.end)
  if (r === undefined || s === undefined || s.end !== der.length) return undefined
  return concatBytes(r.value, s.value)
}

function integerAt(der: Uint8Array, at: number): { value: Uint8Array; end: number } | undefined {
  const length = der[at + 1]
  if (der[at] !== 0x02 || length === undefined || length === 0) return undefined
  const end = at + 2 + length
  const digits = der.subarray(at + 2, end)
  const first = digits[0]
  if (first === undefined || digits.length !== length || first >= 0x80) return undefined
  const padded = first === 0 && length > 1
  if (padded && (digits[1] as number) < 0x80) return undefined
  const magnitude = padded ? digits.subarray(1) : digits
  if (magnitude.length > 32) return undefined
  const value = new Uint8Array(32)
  value.set(magnitude, 32 - magnitude.length)
  return { value, end }
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return compareBytes(bytes.subarray(0, prefix.length), prefix) === 0
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) as Uint8Array
}
