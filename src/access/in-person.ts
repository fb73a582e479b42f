import type { Officer } from './officer.ts'

/** The browser waits that long for the finger or the key. */
export const CEREMONY_SECONDS = 5 * 60

type Who = Pick<Officer, 'participant' | 'id'>

/** What a passkey said, in base64url, and the key that it said it with. */
export type SignedAct = {
  readonly credentialId: string
  /** COSE_Key (RFC 9052). */
  readonly publicKey: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
}

/** Acts that an officer signs with the own passkey: each over the digest of what it does. */
export type InPerson = {
  /**
   * What the officer's browser needs to sign `challenge` (32 bytes); null where the officer has no passkey
   * that may. `listed` are the credential ids that may; null for any of the officer's own.
   */
  readonly options: (
    officer: Who,
    challenge: Uint8Array,
    listed: readonly Uint8Array[] | null,
  ) => Promise<object | null>
  /**
   * What the browser sent as the answer: `refused` where it is no passkey of the officer's, or not one of
   * `listed`; `other` where it was signed for something else. The same answer may come again: an act is asked
   * for until it is done.
   */
  readonly check: (
    officer: Who,
    challenge: Uint8Array,
    answer: { readonly response: unknown; readonly listed: readonly Uint8Array[] | null },
  ) => Promise<SignedAct | 'other' | 'refused' | 'not listed'>
}
