import 'reflect-metadata'
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { PrintRefusal } from '../print-words.en.ts'
import type { PdfSeal } from './pdf-sign.ts'

export type SealOwner = {
  readonly participant: PartyCode
  /** English name of the authority, as the seal shows it. */
  readonly authority: string
  /** A demonstration may make its own seal, which says SPECIMEN; an authority's comes from outside. */
  readonly demonstration: boolean
  readonly now: Date
}

const VALID_YEARS = 5
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/**
 * The seal of a Participant's authority in `dataFolder`/keys/pdf-seal-XX.pem (private key and
 * certificate, mode 0600). The demonstration makes one when there is none; two processes that try at
 * once end with the same one.
 */
export async function openPdfSeal(
  dataFolder: string,
  owner: SealOwner,
): Promise<Outcome<PdfSeal, PrintRefusal>> {
  const name = `pdf-seal-${owner.participant}.pem`
  const file = join(dataFolder, 'keys', name)
  const existing = await readIfThere(file)
  if (existing === null && !owner.demonstration) {
    return refuse('PRINT_SEAL_MISSING', undefined, {
      participant: owner.participant,
      file: `keys/${name}`,
    })
  }
  const seal = sealFrom(existing ?? (await keep(file, await specimenSeal(owner))))
  return seal === null
    ? refuse('PRINT_SEAL_DAMAGED', undefined, { file: `keys/${name}` })
    : accept(seal)
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written whole under another name, then linked: the first process wins and nobody sees half a key. */
async function keep(file: string, pem: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${webcrypto.randomUUID()}`
  await writeFile(draft, pem, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await chmod(draft, 0o600)
    await link(draft, file)
    return pem
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return await readFile(file, 'utf8')
  } finally {
    await rm(draft, { force: true })
  }
}

function sealFrom(pem: string): PdfSeal | null {
  const privateKeyPem = block(pem, 'PRIVATE KEY')
  const certificatePem = block(pem, 'CERTIFICATE')
  if (privateKeyPem === null || certificatePem === null) return null
  try {
    const matches = new X509Certificate(certificatePem).checkPrivateKey(
      createPrivateKey(privateKeyPem),
    )
    return matches ? { privateKeyPem, certificatePem } : null
  } catch {
    // Neither names what is wrong with a damaged PEM; the refusal names the file.
    return null
  }
}

function block(pem: string, label: string): string | null {
  return (
    new RegExp(`-----BEGIN ${label}-----[A-Za-z0-9+/=\\s]+-----END ${label}-----`).exec(pem)?.[0] ??
    null
  )
}

/** Self-signed, so that no reader trusts it silently, and SPECIMEN in every name that a reader shows. */
async function specimenSeal({ participant, authority, now }: SealOwner): Promise<string> {
  cryptoProvider.set(webcrypto as unknown as Crypto)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const notAfter = new Date(now)
  notAfter.setUTCFullYear(now.getUTCFullYear() + VALID_YEARS)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${webcrypto.randomUUID().replaceAll('-', '')}`,
    name: [
      { CN: [`SPECIMEN certificate seal ${participant}`] },
      { O: [`SPECIMEN ${authority}`.slice(0, 64)] },
      { OU: ['SPECIMEN: demonstration, not an authority'] },
    ],
    notBefore: now,
    notAfter,
    signingAlgorithm: ALGORITHM,
    keys: keys as CryptoKeyPair,
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
    ],
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n${certificate.toString('pem')}\n`
}
