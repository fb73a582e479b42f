import { parseStatement } from '../../crypto/statement.ts'
import type { PartyCode } from '../../values/codes.ts'
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

/** Who was told of a certificate when it was signed: its destination, and where it passes. */
export function toldOf(row: { readonly statement: Uint8Array | null }): readonly PartyCode[] {
  if (row.statement === null) return []
  const { destination, transit } = storedCertificate(row)
  return [destination, ...transit]
}
