import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { encode } from 'cborg'

type Options = { readonly challenge: string; readonly rpId?: string; readonly rp?: { id?: string } }
/** What a hostile or broken browser or authenticator changes. */
type Lies = Partial<{
  readonly origin: string
  readonly rpId: string
  readonly type: string
  readonly crossOrigin: boolean
  readonly flags: number
  readonly counter: number
  readonly userHandle: string
}>

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const WITH_CREDENTIAL = 0x40

/** An authenticator that does as it is told: one ES256 key, and a counter that goes on. */
export function passkeyInSoftware(origin: string, userId = '') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const coseKey = encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  )
  const id = randomBytes(16)
  let counter = 0

  const clientData = (type: string, { challenge }: Options, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge,
        origin: lies.origin ?? origin,
        crossOrigin: lies.crossOrigin ?? false,
      }),
    )
  const authenticatorData = (options: Options, lies: Lies, more: Uint8Array, flags: number) => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? counter)
    const rpId = lies.rpId ?? options.rpId ?? options.rp?.id ?? ''
    const head = createHash('sha256').update(rpId).digest()
    const flag = Buffer.from([lies.flags ?? flags | USER_PRESENT | USER_VERIFIED])
    return Buffer.concat([head, flag, count, more])
  }
  const base = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  }
  return {
    id,
    coseKey,
    create: (options: Options, lies: Lies = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey])
      const authData = new Uint8Array(authenticatorData(options, lies, credential, WITH_CREDENTIAL))
      const attestation = encode({ fmt: 'none', attStmt: {}, authData })
      return {
        ...base,
        response: {
          clientDataJSON: clientData('webauthn.create', options, lies).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get: (options: Options, lies: Lies = {}) => {
      const data = clientData('webauthn.get', options, lies)
      const authData = authenticatorData(options, lies, new Uint8Array(), 0)
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
      return {
        ...base,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
          userHandle: Buffer.from(lies.userHandle ?? userId).toString('base64url'),
        },
      }
    },
  }
}
export type PasskeyInSoftware = ReturnType<typeof passkeyInSoftware>
