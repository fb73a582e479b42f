import { verify, type X509Certificate } from 'node:crypto'
import { Certificate, CertificateRevocationList } from 'pkijs'

/** What an authority has revoked, as far as it has said it in one list. */
export type CardList = {
  /** Serial numbers, and when each was revoked. */
  readonly revoked: ReadonlyMap<bigint, Date>
  /** From when on the authority has a newer one. */
  readonly until: Date
  readonly isBy: (authority: X509Certificate) => boolean
}

/** A clock of an authority may be ahead of ours by that much. */
const AHEAD_MS = 10 * 60_000
/** By object identifier: ECDSA and RSA (PKCS#1 v1.5) with SHA-256, SHA-384 or SHA-512. */
const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
}
const KEY_USAGE = '2.5.29.15'
/** cRLSign is the seventh bit (RFC 5280, 4.2.1.3). */
const SIGNS_LISTS = 0b0000_0010

type Extended = { readonly critical: boolean }

/**
 * A complete list of one authority about its own certificates (RFC 5280, 5); undefined for what cannot be read, what is
 * not to be relied on at `at`, and what says anything critical: then it is of a part, of others, or of changes alone.
 */
export function readCardList(der: Uint8Array, at: Date): CardList | undefined {
  try {
    const list = CertificateRevocationList.fromBER(new Uint8Array(der))
    const hash = HASHES[list.signatureAlgorithm.algorithmId]
    const entries = list.revokedCertificates ?? []
    const said: readonly Extended[] = [
      ...(list.crlExtensions?.extensions ?? []),
      ...entries.flatMap(({ crlEntryExtensions }) => crlEntryExtensions?.extensions ?? []),
    ]
    const until = list.nextUpdate?.value
    const isUsable = list.thisUpdate.value.getTime() <= at.getTime() + AHEAD_MS
    if (hash === undefined || until === undefined || !isUsable) return undefined
    if (said.some(({ critical }) => critical)) return undefined
    const revoked = entries.map(
      ({ userCertificate, revocationDate }) =>
        [serialOf(userCertificate.valueBlock.valueHexView), revocationDate.value] as const,
    )
    return { revoked: new Map(revoked), until, isBy: (authority) => isBy(list, hash, authority) }
  } catch {
    // The reader of ASN.1 throws for what is no list.
    return undefined
  }
}

function isBy(list: CertificateRevocationList, hash: string, authority: X509Certificate): boolean {
  const { issuer, tbsView, signatureValue } = list
  const { subject, extensions = [] } = Certificate.fromBER(new Uint8Array(authority.raw))
  const usage = extensions.find(({ extnID }) => extnID === KEY_USAGE)
  const bits: unknown = usage?.parsedValue?.valueBlock?.valueHexView
  const maySign = bits instanceof Uint8Array && ((bits[0] ?? 0) & SIGNS_LISTS) !== 0
  const isNamed = authority.ca && maySign && issuer.isEqual(subject)
  return (
    isNamed &&
    verify(
      hash,
      new Uint8Array(tbsView),
      authority.publicKey,
      signatureValue.valueBlock.valueHexView,
    )
  )
}

function serialOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}
