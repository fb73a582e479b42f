import { beforeAll, describe, expect, test } from 'vitest'
import type { Profile } from '../src/participants/profile.ts'
import type { Json } from './caller.ts'
import { newAuthority, type TestCard } from './card-authority.ts'
import { dossierChecked } from './dossier-check.ts'

type Text = Readonly<Record<string, unknown>>
type Reviewed = { readonly kept: Json; readonly profile: Profile; readonly authority: TestCard }

/** What `openkp dossier check` finds in a dossier with two cards and no passkeys. */
export function reviewOfCards(given: () => Promise<Reviewed>): void {
  describe('a reviewer without a server', () => {
    let kept: Text
    let reviewed: Reviewed
    beforeAll(async () => {
      reviewed = await given()
      kept = reviewed.kept as unknown as Text
    })
    const checked = (
      change: Text = {},
      brought: object = { profile: JSON.stringify(reviewed.profile) },
    ) => dossierChecked({ ...kept, ...change }, brought)
    const card = (name: string, change: Text) => ({
      [name]: { ...(kept[name] as Text), ...change },
    })

    test.each<[string, string, () => Promise<string>]>([
      ['both cards', 'CANNOT_TELL NO_PASSKEY NO_PASSKEY', () => checked()],
      [
        'an authority alone',
        'CANNOT_TELL NO_PASSKEY NO_PASSKEY',
        () => checked({}, { authority: reviewed.authority.pem }),
      ],
      [
        'no authority',
        'CANNOT_TELL NO_PASSKEY NO_PASSKEY NO_AUTHORITY NO_AUTHORITY',
        () => checked({}, {}),
      ],
      [
        'another authority',
        'FAULT NO_PASSKEY NO_PASSKEY CARD CARD',
        async () => checked({}, { authority: (await newAuthority('CN=Other')).pem }),
      ],
      [
        'no card where the law asks for it',
        'FAULT NO_PASSKEY NO_PASSKEY CARD_MISSING',
        () => checked({ validatedCard: null }),
      ],
      [
        'other lines',
        'FAULT NO_PASSKEY NO_PASSKEY CARD_LINES',
        () => checked(card('validatedCard', { signed: 'OpenKP card signature 1\n' })),
      ],
      [
        'the signature of the other officer',
        'FAULT NO_PASSKEY NO_PASSKEY CARD',
        () => checked(card('validatedCard', { signature: (kept.issuedCard as Text).signature })),
      ],
      [
        'another card than it says',
        'FAULT NO_PASSKEY NO_PASSKEY CARD',
        () => checked(card('validatedCard', { fingerprint: 'ab'.repeat(32) })),
      ],
      [
        'a card of the record changed',
        'FAULT RECORD NO_PASSKEY NO_PASSKEY',
        () => checked(card('issuedCard', { name: 'Somebody' })),
      ],
    ])('%s: %s', async (_, said, act) => {
      expect(await act()).toBe(said)
    })
  })
}
