import { toHex } from '../crypto/bytes.ts'
import type { CardAct } from '../participants/card-rules.ts'
import type { Environment } from '../participants/kinds.ts'
import type { CertificateNumber } from './number.ts'

/** What an officer's own card signed when the officer issued or validated, and whose card it was. */
export type KeptCard = {
  readonly officer: string
  readonly name: string
  /** When it was handed in, ISO 8601. */
  readonly at: string
  /** The lines that were signed; their bytes are ASCII. */
  readonly signed: string
  /** The .p7s file, base64url. */
  readonly signature: string
  readonly algorithm: string
  /** As the computer with the card said, ISO 8601. */
  readonly signedAt: string
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
}

export type ToSignByCard = {
  readonly environment: Environment
  readonly act: CardAct
  readonly number: CertificateNumber
  /** The id of the account. */
  readonly officer: string
  /** What the passkey of that officer signs: 32 bytes (assertions.ts). */
  readonly digest: Uint8Array
  /** Of the dossier, 32 bytes; null at the issue, when it is still open. */
  readonly dossier: Uint8Array | null
}

/**
 * The exact bytes that a card signs (docs/formats/dossier.md): lines of ASCII, each with its line feed,
 * so that an officer can read what he is about to sign with any tool.
 */
export function cardLines(of: ToSignByCard): string {
  return [
    'OpenKP card signature 1',
    `environment: ${of.environment}`,
    `act: ${of.act}`,
    `certificate: ${of.number}`,
    `officer: ${of.officer}`,
    `digest: ${toHex(of.digest)}`,
    ...(of.dossier === null ? [] : [`dossier: ${toHex(of.dossier)}`]),
    '',
  ].join('\n')
}
