import { concatBytes } from './bytes.ts'

/**
 * r || s, 64 bytes, from the DER form (RFC 3279, 2.2.3) in which TUF and WebAuthn carry an ECDSA
 * signature. Strict DER, but a high s is accepted: neither TUF signers nor authenticators lower it.
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
