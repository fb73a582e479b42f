import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import type { AlgorithmIdentifier, SignerInfo } from 'pkijs'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { CardRefusal } from '../card-refusals.ts'
import { CARD_ALGORITHMS, type CardAlgorithm } from '../card-rules.ts'
import type { Card, CardChecks, CardSigned, CardToCheck } from '../card-signature.ts'
import { checkChain, subjectOf } from './card-chain.ts'
import { type CardCms, readCardCms } from './card-cms.ts'

const HOUR = 3_600_000
/** What was signed this morning may be handed in tonight; a clock ahead of ours by more is wrong. */
const [BEFORE_MS, AFTER_MS] = [24 * HOUR, HOUR / 6]
const [MIN_RSA_BITS, MAX_RSA_BITS] = [3072, 8192]
const PSS_SALT_BYTES = 32

export const cardChecks: CardChecks = {
  signature: checkCardSignature,
  certificate: readCardCertificate,
}

/** Whether a card that the rule allows signed exactly these bytes, and which card it was. */
async function checkCardSignature({
  signature,
  content,
  rule,
  at,
}: CardToCheck): Promise<Outcome<CardSigned, CardRefusal>> {
  const read = await readCardCms(signature)
  if (!read.ok) return read
  const cms = read.value
  const chain = checkChain(cms.certificate, cms.others, { rule, at })
  if (!chain.ok) return chain
  const { publicKey } = chain.value
  const algorithm = await algorithmOf(cms.signer, publicKey)
  if (algorithm === undefined || !rule.algorithms.includes(algorithm))
    return refuse('PARTICIPANTS_CARD_ALGORITHM', undefined, { found: algorithm ?? 'unknown' })
  const digest = createHash(hashOf(algorithm)).update(content).digest()
  if (!digest.equals(cms.messageDigest)) return refuse('PARTICIPANTS_CARD_DIGEST')
  if (!isSigned(cms, algorithm, publicKey)) return refuse('PARTICIPANTS_CARD_SIGNATURE')
  const { signedAt, der } = cms
  const late = signedAt.getTime() - at.getTime()
  if (late > AFTER_MS || late < -BEFORE_MS)
    return refuse('PARTICIPANTS_CARD_TIME', undefined, { signedAt: signedAt.toISOString() })
  return accept({ card: cardOf(chain.value), algorithm, signedAt, der })
}

/** Characters: the card's certificate and two between it and its authority. */
const MAX_PEM = 16_000
const MAX_BLOCKS = 4

/**
 * Whose card a certificate in PEM is, where one of the rule's authorities stands for it at an instant;
 * certificates between the two may follow it.
 */
async function readCardCertificate(
  pem: unknown,
  { rule, at }: Pick<CardToCheck, 'rule' | 'at'>,
): Promise<Outcome<Card, CardRefusal>> {
  const text = typeof pem === 'string' && pem.length <= MAX_PEM ? pem : ''
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length > MAX_BLOCKS) return refuse('PARTICIPANTS_CARD_CERTIFICATE')
  const { Certificate } = await import('pkijs')
  try {
    const [card, ...others] = blocks.map((block) =>
      Certificate.fromBER(new X509Certificate(block).raw),
    )
    if (card === undefined) return refuse('PARTICIPANTS_CARD_CERTIFICATE')
    const chain = checkChain(card, others, { rule, at })
    return chain.ok ? accept(cardOf(chain.value)) : chain
  } catch {
    // Both packages throw for what is no certificate.
    return refuse('PARTICIPANTS_CARD_CERTIFICATE')
  }
}

function cardOf(x509: X509Certificate): Card {
  return {
    fingerprint: createHash('sha256').update(x509.raw).digest('hex'),
    subject: subjectOf(x509),
    issuer: subjectOf({ subject: x509.issuer }),
    serial: x509.serialNumber,
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
  }
}

function isSigned({ signer, signedBytes }: CardCms, of: CardAlgorithm, key: KeyObject): boolean {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES }
  const options = of.includes('pss') ? { key, ...pss } : { key, dsaEncoding: 'der' as const }
  return verify(hashOf(of), signedBytes, options, signer.signature.valueBlock.valueHexView)
}

function hashOf(algorithm: CardAlgorithm): string {
  return algorithm.slice(algorithm.lastIndexOf('-') + 1)
}

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
}
const [RSA, RSA_PSS] = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10']
/** Signature algorithms that name their hash, which then has to be the one of the digest. */
const WITH_HASH: Readonly<Record<string, readonly [kind: 'ec' | 'rsa', hash: string]>> = {
  '1.2.840.10045.4.3.2': ['ec', 'sha256'],
  '1.2.840.10045.4.3.3': ['ec', 'sha384'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
}
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'p256', secp384r1: 'p384' }

/** The name under which a profile would allow it; undefined for everything else. */
async function algorithmOf(
  { digestAlgorithm, signatureAlgorithm }: SignerInfo,
  { asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject,
): Promise<CardAlgorithm | undefined> {
  const hash = HASHES[digestAlgorithm.algorithmId]
  const { algorithmId } = signatureAlgorithm
  const isPss = algorithmId === RSA_PSS && (await isPlainPss(signatureAlgorithm))
  const [kind, named] = WITH_HASH[algorithmId] ?? [isPss || algorithmId === RSA ? 'rsa' : '', hash]
  if (hash === undefined || named !== hash || asymmetricKeyType !== kind) return undefined
  const bits = details?.modulusLength ?? 0
  const isLong = bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS
  const curve = CURVES[details?.namedCurve ?? '']
  const rsa = isLong ? `rsa-3072${isPss ? '-pss' : ''}-${hash}` : ''
  const name = kind === 'rsa' ? rsa : `ecdsa-${curve}-${hash}`
  return CARD_ALGORITHMS.find((each) => each === name)
}

/** PSS with SHA-256 for all that it hashes, and a salt as long (RFC 4055, 3.1). */
async function isPlainPss({ algorithmParams }: AlgorithmIdentifier): Promise<boolean> {
  const { AlgorithmIdentifier: Identifier, RSASSAPSSParams } = await import('pkijs')
  try {
    const params = new RSASSAPSSParams({ schema: algorithmParams })
    const mask = new Identifier({ schema: params.maskGenAlgorithm.algorithmParams })
    const isSha256 = [params.hashAlgorithm, mask].every(
      (each) => HASHES[each.algorithmId] === 'sha256',
    )
    return isSha256 && params.saltLength === PSS_SALT_BYTES
  } catch {
    // Parameters that cannot be read are no algorithm that anybody allowed.
    return false
  }
}
