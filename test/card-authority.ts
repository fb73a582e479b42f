import 'reflect-metadata'
import { createPrivateKey, type KeyObject, sign, webcrypto, X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { CardKey } from '../src/participants/adapters/card-token.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
type Kind = 'p256' | 'p384' | 'rsa2048' | 'rsa3072'

type Options = {
  readonly kind?: Kind
  readonly from?: Date
  readonly until?: Date
  /** For signing in alone, or for nothing at all. */
  readonly use?: 'encrypting' | 'nothing'
  readonly isAuthority?: boolean
  /** How many authorities may stand below it. */
  readonly pathLength?: number
  readonly hash?: 'SHA-1' | 'SHA-256'
  readonly critical?: string
}

/** A card in software, or an authority over cards: what a national registry hands out. */
export type TestCard = {
  readonly pem: string
  readonly keyPem: string
  readonly certificate: X509Certificate
  /** What `openkp card sign` would sign with. */
  readonly key: CardKey
  readonly issue: (subject: string, options?: Options) => Promise<TestCard>
}

const ALGORITHMS = {
  p256: { name: 'ECDSA', namedCurve: 'P-256' },
  p384: { name: 'ECDSA', namedCurve: 'P-384' },
  rsa2048: rsa(2048),
  rsa3072: rsa(3072),
} as const

function rsa(modulusLength: number) {
  const publicExponent = new Uint8Array([1, 0, 1])
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength, publicExponent }
}

let serial = 1000

export function newAuthority(subject: string, options: Options = {}): Promise<TestCard> {
  return make(subject, { isAuthority: true, ...options })
}

async function make(
  subject: string,
  options: Options,
  by?: { readonly name: string; readonly key: webcrypto.CryptoKey; readonly kind: Kind },
): Promise<TestCard> {
  const { kind = 'p256', isAuthority = false, hash = 'SHA-256' } = options
  const { KeyUsageFlags: Use } = x509
  const usual = isAuthority ? Use.keyCertSign | Use.cRLSign : Use.nonRepudiation
  const usages = options.use === 'encrypting' ? Use.keyEncipherment : usual
  const keys = (await webcrypto.subtle.generateKey(ALGORITHMS[kind], true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  serial += 1
  const issuer = by ?? { name: subject, key: keys.privateKey, kind }
  const made = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serial.toString(16),
      subject,
      issuer: issuer.name,
      notBefore: options.from ?? new Date(Date.now() - DAY),
      notAfter: options.until ?? new Date(Date.now() + 365 * DAY),
      signingAlgorithm: { ...ALGORITHMS[issuer.kind], hash },
      publicKey: keys.publicKey,
      signingKey: issuer.key,
      extensions: [
        new x509.BasicConstraintsExtension(isAuthority, options.pathLength, true),
        ...(options.use === 'nothing' ? [] : [new x509.KeyUsagesExtension(usages, true)]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        ...(options.critical ? [new x509.Extension(options.critical, true, NULL)] : []),
      ],
    },
    webcrypto as Crypto,
  )
  const pem = made.toString('pem')
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const certificate = new X509Certificate(pem)
  const own = { name: made.subject, key: keys.privateKey, kind }
  return {
    ...{ pem: `${pem}\n`, certificate, key: cardKey(kind, certificate, key) },
    keyPem: String(key.export({ format: 'pem', type: 'pkcs8' })),
    issue: (name, more = {}) => make(name, more, own),
  }
}

/** An ASN.1 NULL: an extension that nobody understands has to hold something. */
const NULL = new Uint8Array([5, 0])

function cardKey(kind: Kind, certificate: X509Certificate, key: KeyObject): CardKey {
  const hash = kind === 'p384' ? 'sha384' : 'sha256'
  const signed = async (message: Uint8Array) => new Uint8Array(sign(hash, message, key))
  return { certificate, hash, kind: kind.startsWith('rsa') ? 'rsa' : 'ec', sign: signed }
}
