import { X509Certificate } from 'node:crypto'
import type { Certificate } from 'pkijs'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import type { CardRefusal } from '../card-refusals.ts'
import type { CardRule } from '../card-rules.ts'

/** Between a card and the authority that the law names there are none or two; three need a reason. */
const MAX_BETWEEN = 2
const MAX_SUBJECT = 300

const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
/** What may stand there as critical: the two above, names, policies and purposes, which only narrow it. */
const UNDERSTOOD = new Set([KEY_USAGE, BASIC_CONSTRAINTS, '2.5.29.17', '2.5.29.32', '2.5.29.37'])
/** RSA and ECDSA with SHA-256, SHA-384 or SHA-512, and PSS: nothing that collides. */
const SOUND = new Set([
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
])
const MIN_RSA_BITS = 2048

/** One certificate, to be asked of by both packages: pkijs knows what stands in it, node:crypto verifies. */
type Link = { readonly parsed: Certificate; readonly x509: X509Certificate }

/**
 * Whether one of the rule's authorities stands for the certificate of a card at an instant (RFC 5280, 6,
 * without policies and without revocation: nobody is asked over a network, and a card that is lost is
 * ended in the office's own list).
 */
export function checkChain(
  card: Certificate,
  others: readonly Certificate[],
  { rule, at }: { readonly rule: CardRule; readonly at: Date },
): Outcome<X509Certificate, CardRefusal> {
  const [first, ...between] = [card, ...others].map(linkOf)
  if (first === undefined || between.includes(undefined))
    return refuse('PARTICIPANTS_CARD_CERTIFICATE')
  if (first.x509.ca || !maySign(card)) return refuse('PARTICIPANTS_CARD_USAGE')
  const anchors = rule.authorities.map((pem) => new X509Certificate(pem)).filter(({ ca }) => ca)
  const known = between.flatMap((each) => (each === undefined ? [] : [each]))
  let link: Link = first
  for (let depth = 0; depth <= MAX_BETWEEN; depth += 1) {
    const fault = faultOf(link, at)
    if (fault !== undefined) return fault
    const anchor = anchors.find((each) => isBy(link.x509, each))
    if (anchor !== undefined) return expiredOr(anchor, at) ?? accept(first.x509)
    const next = known.find(({ x509 }) => x509.ca && isBy(link.x509, x509))
    if (next === undefined || pathLength(next.parsed) < depth) break
    link = next
  }
  return refuse('PARTICIPANTS_CARD_AUTHORITY', undefined, { subject: subjectOf(first.x509) })
}

/** One line to show: what an authority wrote may hold anything. */
export function subjectOf({ subject }: Pick<X509Certificate, 'subject'>): string {
  const line = subject.split('\n').reverse().join(', ').replace(/\p{C}/gu, '?')
  return line.slice(0, MAX_SUBJECT)
}

function linkOf(parsed: Certificate): Link | undefined {
  try {
    const x509 = new X509Certificate(Buffer.from(parsed.toSchema().toBER()))
    // A key that cannot be read throws when it is asked for.
    return x509.publicKey.type === 'public' ? { parsed, x509 } : undefined
  } catch {
    // What pkijs reads and OpenSSL does not is no certificate to rely on.
    return undefined
  }
}

function faultOf({ parsed, x509 }: Link, at: Date) {
  const { signatureAlgorithm, extensions = [] } = parsed
  const { asymmetricKeyType, asymmetricKeyDetails } = x509.publicKey
  const isShort =
    asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS
  if (isShort || !SOUND.has(signatureAlgorithm.algorithmId)) {
    const found = `${subjectOf(x509)}, ${signatureAlgorithm.algorithmId}`
    return refuse('PARTICIPANTS_CARD_ALGORITHM', undefined, { found })
  }
  if (extensions.some(({ critical, extnID }) => critical && !UNDERSTOOD.has(extnID)))
    return refuse('PARTICIPANTS_CARD_USAGE')
  return expiredOr(x509, at)
}

function expiredOr(x509: X509Certificate, at: Date) {
  const [from, until] = [new Date(x509.validFrom), new Date(x509.validTo)]
  if (from <= at && at <= until) return undefined
  const days = { from: dayShown(from), until: dayShown(until) }
  return refuse('PARTICIPANTS_CARD_EXPIRED', undefined, { subject: subjectOf(x509), ...days })
}

/** A time that is none may stand there too. */
function dayShown(at: Date): string {
  return Number.isNaN(at.getTime()) ? '?' : at.toISOString().slice(0, 10)
}

function isBy(one: X509Certificate, authority: X509Certificate): boolean {
  return one.checkIssued(authority) && one.verify(authority.publicKey)
}

/** digitalSignature or nonRepudiation, the first two bits; a certificate that says nothing is for nothing. */
function maySign({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === KEY_USAGE)
  const bits: unknown = usage?.parsedValue?.valueBlock?.valueHexView
  return bits instanceof Uint8Array && ((bits[0] ?? 0) & 0b1100_0000) !== 0
}

/** How many others an authority lets stand below itself, the card's own not counted. */
function pathLength({ extensions = [] }: Certificate): number {
  const found = extensions.find(({ extnID }) => extnID === BASIC_CONSTRAINTS)
  const length: unknown = found?.parsedValue?.pathLenConstraint
  return typeof length === 'number' ? length : MAX_BETWEEN
}
