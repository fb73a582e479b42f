import type { PartyCode } from '../../values/codes.ts'
import { newestKey } from '../keys.ts'
import type { KeyUsage } from '../kinds.ts'
import type { EnsureKeys } from './demonstration.ts'
import { ensureKeys } from './key-store.ts'
import { openKeyStore } from './open-key-store.ts'
import type { Keys } from './remote-keys.ts'

export type StoreKeys = Keys & { readonly ensure: EnsureKeys }

/**
 * The keys of a demonstration in this very process, in an encrypted file in `folder`. Nobody looks at
 * what they sign: for measurements and tests. A node has a signer of its own.
 */
export async function openStoreKeys(folder: string): Promise<StoreKeys> {
  const place = { folder, environment: 'demonstration', pkcs11: undefined } as const
  const opened = await openKeyStore({ ...place, passphraseFile: undefined })
  if (!opened.ok) throw new Error(opened.refusals[0].code)
  const store = opened.value
  const signerOf = (party: PartyCode, usage: KeyUsage) => {
    const own = newestKey(store.list(), party, usage)
    if (own === undefined) throw new Error(`this node holds no ${usage} key of ${party}`)
    return store.signerOf(own)
  }
  return {
    signerOf,
    certificateSignerOf: (party) => signerOf(party, 'certificate'),
    ensure: (places) => ensureKeys(store, places),
  }
}
