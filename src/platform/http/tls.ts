import 'reflect-metadata'
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { replaceDurably } from '../durable-file.ts'

/** Both PEM. */
export type KeyAndCertificate = { readonly key: string; readonly certificate: string }

/** Marks the certificates that we made and may renew; one that an administrator put there is left alone. */
const OURS = 'CN=OpenKP self-signed'
/** Browsers refuse server certificates of more than 398 days. */
const VALID_DAYS = 397
const RENEW_DAYS = 30
const DAY_MS = 86_400_000
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/**
 * The key and certificate in `dataFolder/tls` (`key.pem`, `certificate.pem`), made at the first start
 * and again shortly before they expire. Replace both files by those of a public authority to be rid
 * of the browser's warning.
 */
export async function keyAndCertificate(
  dataFolder: string,
  host: string,
): Promise<KeyAndCertificate> {
  const folder = join(dataFolder, 'tls')
  const kept = await readBoth(folder)
  if (kept !== undefined && !mustRenew(kept)) return kept
  const made = await selfSigned(namesOf(host))
  await replaceDurably(join(folder, 'key.pem'), made.key)
  await replaceDurably(join(folder, 'certificate.pem'), made.certificate, 0o644)
  return made
}

/** Whether it is one that no browser trusts by itself. */
export function isOwnMaking({ certificate }: Pick<KeyAndCertificate, 'certificate'>): boolean {
  return new X509Certificate(certificate).subject === OURS
}

/** Also when only one of the two files was replaced before a power cut: they no longer fit each other. */
function mustRenew({ key, certificate }: KeyAndCertificate): boolean {
  if (!isOwnMaking({ certificate })) return false
  const read = new X509Certificate(certificate)
  const isOld = Date.parse(read.validTo) - Date.now() < RENEW_DAYS * DAY_MS
  return isOld || !read.checkPrivateKey(createPrivateKey(key))
}

async function selfSigned(names: readonly string[]): Promise<KeyAndCertificate> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: OURS,
      keys: keys as CryptoKeyPair,
      signingAlgorithm: ALGORITHM,
      // A clock that is some hours wrong must not shut everybody out on the first day.
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + (VALID_DAYS - 1) * DAY_MS),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names.map(alternative)),
      ],
    },
    webcrypto as Crypto,
  )
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    certificate: certificate.toString('pem'),
  }
}

/** Every name and address under which this machine may be asked for. */
function namesOf(host: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).map(({ address }) => address),
  )
  const everywhere = host === '0.0.0.0' || host === '::'
  return [
    ...new Set(['localhost', hostname(), ...(everywhere ? [] : [host]), ...addresses]),
  ].filter((name) => !name.includes('%'))
}

function alternative(value: string): { type: 'ip' | 'dns'; value: string } {
  return { type: isAddress(value) ? 'ip' : 'dns', value }
}

function isAddress(name: string): boolean {
  return name.includes(':') || /^\d+(\.\d+){3}$/.test(name)
}

async function readBoth(folder: string): Promise<KeyAndCertificate | undefined> {
  try {
    const [key, certificate] = await Promise.all(
      ['key.pem', 'certificate.pem'].map((name) => readFile(join(folder, name), 'utf8')),
    )
    return key === undefined || certificate === undefined ? undefined : { key, certificate }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
