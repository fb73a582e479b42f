import { showCarats } from '../../values/carats.ts'
import { showUsd } from '../../values/us-cents.ts'
import type { ArrivalRow } from './arrivals-store.ts'
import { storedCertificate } from './stored-certificate.ts'

/**
 * The draft of a technical certificate for goods that were refused: back to whoever sent them, with
 * the origin as it was and the old number linked (India 2020; hard case 7). What the certificate did
 * not carry, the full addresses, is for a person to fill in.
 */
export function technicalReturn(row: ArrivalRow): Record<string, unknown> {
  const certificate = storedCertificate(row)
  const { issuer, importer, exporter, origin, lines, number } = certificate
  return {
    kind: 'technical',
    purpose: 'technical_return',
    destination: issuer,
    transit: [],
    exporter: { ...importer, address: '' },
    importer: { ...exporter, address: '' },
    origin,
    parcels: lines.map(({ hs, carats, usd }) => ({
      hs,
      carats: showCarats(carats),
      usd: showUsd(usd),
    })),
    sources: [{ kind: 'import', reference: number, country: null }],
    relatedNumbers: [number],
  }
}
