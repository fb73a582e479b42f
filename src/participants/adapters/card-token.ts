import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import type { Attribute, PKCS11 } from 'pkcs11js'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { CardTokenRefusal } from '../card-refusals.ts'
import type { KeyStoreRefusal } from '../signer-refusals.ts'
import { loadModule, loadPackage, type Pkcs11, reasonOf, type Session } from './pkcs11-session.ts'

export type CardPlace = {
  /** The library of the card's maker. */
  readonly module: string
  /** The label of the token; the only one that is there without it. */
  readonly token: string | null
  /** The label of the private key. */
  readonly label: string
  readonly pin: string
  /** Where the PIN came from, for the sentence that says that it was wrong. */
  readonly pinFrom: string
}

/** What a card signs with; `sign` is given what is to be hashed and gives the bytes that CMS keeps. */
export type CardKey = {
  readonly certificate: X509Certificate
  readonly hash: 'sha256' | 'sha384'
  readonly kind: 'ec' | 'rsa'
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}

type CardRefused = KeyStoreRefusal | CardTokenRefusal

/** Opens the card, hands its key to `work` and closes the card again. A PIN is tried once. */
export async function withCard<T>(
  place: CardPlace,
  work: (key: CardKey) => Promise<T>,
): Promise<Outcome<T, CardRefused>> {
  const p11 = await loadPackage()
  if (!p11.ok) return p11
  const module = loadModule(p11.value, place.module)
  if (!module.ok) return module
  try {
    const session = signIn(p11.value, module.value, place)
    if (!session.ok) return session
    const key = keyOf(session.value, place)
    return key.ok ? accept(await work(key.value)) : key
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason.startsWith('CKR_')) throw error
    return refuse('PARTICIPANTS_PKCS11_FAILED', undefined, { reason })
  } finally {
    module.value.C_Finalize()
    module.value.close()
  }
}

function signIn(
  p11: Pkcs11,
  module: PKCS11,
  { token, pin, pinFrom }: CardPlace,
): Outcome<Session, CardRefused> {
  const slots = module
    .C_GetSlotList(true)
    .map((slot) => ({ slot, ...module.C_GetTokenInfo(slot) }))
    .map(({ slot, label, flags }) => ({ slot, label: label.trim(), flags }))
    .filter(({ flags }) => (flags & p11.CKF_TOKEN_INITIALIZED) !== 0)
    .filter(({ label }) => token === null || label === token)
  const [found] = slots
  if (found === undefined)
    return refuse('PARTICIPANTS_PKCS11_TOKEN', undefined, { token: token ?? '' })
  // The PIN of one card tried at another locks the other.
  if (slots.length > 1) {
    const labels = slots.map(({ label }) => label).join(', ')
    return refuse('PARTICIPANTS_CARD_TOKENS', undefined, { labels })
  }
  const handle = module.C_OpenSession(found.slot, p11.CKF_SERIAL_SESSION)
  try {
    module.C_Login(handle, p11.CKU_USER, pin)
  } catch (error) {
    const detail = { token: found.label, file: pinFrom, reason: reasonOf(error) }
    return refuse('PARTICIPANTS_PKCS11_PIN', undefined, detail)
  }
  return accept({ p11, module, handle })
}

function keyOf(session: Session, { label, pin }: CardPlace): Outcome<CardKey, CardRefused> {
  const { p11, module, handle } = session
  const [key] = find(session, [
    { type: p11.CKA_CLASS, value: p11.CKO_PRIVATE_KEY },
    { type: p11.CKA_LABEL, value: label },
  ])
  const id = key && attribute(session, key, p11.CKA_ID)
  const [object] = id
    ? find(session, [
        { type: p11.CKA_CLASS, value: p11.CKO_CERTIFICATE },
        { type: p11.CKA_ID, value: id },
      ])
    : []
  const value = object && attribute(session, object, p11.CKA_VALUE)
  const shape = value && shapeOf(new X509Certificate(value))
  if (key === undefined || shape === undefined)
    return refuse('PARTICIPANTS_CARD_KEY', undefined, { label })
  const sign = async (message: Uint8Array) => {
    const digest = createHash(shape.hash).update(message).digest()
    const isEc = shape.kind === 'ec'
    module.C_SignInit(handle, { mechanism: isEc ? p11.CKM_ECDSA : p11.CKM_RSA_PKCS }, key)
    // Keys for signatures that the law recognises ask for the PIN before each of them.
    if (attribute(session, key, p11.CKA_ALWAYS_AUTHENTICATE)?.[0] === 1)
      module.C_Login(handle, p11.CKU_CONTEXT_SPECIFIC, pin)
    const input = isEc ? digest : Buffer.concat([SHA256_INFO, digest])
    const signature = module.C_Sign(handle, input, Buffer.alloc(MAX_SIGNATURE))
    return isEc ? derOf(signature) : new Uint8Array(signature)
  }
  return accept({ ...shape, sign })
}

/** Bytes of the longest signature, with an RSA key of 8192 bits. */
const MAX_SIGNATURE = 1024
/** What stands before a SHA-256 in PKCS#1 v1.5 (RFC 8017, 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

function shapeOf(certificate: X509Certificate): Omit<CardKey, 'sign'> | undefined {
  const { asymmetricKeyType, asymmetricKeyDetails }: KeyObject = certificate.publicKey
  if (asymmetricKeyType === 'rsa') return { certificate, kind: 'rsa', hash: 'sha256' }
  const { namedCurve } = asymmetricKeyDetails ?? {}
  if (namedCurve === 'prime256v1') return { certificate, kind: 'ec', hash: 'sha256' }
  return namedCurve === 'secp384r1' ? { certificate, kind: 'ec', hash: 'sha384' } : undefined
}

/** A token gives r and s side by side; CMS wants a SEQUENCE of two INTEGERs (RFC 5753, 2.1.1). */
async function derOf(raw: Uint8Array): Promise<Uint8Array> {
  const { Integer, Sequence } = await import('asn1js')
  const half = raw.length / 2
  const integers = [raw.subarray(0, half), raw.subarray(half)].map((bytes) =>
    Integer.fromBigInt(BigInt(`0x${Buffer.from(bytes).toString('hex')}`)),
  )
  return new Uint8Array(new Sequence({ value: integers }).toBER())
}

function find({ module, handle }: Session, template: Attribute[]): Buffer[] {
  module.C_FindObjectsInit(handle, template)
  const found = module.C_FindObjects(handle, 2)
  module.C_FindObjectsFinal(handle)
  return found
}

function attribute({ module, handle }: Session, object: Buffer, type: number): Buffer | undefined {
  const [found] = module.C_GetAttributeValue(handle, object, [{ type }])
  return Buffer.isBuffer(found?.value) && found.value.length > 0 ? found.value : undefined
}
