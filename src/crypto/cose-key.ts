import type { PublicKey } from './signature.ts'
import { decodeCbor } from './strict-cbor.ts'

/** Labels of a COSE key (RFC 9052, 7.1; RFC 9053, 7.1 and 7.2) and the values that mean ES256 and Ed25519. */
const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3 } as const
const EC2 = 2
const ES256 = -7
const P256 = 1
const [OKP, EDDSA, ED25519] = [1, -8, 6]

/** The ES256 or Ed25519 key that a browser registers for a passkey; undefined for any other. */
export function coseKey(bytes: Uint8Array): PublicKey | undefined {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !(decoded.value instanceof Map)) return undefined
  const key = decoded.value
  if (key.get(LABEL.kty) === OKP) return ed25519Key(key)
  if (key.size !== 5) return undefined
  const isP256 = key.get(LABEL.kty) === EC2 && key.get(LABEL.crv) === P256
  const [x, y] = [key.get(LABEL.x), key.get(LABEL.y)]
  if (!isP256 || key.get(LABEL.alg) !== ES256 || !isCoordinate(x) || !isCoordinate(y))
    return undefined
  return { alg: 'ESP256', x: x.slice(), y: y.slice() }
}

function ed25519Key(key: ReadonlyMap<unknown, unknown>): PublicKey | undefined {
  const isEd25519 = key.get(LABEL.alg) === EDDSA && key.get(LABEL.crv) === ED25519
  const x = key.get(LABEL.x)
  return key.size === 4 && isEd25519 && isCoordinate(x)
    ? { alg: 'Ed25519', x: x.slice() }
    : undefined
}

function isCoordinate(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32
}
