import type { PartyCode } from '../../values/codes.ts'
import type { OwnKey } from '../keys.ts'
import type { KeyUsage } from '../kinds.ts'
import type { EnsureKeys } from './demonstration.ts'
import { keyChoice } from './key-choice.ts'
import { ensureKeys } from './key-store.ts'
import { openKeyStore } from './open-key-store.ts'
import { type Keys, keysAt } from './remote-keys.ts'

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
  const { follow, keyOf } = keyChoice(store.list)
  const signerOf = (party: PartyCode, usage: KeyUsage) => store.signerOf(keyOf(party, usage))
  return {
    signerOf,
    certificateSignerOf: (party) => signerOf(party, 'certificate'),
    follow,
    held: async () => store.list(),
    another: async (place) => (await store.create([place]))[0] as OwnKey,
    keptIn: async () => store.kind,
    async ensure(places) {
      await ensureKeys(store, places)
      return keysAt(store.list(), places)
    },
  }
}
