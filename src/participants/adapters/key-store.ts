import type { KeyObject } from 'node:crypto'
import type { Signer } from '../../crypto/signature.ts'
import { type KeyPlace, newestKey, type OwnKey } from '../keys.ts'
import type { KeptIn } from '../signer-messages.ts'

/** A key that was made elsewhere, with its private half. */
export type BroughtKey = OwnKey & { readonly privateKey: KeyObject }

/**
 * Holds private keys and never gives one out: it signs. An encrypted file and a PKCS#11 token are the
 * two that there are.
 */
export type KeyStore = {
  readonly kind: KeptIn
  /** Every key that it holds. */
  readonly list: () => readonly OwnKey[]
  /** Signs whatever it is given: who asks has to look at it first. Throws for a key not in `list`. */
  readonly signerOf: (own: OwnKey) => Signer
  /** Makes a key for each place. They are kept durably before it returns. */
  readonly create: (places: readonly KeyPlace[]) => Promise<readonly OwnKey[]>
  /** Takes keys in, durably; absent where a key that has ever been outside is not wanted. */
  readonly adopt?: (keys: readonly BroughtKey[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** Sixty Participants with four usages, each made anew eight times: what one answer can list. */
export const MAX_KEYS = 2048

/** The key in force for each of `places`; makes what is missing. */
export async function ensureKeys(
  store: KeyStore,
  places: readonly KeyPlace[],
): Promise<readonly OwnKey[]> {
  const found = ({ party, usage }: KeyPlace) => newestKey(store.list(), party, usage)
  const missing = places.filter((place) => found(place) === undefined)
  if (missing.length > 0) await store.create(missing)
  return places.map(found).filter((own) => own !== undefined)
}
