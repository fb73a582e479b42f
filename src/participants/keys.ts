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
  /**
   * Of a compromised key: entries of the party's own log. What stands below that place stays good;
   * absent where nothing does.
   */
  readonly goodBelow?: number
}

/** Parties that issue, of all that a list names: an observer may have a witness and nothing else. */
export function authoritiesIn(
  keys: ReadonlyMap<PartyCode, readonly DelegatedKey[]>,
): readonly PartyCode[] {
  return [...keys].flatMap(([party, own]) =>
    own.some(({ usage }) => usage === 'certificate') ? [party] : [],
  )
}

/** What a key is for, before there is one. */
export type KeyPlace = { readonly party: PartyCode; readonly usage: KeyUsage }

/** A key whose private half is held here, for whom, for what, and since when it exists. */
export type OwnKey = KeyPlace & {
  readonly key: PublicKey
  /** Epoch seconds. Of two keys of one party and usage the later one signs. */
  readonly madeAt: number
}

/** The key of `party` for `usage` that signs today: the one that was made last. */
export function newestKey(
  keys: readonly OwnKey[],
  party: PartyCode,
  usage: KeyUsage,
): OwnKey | undefined {
  const fitting = keys.filter((each) => each.party === party && each.usage === usage)
  return fitting.reduce<OwnKey | undefined>(
    (newest, each) => (newest === undefined || each.madeAt >= newest.madeAt ? each : newest),
    undefined,
  )
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
