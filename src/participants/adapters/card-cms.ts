import type { Attribute, Certificate, SignedData, SignerInfo } from 'pkijs'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { CardRefusal } from '../card-refusals.ts'
import { MAX_CARD_SIGNATURE } from '../card-signature.ts'

/** The card's own and those between it and its authority; tools put the authority's there too. */
const MAX_CERTIFICATES = 6

const ID_DATA = '1.2.840.113549.1.7.1'
const ID_SIGNED_DATA = '1.2.840.113549.1.7.2'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const SUBJECT_KEY_ID = '2.5.29.14'

/** A detached signature with its one signer, as it was read; nothing of it is checked yet. */
export type CardCms = {
  readonly der: Uint8Array
  readonly signer: SignerInfo
  readonly certificate: Certificate
  /** What else came with it: certificates between the card's and its authority. */
  readonly others: readonly Certificate[]
  /** What was signed: the attributes as a SET in DER (RFC 5652, 5.4). */
  readonly signedBytes: Uint8Array
  readonly messageDigest: Uint8Array
  readonly signedAt: Date
}

/** Reads CMS signed data (RFC 5652), DER or PEM, that is detached and has one signer with signed attributes. */
export async function readCardCms(file: Uint8Array): Promise<Outcome<CardCms, CardRefusal>> {
  if (file.length > MAX_CARD_SIGNATURE)
    return refuse('PARTICIPANTS_CARD_TOO_LARGE', undefined, { max: MAX_CARD_SIGNATURE })
  const der = fromPem(file)
  const signed = await signedDataIn(der)
  if (!signed.ok) return signed
  const { encapContentInfo, signerInfos, certificates = [] } = signed.value
  if (encapContentInfo.eContent !== undefined) return refuse('PARTICIPANTS_CARD_NOT_DETACHED')
  const [signer] = signerInfos
  if (signer === undefined || signerInfos.length > 1)
    return refuse('PARTICIPANTS_CARD_SIGNERS', undefined, { count: signerInfos.length })
  const attributes = attributesOf(signer, encapContentInfo.eContentType)
  if (attributes === undefined) return refuse('PARTICIPANTS_CARD_ATTRIBUTES')
  const known = certificates.filter((each): each is Certificate => 'tbsView' in each)
  const certificate = known.find((each) => isOf(signer, each))
  if (certificate === undefined || certificates.length > MAX_CERTIFICATES)
    return refuse('PARTICIPANTS_CARD_CERTIFICATE')
  const others = known.filter((each) => each !== certificate)
  return accept({ der, signer, certificate, others, ...attributes })
}

async function signedDataIn(der: Uint8Array): Promise<Outcome<SignedData, CardRefusal>> {
  const [{ fromBER }, pkijs] = await Promise.all([import('asn1js'), import('pkijs')])
  try {
    const { offset, result } = fromBER(der)
    if (offset === -1) return refuse('PARTICIPANTS_CARD_FORM')
    if (offset !== der.length) return refuse('PARTICIPANTS_CARD_TRAILING')
    const { contentType, content } = new pkijs.ContentInfo({ schema: result })
    if (contentType !== ID_SIGNED_DATA) return refuse('PARTICIPANTS_CARD_FORM')
    return accept(new pkijs.SignedData({ schema: content }))
  } catch {
    // The packages throw for each of the hundred ways in which bytes are something else.
    return refuse('PARTICIPANTS_CARD_FORM')
  }
}

/** The three attributes that have to be there, each once and with one value. */
function attributesOf({ signedAttrs }: SignerInfo, contentType: string) {
  const all = signedAttrs?.attributes ?? []
  const only = (type: string): Attribute['values'][number] | undefined => {
    const [found, ...more] = all.filter((each) => each.type === type)
    return more.length === 0 && found?.values.length === 1 ? found.values[0] : undefined
  }
  const named = only(CONTENT_TYPE)?.valueBlock?.toString()
  const digest = only(MESSAGE_DIGEST)?.valueBlock?.valueHexView
  const time = only(SIGNING_TIME)?.toDate?.()
  if (named !== ID_DATA || contentType !== ID_DATA) return undefined
  if (signedAttrs === undefined || !(digest instanceof Uint8Array) || !isTime(time))
    return undefined
  const signedBytes = new Uint8Array(signedAttrs.encodedValue)
  return { signedBytes, messageDigest: digest, signedAt: time }
}

function isTime(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

/** Whether the signer is named by issuer and serial number, or by the identifier of the key. */
function isOf({ sid }: SignerInfo, certificate: Certificate): boolean {
  if ('serialNumber' in sid && 'issuer' in sid)
    return (
      certificate.serialNumber.isEqual(sid.serialNumber) && certificate.issuer.isEqual(sid.issuer)
    )
  const id = certificate.extensions?.find(({ extnID }) => extnID === SUBJECT_KEY_ID)
  const [named, own] = [sid?.valueBlock?.valueHexView, id?.parsedValue?.valueBlock?.valueHexView]
  if (!(named instanceof Uint8Array) || !(own instanceof Uint8Array)) return false
  return Buffer.from(named).equals(own)
}

/** What a PEM file holds (RFC 7468); every other file as it is. */
function fromPem(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString('latin1').trim()
  const [, , body] = /^-----BEGIN (CMS|PKCS7)-----\s([\s\S]*?)-----END \1-----$/.exec(text) ?? []
  return body === undefined ? file : new Uint8Array(Buffer.from(body, 'base64'))
}
