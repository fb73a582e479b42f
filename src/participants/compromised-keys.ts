import { toHex } from '../crypto/bytes.ts'
import { thumbprint } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import type { DelegatedKey } from './keys.ts'

type Keys = ReadonlyMap<PartyCode, readonly DelegatedKey[]>

/**
 * The compromised keys of a list for a reader that remembers: by party and fingerprint (`ZA 3f2a…`), the
 * entries of the party's log below which it stays good, nought where nothing does. Plain JSON.
 */
export type CompromisedKeys = Readonly<Record<string, number>>

export function compromisedIn(keys: Keys): CompromisedKeys {
  const found: Record<string, number> = {}
  for (const [party, own] of keys) {
    for (const { key, state, goodBelow = 0 } of own) {
      if (state === 'compromised') found[`${party} ${toHex(thumbprint(key))}`] = goodBelow
    }
  }
  return found
}

/**
 * The first key of which a list says more good than was seen before: it counts again, it is gone, or more
 * of what it signed does. A thief who holds the delegation key too would write just that.
 */
export function compromiseUndone(keys: Keys, seen: CompromisedKeys): string | undefined {
  const now = compromisedIn(keys)
  return Object.keys(seen).find((name) => !((now[name] ?? Infinity) <= (seen[name] as number)))
}

/** The places in its log that the stolen certificate keys of a party are good below. */
export function goodBelowIn(own: readonly DelegatedKey[]): readonly number[] {
  return own.flatMap(({ usage, goodBelow }) =>
    usage === 'certificate' && goodBelow !== undefined ? [goodBelow] : [],
  )
}
