import { join } from 'node:path'
import { type Certificate, certificateOf, claimsOf } from '../src/certificates/certificate.ts'
import { qrText, readDocument } from '../src/certificates/document.ts'
import { signStatement } from '../src/crypto/statement.ts'
import { openStoreKeys } from '../src/participants/adapters/store-keys.ts'
import { typOf } from '../src/participants/kinds.ts'

/** The code of a certificate like that in `qr`, changed, and signed with the key in a node's data folder. */
export async function withStolenKey(
  dataFolder: string,
  qr: string,
  change: (certificate: Certificate) => Partial<Certificate>,
): Promise<string> {
  const read = readDocument({ text: qr })
  const meaning = read.ok ? certificateOf(read.value) : undefined
  if (meaning === undefined || 'fault' in meaning) throw new Error('no certificate to begin with')
  const { certificate } = meaning
  const { signerOf } = await openStoreKeys(join(dataFolder, 'signer'))
  const typ = typOf('certificate', 'demonstration')
  const claims = claimsOf({ ...certificate, ...change(certificate) })
  const signer = signerOf(certificate.issuer, 'certificate')
  return qrText(await signStatement(signer, typ, claims), 'demonstration')
}
