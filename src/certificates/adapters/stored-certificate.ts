import { parseStatement } from '../../crypto/statement.ts'
import { type Certificate, certificateOf } from '../certificate.ts'

/** The certificate in bytes that this node checked before it stored them: anything else is a bug. */
export function storedCertificate(row: { readonly statement: Uint8Array | null }): Certificate {
  if (row.statement === null) throw new Error('a certificate that was not signed has no statement')
  const parsed = parseStatement(new Uint8Array(row.statement))
  if (!parsed.ok) throw new Error(`a stored statement is ${parsed.refusals[0].code}`)
  const meaning = certificateOf(parsed.value)
  if ('fault' in meaning) throw new Error(`a stored certificate is ${meaning.fault.code}`)
  return meaning.certificate
}
