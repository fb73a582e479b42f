import type { Environment } from '../../participants/kinds.ts'
import type { Profile } from '../../participants/profile.ts'
import type { Registry } from '../../participants/registry.ts'
import type { Certificate } from '../certificate.ts'
import { qrText } from '../document.ts'
import type { Sheet } from '../sheet.ts'
import { sheetOf } from '../sheet-of.ts'
import { printerFor } from './words.ts'

/** The sheet of a certificate in English and the language of its authority. */
export function sheetFor(
  certificate: Certificate,
  of: {
    readonly statement: Uint8Array | null
    readonly environment: Environment
    readonly profile: Profile
    readonly registry: Registry
    /** Watermarked COPY unless it is printed on stationery or the profile takes a digital original. */
    readonly copy: boolean
  },
): Sheet {
  return sheetOf(certificate, {
    qr: of.statement === null ? null : qrText(of.statement, of.environment),
    specimen: of.environment === 'demonstration',
    copy: of.copy,
    profile: of.profile,
    printer: printerFor(of.registry, 'en'),
  })
}
