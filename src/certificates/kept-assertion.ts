import { fromBase64Url } from '../crypto/base64.ts'
import type { Approval } from '../participants/approvals.ts'

/** What an officer's passkey said when the officer issued or validated, byte for byte, in base64url. */
export type KeptAssertion = {
  readonly officer: string
  readonly name: string
  /** The instant, ISO 8601. */
  readonly at: string
  readonly credentialId: string
  /** COSE_Key (RFC 9052) of the passkey, as this node knew it then. */
  readonly publicKey: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
}

const PARTS = ['credentialId', 'authenticatorData', 'clientDataJSON', 'signature'] as const

/**
 * What the signer is handed for `officer`. A row that somebody wrote by hand may hold anything: what cannot be
 * read is as good as nothing, and the signer decides what that is worth.
 */
export function approvalOf(officer: string, kept: KeptAssertion | null): Approval {
  const parts = PARTS.map((name) => bytesOf(kept?.[name]))
  const [credentialId, authenticatorData, clientDataJSON, signature] = parts
  const isWhole = credentialId && authenticatorData && clientDataJSON && signature
  if (!isWhole) return { officer, assertion: null }
  return { officer, assertion: { credentialId, authenticatorData, clientDataJSON, signature } }
}

function bytesOf(text: unknown): Uint8Array | undefined {
  return typeof text === 'string' ? fromBase64Url(text) : undefined
}
