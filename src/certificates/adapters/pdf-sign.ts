import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { PDF } from '@libpdf/core'

/** An EC P-256 key (PKCS#8 PEM) and its X.509 certificate (PEM). */
export type PdfSeal = { readonly privateKeyPem: string; readonly certificatePem: string }

/** A P-256 signature with one self-signed certificate takes 1.5 KB; the rest is room for a longer chain. */
const ROOM_FOR_SIGNATURE = 6144

/**
 * Signs as PAdES baseline B-B (ETSI EN 319 142-1) in an incremental update: whoever opens the file
 * sees whose seal it bears and that nothing was changed since. It is a convenience of the paper: a
 * verdict rests on the attached statement alone.
 */
export async function sealPdf(bytes: Uint8Array, seal: PdfSeal, now: Date): Promise<Uint8Array> {
  const { key, certificate } = opened(seal)
  const pdf = await PDF.load(bytes)
  const { bytes: signed, warnings } = await pdf.sign({
    signer: {
      certificate,
      keyType: 'EC',
      signatureAlgorithm: 'ECDSA',
      sign: async (data) => Uint8Array.from(sign('sha256', data, key)),
    },
    level: 'B-B',
    digestAlgorithm: 'SHA-256',
    signingTime: now,
    fieldName: 'Seal',
    estimatedSize: ROOM_FOR_SIGNATURE,
  })
  const [warning] = warnings
  if (warning !== undefined)
    throw new Error(`signing the sheet: ${warning.code} ${warning.message}`)
  return signed
}

const keys = new WeakMap<PdfSeal, { key: KeyObject; certificate: Uint8Array }>()

/** Parsing a PEM key costs ten signatures. */
function opened(seal: PdfSeal): { key: KeyObject; certificate: Uint8Array } {
  const known = keys.get(seal)
  if (known !== undefined) return known
  const fresh = {
    key: createPrivateKey(seal.privateKeyPem),
    certificate: Uint8Array.from(new X509Certificate(seal.certificatePem).raw),
  }
  keys.set(seal, fresh)
  return fresh
}
