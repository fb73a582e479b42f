import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { encodeCbor } from '../src/crypto/cbor.ts'
import { publicKeyOf } from '../src/participants/adapters/node-signer.ts'
import type { Approval } from '../src/participants/approvals.ts'

export type AssertionChange = {
  readonly type?: string
  readonly origin?: string
  readonly rpId?: string
  readonly flags?: number
  readonly behind?: Uint8Array
  readonly more?: object
}

/** An authenticator in software, as far as an assertion goes: one P-256 credential. */
export type Passkey = {
  readonly credentialId: Uint8Array
  /** The COSE key that it registers. */
  readonly publicKey: Uint8Array
  readonly assert: (
    challenge: Uint8Array,
    change?: AssertionChange,
  ) => NonNullable<Approval['assertion']>
}

export const RP_ID = 'kp.example'
export const ORIGIN = 'https://kp.example'
/** A person is there and was recognised; the credential may be and was copied to another device. */
const FLAGS = 0x01 | 0x04 | 0x08 | 0x10

export function makePasskey(): Passkey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKeyOf(privateKey)
  if (key.alg !== 'ESP256') throw new Error('not P-256')
  const credentialId = new Uint8Array(randomBytes(16))
  const publicKey = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, key.x],
      [-3, key.y],
    ]),
  )
  return {
    credentialId,
    publicKey,
    assert(challenge, change = {}) {
      const { type = 'webauthn.get', origin = ORIGIN, rpId = RP_ID, flags = FLAGS } = change
      const asked = Buffer.from(challenge).toString('base64url')
      const client = { type, challenge: asked, origin, crossOrigin: false, ...change.more }
      const clientDataJSON = new Uint8Array(Buffer.from(JSON.stringify(client)))
      const authenticatorData = new Uint8Array([
        ...createHash('sha256').update(rpId).digest(),
        flags,
        ...[0, 0, 0, 7],
        ...(change.behind ?? []),
      ])
      const digest = createHash('sha256').update(clientDataJSON).digest()
      const signed = Buffer.concat([authenticatorData, digest])
      const signature = new Uint8Array(sign('sha256', signed, privateKey))
      return { credentialId, authenticatorData, clientDataJSON, signature }
    },
  }
}
