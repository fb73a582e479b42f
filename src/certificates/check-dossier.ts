import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url } from '../crypto/base64.ts'
import { sameBytes } from '../crypto/bytes.ts'
import { coseKey } from '../crypto/cose-key.ts'
import type { VerifySignature } from '../crypto/signature.ts'
import { type Claims, parseStatement } from '../crypto/statement.ts'
import { decodeUtf8, encodeUtf8 } from '../crypto/utf8.ts'
import { verifyAssertion } from '../crypto/webauthn.ts'
import type { CardAct } from '../participants/card-rules.ts'
import type { SigningOfficers } from '../participants/signing-officers.ts'
import { issueSigned, validationSigned } from './assertions.ts'
import { type Certificate, certificateOf } from './certificate.ts'
import { type DossierFile, dossierDigest, RECORD_NAME } from './dossier.ts'
import type { DossierCode, DossierFinding } from './dossier-findings.ts'
import { cardLines, type KeptCard } from './kept-card.ts'
import type { KeptDossier } from './kept-dossier.ts'

/** What a reviewer brings, which is never what the node says of itself. */
export type Given = {
  /** The signer's list of officers of that time; null where the reviewer has none. */
  readonly list: SigningOfficers | null
  /** The address of the authority's node, where there is no list to say it. */
  readonly origin: string | null
  readonly verify: VerifySignature
  /** Which card signed these lines, as a fingerprint, or why none did; null without its authority. */
  readonly card:
    | ((kept: KeptCard, act: CardAct) => Promise<{ fingerprint: string } | { cause: string }>)
    | null
  /** Acts at which the law of that day asked for a card. */
  readonly cardsAsked: readonly CardAct[]
  /** The files of the dossier beside its record, as they were found; null where none were brought. */
  readonly files: ReadonlyMap<string, Pick<DossierFile, 'size' | 'sha256'>> | null
}

const finding = (code: DossierCode, of: string, cause?: string): DossierFinding => ({
  ...{ code, of },
  ...(cause !== undefined && { cause }),
})

/**
 * Checks what a node keeps of one certificate as docs/formats/dossier.md tells a reviewer to, with
 * nothing but these bytes and what the reviewer brings. The authority's own signature is not looked at:
 * `openkp verify` does that.
 */
export async function checkDossier(
  kept: KeptDossier,
  given: Given,
): Promise<readonly DossierFinding[]> {
  if (kept.statement === null) return [finding('DOSSIER_NOT_CLOSED', 'dossier')]
  const parsed = parseStatement(kept.statement)
  const meaning = parsed.ok ? certificateOf(parsed.value) : undefined
  const isReadable = parsed.ok && meaning !== undefined && !('fault' in meaning)
  if (!isReadable || meaning.certificate.number !== kept.number)
    return [finding('DOSSIER_STATEMENT', 'dossier')]
  const { certificate } = meaning
  const issue = { kept, given, certificate, claims: parsed.value, act: 'issue' } as const
  const validate = { ...issue, act: 'validate' } as const
  return [
    ...filesOf(kept, certificate, given),
    ...recordOf(kept),
    ...(await passkeyOf(issue)),
    ...(await passkeyOf(validate)),
    ...officersOf(kept),
    ...(await cardOf(issue)),
    ...(await cardOf(validate)),
  ]
}

function filesOf(
  { manifest, record }: KeptDossier,
  { dossierDigest: signed }: Certificate,
  { files }: Given,
): DossierFinding[] {
  if (!sameBytes(dossierDigest(manifest), signed)) return [finding('DOSSIER_DIGEST', 'dossier')]
  const own = manifest.find(({ name }) => name === RECORD_NAME)
  const isOwn = own !== undefined && record !== null && sameBytes(sha256(record), own.sha256)
  const others = manifest.filter(({ name }) => name !== RECORD_NAME)
  const bad = others.filter(({ name, size, sha256: digest }) => {
    const found = files?.get(name)
    return found === undefined || found.size !== size || !sameBytes(found.sha256, digest)
  })
  return [
    ...(isOwn ? [] : [finding('DOSSIER_RECORD', RECORD_NAME)]),
    ...(files === null && others.length > 0 ? [finding('DOSSIER_NO_FILES', 'dossier')] : []),
    ...(files === null ? [] : bad.map(({ name }) => finding('DOSSIER_FILE', name))),
  ]
}

/** The issue's signatures stand in the record too, and so under the dossier's digest. */
function recordOf({ record, issued, issuedCard, number }: KeptDossier): DossierFinding[] {
  const said = parsedJson(record)
  const { signed: _, ...assertion } = issued ?? { signed: '' }
  const isSame =
    said?.number === number &&
    isAlike(said.issueAssertion ?? null, issued === null ? null : assertion) &&
    isAlike(said.issueCard ?? null, issuedCard)
  return isSame ? [] : [finding('DOSSIER_RECORD', RECORD_NAME)]
}

function parsedJson(record: Uint8Array | null): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse((record && decodeUtf8(record)) ?? 'null')
    return typeof json === 'object' ? (json as Record<string, unknown> | null) : null
  } catch {
    // The reader of JSON has no other way to say that it is none.
    return null
  }
}

/** Both are flat records of texts. */
function isAlike(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) => JSON.stringify(Object.entries(value ?? {}).sort())
  return sorted(one) === sorted(other)
}

function officersOf({ issued, validated, issuedCard, validatedCard }: KeptDossier) {
  const first = [issued, issuedCard].map((each) => each?.officer)
  const second = [validated, validatedCard].map((each) => each?.officer)
  const isTwice = first.some((officer) => officer !== undefined && second.includes(officer))
  return isTwice ? [finding('DOSSIER_SAME_OFFICER', 'validate')] : []
}

type Step = {
  readonly kept: KeptDossier
  readonly given: Given
  readonly certificate: Certificate
  readonly claims: Claims
  readonly act: CardAct
}

/** What has to have been signed at this act, made anew from the certificate. */
function signedAt({ kept: { environment }, claims, act }: Step): Uint8Array {
  return act === 'issue' ? issueSigned(environment, claims) : validationSigned(environment, claims)
}

async function passkeyOf(step: Step): Promise<DossierFinding[]> {
  const { kept, act } = step
  const { list, origin, verify } = step.given
  const assertion = act === 'issue' ? kept.issued : kept.validated
  if (assertion === null)
    return [
      finding(list?.mode === 'required' ? 'DOSSIER_PASSKEY_MISSING' : 'DOSSIER_NO_PASSKEY', act),
    ]
  const parts = [
    'signed',
    'credentialId',
    'publicKey',
    'authenticatorData',
    'clientDataJSON',
    'signature',
  ] as const
  const [signed, id, publicKey, authenticatorData, clientDataJSON, signature] = parts.map((name) =>
    fromBase64Url(assertion[name]),
  )
  const expected = signedAt(step)
  if (signed === undefined || !sameBytes(signed, expected)) return [finding('DOSSIER_SIGNED', act)]
  const key = publicKey && coseKey(publicKey)
  if (!(id && publicKey && key && authenticatorData && clientDataJSON && signature))
    return [finding('DOSSIER_PASSKEY', act, 'FORM')]
  const origins = list?.origins ?? (origin === null ? [] : [origin])
  const rpId = list?.rpId ?? hostOf(origin ?? '')
  if (origins.length === 0) return [finding('DOSSIER_NO_ORIGIN', act)]
  const about = { key, rpId, origins, challenge: sha256(expected) }
  const verified = await verifyAssertion(
    { authenticatorData, clientDataJSON, signature },
    about,
    verify,
  )
  if (!verified.ok) return [finding('DOSSIER_PASSKEY', act, verified.refusals[0].code)]
  if (list === null) return [finding('DOSSIER_NO_LIST', act)]
  const listed = list.officers.find((each) => each.id === assertion.officer)
  const isListed =
    list.party === step.certificate.issuer &&
    listed?.roles.includes(act) === true &&
    listed.credentials.some(
      (each) => sameBytes(each.id, id) && sameBytes(each.publicKey, publicKey),
    )
  return isListed ? [] : [finding('DOSSIER_NOT_LISTED', act)]
}

/** The host of `https://kp.example:8443`, which is what a passkey belongs to. */
function hostOf(origin: string): string {
  return /^https?:\/\/([^/:]+)/.exec(origin)?.[1] ?? ''
}

async function cardOf(step: Step): Promise<DossierFinding[]> {
  const { kept, act, given, certificate } = step
  const { number, dossierDigest: closed } = certificate
  const signed = act === 'issue' ? kept.issuedCard : kept.validatedCard
  if (signed === null)
    return given.cardsAsked.includes(act) ? [finding('DOSSIER_CARD_MISSING', act)] : []
  const { environment } = kept
  const dossier = act === 'issue' ? null : closed
  const of = { environment, act, number, officer: signed.officer, dossier }
  const lines = cardLines({ ...of, digest: sha256(signedAt(step)) })
  if (signed.signed !== lines) return [finding('DOSSIER_CARD_LINES', act)]
  if (given.card === null) return [finding('DOSSIER_NO_AUTHORITY', act)]
  const checked = await given.card(signed, act)
  if ('cause' in checked) return [finding('DOSSIER_CARD', act, checked.cause)]
  const isSame = checked.fingerprint === signed.fingerprint
  return isSame ? [] : [finding('DOSSIER_CARD', act, 'FINGERPRINT')]
}

/** The bytes that a card signed. */
export function contentOf({ signed }: KeptCard): Uint8Array {
  return encodeUtf8(signed)
}
