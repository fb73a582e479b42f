import { decodeBase45, encodeBase45 } from '../crypto/base45.ts'
import { parseStatement, type Statement, type StatementRefusal } from '../crypto/statement.ts'
import type { Environment } from '../participants/kinds.ts'
import { kindOf } from '../participants/kinds.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { MAX_QR_TEXT } from './limits.ts'

/** What a QR code begins with. No URL: a link is a way to phish, and needs a network. */
export const PREFIX = { production: 'KPC1:', demonstration: 'KPCTEST1:' } as const satisfies Record<
  Environment,
  string
>

/** The code's text or the bytes of the statement, as a reader got them. */
export type Document = ({ readonly text: string } | { readonly cose: Uint8Array }) & {
  /** A proof that the certificate is logged (docs/formats/log.md), where the copy carries one. */
  readonly proof?: Uint8Array
}

export type DocumentRefusal =
  | 'NOT_A_CERTIFICATE'
  | 'CODE_TOO_LONG'
  | 'PREFIX_OF_ANOTHER_ENVIRONMENT'
  | 'BASE45_CHARACTER'
  | 'BASE45_LENGTH'
  | 'BASE45_OVERFLOW'
  | StatementRefusal

export function qrText(statement: Uint8Array, environment: Environment): string {
  return PREFIX[environment] + encodeBase45(statement)
}

/** Reads a document's form: prefix, Base45, CBOR, COSE and claims. Checks no signature. */
export function readDocument(document: Document): Outcome<Statement, DocumentRefusal> {
  if ('cose' in document) return parseStatement(document.cose, MAX_QR_TEXT)
  const { text } = document
  if (text.length > MAX_QR_TEXT) return refuse('CODE_TOO_LONG')
  const environment = environmentOf(text)
  if (environment === undefined) return refuse('NOT_A_CERTIFICATE')
  const bytes = decodeBase45(text.slice(PREFIX[environment].length))
  if (!bytes.ok) return bytes
  const statement = parseStatement(bytes.value, MAX_QR_TEXT)
  if (!statement.ok) return statement
  const named = kindOf(statement.value.sign1.typ)
  return named !== undefined && named.environment !== environment
    ? refuse('PREFIX_OF_ANOTHER_ENVIRONMENT')
    : accept(statement.value)
}

function environmentOf(text: string): Environment | undefined {
  if (text.startsWith(PREFIX.production)) return 'production'
  return text.startsWith(PREFIX.demonstration) ? 'demonstration' : undefined
}
