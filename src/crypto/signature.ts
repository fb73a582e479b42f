import { sha256 } from '@noble/hashes/sha2.js'
import { encodeCbor } from './cbor.ts'

/** The two algorithms that a statement may carry (RFC 9864 names), with their COSE numbers. */
export const ALGORITHMS = { ESP256: -9, Ed25519: -19 } as const
export type Algorithm = keyof typeof ALGORITHMS

/** A public key by its coordinates, 32 bytes each; `y` for ESP256 only. */
export type PublicKey =
  | { readonly alg: 'ESP256'; readonly x: Uint8Array; readonly y: Uint8Array }
  | { readonly alg: 'Ed25519'; readonly x: Uint8Array }

/**
 * The platform's primitive, handed in: node:crypto on a server, WebCrypto in a browser. The
 * signature is 64 bytes, r || s for ESP256. It answers false, and never throws, for a bad signature.
 */
export type VerifySignature = (
  key: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>

/** Signs as one key; the private half stays where it is kept. ESP256 signatures have a low s. */
export type Signer = {
  readonly key: PublicKey
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}

/** SHA-256 over the required members of the COSE key (RFC 9679). */
export function thumbprint(key: PublicKey): Uint8Array {
  return sha256(
    encodeCbor(
      key.alg === 'ESP256'
        ? new Map<number, number | Uint8Array>([
            [1, 2],
            [-1, 1],
            [-2, key.x],
            [-3, key.y],
          ])
        : new Map<number, number | Uint8Array>([
            [1, 1],
            [-1, 6],
            [-2, key.x],
          ]),
    ),
  )
}

/** The first 8 bytes of the thumbprint. Ids may collide, so a reader tries each key that matches. */
export function keyId(key: PublicKey): Uint8Array {
  return thumbprint(key).slice(0, 8)
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const HALF_ORDER = bigEndian(P256_ORDER / 2n)

/** Of the two spellings (r, s) and (r, n - s), the one with the lower s is the only one accepted. */
export function hasLowS(signature: Uint8Array): boolean {
  for (let at = 0; at < 32; at += 1) {
    const difference = (signature[32 + at] as number) - (HALF_ORDER[at] as number)
    if (difference !== 0) return difference < 0
  }
  return true
}

export function withLowS(signature: Uint8Array): Uint8Array {
  if (hasLowS(signature)) return signature
  let s = 0n
  for (const byte of signature.subarray(32)) s = s * 256n + BigInt(byte)
  const low = signature.slice()
  low.set(bigEndian(P256_ORDER - s), 32)
  return low
}

function bigEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32)
  let rest = value
  for (let at = 31; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}
