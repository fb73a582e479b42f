import { fromBase64Url, toBase64Url } from '../../crypto/base64.ts'
import { toHex } from '../../crypto/bytes.ts'
import type { Claims } from '../../crypto/statement.ts'
import type { Queryable } from '../../platform/database.ts'
import { issueSigned, validationSigned } from '../assertions.ts'
import { claimsOf } from '../certificate.ts'
import { type DossierFile, RECORD_NAME } from '../dossier.ts'
import type { KeptAssertion } from '../kept-assertion.ts'
import { certificateOfRow } from './certificate-view.ts'
import type { CertificateRow } from './certificates-store.ts'
import type { FileAnswer } from './door.ts'
import { dossierFilesOf, recordFile } from './evidence-store.ts'
import type { Means } from './means.ts'

/**
 * What the passkeys of both officers signed, byte for byte, with what they said: enough to check it with
 * nothing but docs/formats/dossier.md. Null where an officer had no passkey, or has not acted yet.
 */
export async function assertionsView(
  on: Queryable,
  { environment, safe }: Pick<Means, 'environment' | 'safe'>,
  row: CertificateRow,
) {
  const { issue_assertion: issue, validate_assertion: validate, statement } = row
  const claims = claimsOf(await certificateOfRow(on, row))
  const shown = (
    kept: KeptAssertion | null,
    signed: (environment: Means['environment'], claims: Claims) => Uint8Array,
  ) => kept && { ...kept, signed: toBase64Url(signed(environment, claims)) }
  const record = row.record && openRecord(safe, row)
  return {
    number: row.number,
    environment,
    statement: statement && toBase64Url(new Uint8Array(statement)),
    issued: shown(issue, issueSigned),
    // Before the signature its claims wait where nobody reads them.
    validated: statement && shown(validate, validationSigned),
    issuedCard: row.issue_card,
    validatedCard: statement && row.validate_card,
    // What the dossier's digest is of; the other files are on the page of the certificate.
    manifest: record === null ? [] : (await manifestOf(on, row, record)).map(listed),
    record: record && toBase64Url(record),
  }
}

function openRecord(safe: Means['safe'], { participant, number, record }: CertificateRow): Buffer {
  return safe.open(record ?? new Uint8Array(), `${participant} ${number} ${RECORD_NAME}`)
}

async function manifestOf(on: Queryable, row: CertificateRow, record: Buffer) {
  const files = [...(await dossierFilesOf(on, row)), recordFile(record)]
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function listed({ name, mediaType, size, sha256 }: DossierFile) {
  return [name, mediaType, size, toHex(sha256)]
}

/** One of the four files of the cards, by its name; undefined where there is none. */
export function cardFile(
  { number, issue_card, validate_card, statement }: CertificateRow,
  name: string,
): FileAnswer | undefined {
  const [act = '', form = ''] = name.split('.')
  const kept = { issue: issue_card, validate: statement && validate_card }[act]
  if (!kept) return undefined
  const as = 'attachment'
  const file = { as, name: `${number}-${name}` } as const
  if (form === 'txt') return { ...file, bytes: Buffer.from(kept.signed), mediaType: 'text/plain' }
  const bytes = form === 'p7s' ? fromBase64Url(kept.signature) : undefined
  return bytes && { ...file, bytes, mediaType: 'application/pkcs7-signature' }
}
