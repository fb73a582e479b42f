import { createHash } from 'node:crypto'
import type { CardKey } from './card-token.ts'

const DIGESTS = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const
const ECDSA = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' } as const
const RSA = '1.2.840.113549.1.1.1'

/**
 * A detached signature over `content` (CMS SignedData, RFC 5652, in DER) with the attributes that say
 * what was signed and when, and the card's certificate.
 */
export async function cardSignature(
  { certificate, hash, kind, sign }: CardKey,
  content: Uint8Array,
  at: Date,
): Promise<Uint8Array> {
  const [asn1, pkijs] = await Promise.all([import('asn1js'), import('pkijs')])
  const parsed = pkijs.Certificate.fromBER(certificate.raw)
  const digest = createHash(hash).update(content).digest()
  const attribute = (type: string, value: InstanceType<typeof asn1.BaseBlock>) =>
    new pkijs.Attribute({ type, values: [value] })
  // A SET OF in DER is sorted by its bytes; these three are in this order, by their length.
  const attributes = [
    attribute('1.2.840.113549.1.9.3', new asn1.ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })),
    attribute('1.2.840.113549.1.9.5', new asn1.UTCTime({ valueDate: at })),
    attribute('1.2.840.113549.1.9.4', new asn1.OctetString({ valueHex: digest })),
  ]
  const signed = new asn1.Set({ value: attributes.map((each) => each.toSchema()) }).toBER()
  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: DIGESTS[hash] })
  const signature = await sign(new Uint8Array(signed))
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: parsed.issuer,
      serialNumber: parsed.serialNumber,
    }),
    digestAlgorithm,
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({
      algorithmId: kind === 'ec' ? ECDSA[hash] : RSA,
      ...(kind === 'rsa' && { algorithmParams: new asn1.Null() }),
    }),
    signature: new asn1.OctetString({ valueHex: signature }),
  })
  const data = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    certificates: [parsed],
    signerInfos: [signer],
  })
  const info = new pkijs.ContentInfo({
    contentType: '1.2.840.113549.1.7.2',
    content: data.toSchema(true),
  })
  return new Uint8Array(info.toSchema().toBER())
}
