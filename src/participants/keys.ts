import { sameBytes } from '../crypto/bytes.ts'
import { keyId, type PublicKey } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import type { KeyUsage } from './kinds.ts'

/** A key that a party's own delegation in the trust list names, with what it may do and when. */
export type DelegatedKey = {
  readonly party: PartyCode
  readonly key: PublicKey
  readonly kid: Uint8Array
  readonly usage: KeyUsage
  /** Epoch seconds: the key signs from the first to before the second. */
  readonly notBefore: number
  readonly notAfter: number
  readonly state: 'active' | 'retired' | 'compromised'
  /** Epoch seconds since which it is retired or compromised; null while active. */
  readonly since: number | null
}

export function delegatedKey(key: Omit<DelegatedKey, 'kid'>): DelegatedKey {
  return { ...key, kid: keyId(key.key) }
}

/** The keys delegated to a party under one id. Eight bytes may collide, so there can be several. */
export function keysUnderId(
  keys: readonly DelegatedKey[],
  kid: Uint8Array,
): readonly DelegatedKey[] {
  return keys.filter((key) => sameBytes(key.kid, kid))
}
