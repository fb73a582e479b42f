import { fromBase64Url, toBase64Url } from '../../crypto/base64.ts'
import type { Claims } from '../../crypto/statement.ts'
import type { Queryable } from '../../platform/database.ts'
import { issueSigned, validationSigned } from '../assertions.ts'
import { claimsOf } from '../certificate.ts'
import type { KeptAssertion } from '../kept-assertion.ts'
import { certificateOfRow } from './certificate-view.ts'
import type { CertificateRow } from './certificates-store.ts'
import type { FileAnswer } from './door.ts'
import type { Means } from './means.ts'

/**
 * What the passkeys of both officers signed, byte for byte, with what they said: enough to check it with
 * nothing but docs/formats/dossier.md. Null where an officer had no passkey, or has not acted yet.
 */
export async function assertionsView(
  on: Queryable,
  { environment }: Pick<Means, 'environment'>,
  row: CertificateRow,
) {
  const { issue_assertion: issue, validate_assertion: validate, statement } = row
  const claims = claimsOf(await certificateOfRow(on, row))
  const shown = (
    kept: KeptAssertion | null,
    signed: (environment: Means['environment'], claims: Claims) => Uint8Array,
  ) => kept && { ...kept, signed: toBase64Url(signed(environment, claims)) }
  return {
    number: row.number,
    environment,
    statement: statement && toBase64Url(new Uint8Array(statement)),
    issued: shown(issue, issueSigned),
    // Before the signature its claims wait where nobody reads them.
    validated: statement && shown(validate, validationSigned),
    issuedCard: row.issue_card,
    validatedCard: statement && row.validate_card,
  }
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
