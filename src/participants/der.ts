import { fromBase64, toBase64 } from '../crypto/base64.ts'
import { compareBytes, concatBytes, fromHex } from '../crypto/bytes.ts'
import type { PublicKey } from '../crypto/signature.ts'

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

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return compareBytes(bytes.subarray(0, prefix.length), prefix) === 0
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) as Uint8Array
}
