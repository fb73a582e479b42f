import type { PublicKey } from './signature.ts'
import { decodeCbor } from './strict-cbor.ts'

/** Labels of a COSE key (RFC 9052, 7.1; RFC 9053, 7.1.1) and the values that mean ES256 on P-256. */
const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3 } as const
const EC2 = 2
const ES256 = -7
const P256 = 1

/** The ES256 key that a browser registers for a passkey; undefined for any other. */
export function coseKey(bytes: Uint8Array): PublicKey | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !(decoded.value instanceof Map) || decoded.value.size !== 5) return undefined
  const key = decoded.value
  const isP256 = key.get(LABEL.kty) === EC2 && key.get(LABEL.crv) === P256
  const [x, y] = [key.get(LABEL.x), key.get(LABEL.y)]
  if (!isP256 || key.get(LABEL.alg) !== ES256 || !isCoordinate(x) || !isCoordinate(y))
    return undefined
  return { alg: 'ESP256', x: x.slice(), y: y.slice() }
}

function isCoordinate(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32
}
