import { sameBytes, toHex } from '../crypto/bytes.ts'
import { type PublicKey, thumbprint } from '../crypto/signature.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { headAt, type WitnessedHead } from './good-below.ts'
import { type DelegatedKey, delegatedKey, type KeyPlace, type OwnKey } from './keys.ts'
import { MAX_KEYS_LISTED } from './party-keys.ts'

const DAY = 86_400
/** Rotated every year or two, with years in which what it signed can still be shown. */
const KEY_LIFETIME = 5 * 365 * DAY
/**
 * A key is retired no sooner than so many seconds from now: a statement that is being signed with it at
 * this moment would otherwise be dated after its end, and never count.
 */
export const RETIRE_LEAD = 30

/** What can be done to a key that exists. Times are epoch seconds; null is as soon as it may be. */
export type KeyAct =
  | {
      readonly act: 'publish'
      /** The key counts from then on, and never from before it was published. */
      readonly from: number | null
      /** Whether the other keys of its place are retired from the same time on: a rotation. */
      readonly replaces: boolean
    }
  | {
      readonly act: 'retire'
      readonly from: number | null
      /** That no key of its place is left was seen, and is meant. */
      readonly last: boolean
    }
  | {
      readonly act: 'compromised'
      readonly since: number
      /**
       * Entries of the party's log below which what the key signed stays good: null for nothing, and without
       * it as many as a quorum had cosigned by then.
       */
      readonly goodBelow?: number | null | undefined
    }

/** A key by its place and its fingerprint: 64 hexadecimal digits, or 8 and more of them from its beginning. */
export type NamedKey = KeyPlace & { readonly name: string }

export type KeyCeremonyRefusal =
  | 'PARTICIPANTS_KEY_NAME'
  | 'PARTICIPANTS_KEY_UNKNOWN'
  | 'PARTICIPANTS_KEY_NOT_HELD'
  | 'PARTICIPANTS_KEY_NOT_LISTED'
  | 'PARTICIPANTS_KEY_ENDED'
  | 'PARTICIPANTS_KEY_RETIRED_SINCE'
  | 'PARTICIPANTS_KEY_COMPROMISED_SINCE'
  | 'PARTICIPANTS_KEY_GOOD_BELOW'
  | 'PARTICIPANTS_KEY_GOOD_RAISED'
  | 'PARTICIPANTS_KEY_GOOD_USAGE'
  | 'PARTICIPANTS_KEY_FUTURE'
  | 'PARTICIPANTS_KEY_LAST'
  | 'PARTICIPANTS_KEYS_LISTED'

/** The SHA-256 by which a key is named (RFC 9679): 64 hexadecimal digits, of which `kid` is the first 16. */
export function fingerprintOf(key: PublicKey): string {
  return toHex(thumbprint(key))
}

export function isSameKey(one: PublicKey, other: PublicKey): boolean {
  if (one.alg === 'Ed25519' || other.alg === 'Ed25519')
    return one.alg === other.alg && sameBytes(one.x, other.x)
  return sameBytes(one.x, other.x) && sameBytes(one.y, other.y)
}

export type KeysOfParty = {
  /** What the trust list names. */
  readonly listed: readonly DelegatedKey[]
  /** Whose private half is held here. */
  readonly held: readonly OwnKey[]
  /** How far the party's log was witnessed, and when; where nobody knows, nothing stays good. */
  readonly heads?: readonly WitnessedHead[]
}

/**
 * What a party's list says after `act`: `listed` itself where it says so already, so that whatever
 * was interrupted can be asked for again.
 */
export function afterKeyAct(
  keys: KeysOfParty,
  named: NamedKey,
  act: KeyAct,
  now: number,
): Outcome<readonly DelegatedKey[], KeyCeremonyRefusal> {
  const key = keyByName(keys, named)
  if (!key.ok) return key
  const entry = keys.listed.find((each) => isSameKey(each.key, key.value))
  if (act.act === 'publish')
    return published(keys, { ...named, key: key.value }, { entry, act, now })
  if (entry === undefined)
    return refuse('PARTICIPANTS_KEY_NOT_LISTED', undefined, { key: shortName(key.value) })
  return act.act === 'retire'
    ? retired(keys.listed, entry, act, now)
    : compromised(keys, entry, act, now)
}

/** The one key of this place whose fingerprint begins so. */
function keyByName(
  { listed, held }: KeysOfParty,
  { party, usage, name }: NamedKey,
): Outcome<PublicKey, KeyCeremonyRefusal> {
  if (!/^[0-9a-f]{8,64}$/.test(name)) return refuse('PARTICIPANTS_KEY_NAME', 'key')
  const here = [...listed, ...held].filter((each) => each.party === party && each.usage === usage)
  const fitting = new Map(
    here.flatMap(({ key }) => {
      const fingerprint = fingerprintOf(key)
      return fingerprint.startsWith(name) ? [[fingerprint, key] as const] : []
    }),
  )
  const [key, ...more] = fitting.values()
  if (more.length > 0) return refuse('PARTICIPANTS_KEY_NAME', 'key')
  return key === undefined
    ? refuse('PARTICIPANTS_KEY_UNKNOWN', 'key', { key: name, party, usage })
    : accept(key)
}

function published(
  { listed, held }: KeysOfParty,
  { party, usage, key }: KeyPlace & { readonly key: PublicKey },
  {
    entry,
    act,
    now,
  }: {
    readonly entry: DelegatedKey | undefined
    readonly act: Extract<KeyAct, { readonly act: 'publish' }>
    readonly now: number
  },
): Outcome<readonly DelegatedKey[], KeyCeremonyRefusal> {
  const name = { key: shortName(key) }
  if (entry !== undefined && entry.state !== 'active')
    return refuse('PARTICIPANTS_KEY_ENDED', undefined, name)
  // Nobody could sign with it, and the key before it may be gone by then.
  if (!held.some((each) => isSameKey(each.key, key)))
    return refuse('PARTICIPANTS_KEY_NOT_HELD', undefined, name)
  if (entry === undefined && listed.length >= MAX_KEYS_LISTED)
    return refuse('PARTICIPANTS_KEYS_LISTED', undefined, { party, max: MAX_KEYS_LISTED })
  const added = entry ?? newEntry({ party, usage }, key, Math.max(act.from ?? now, now))
  const all = entry === undefined ? [added, ...listed] : listed
  return accept(act.replaces ? othersRetired(all, added, now) : all)
}

export function newEntry(place: KeyPlace, key: PublicKey, notBefore: number): DelegatedKey {
  const notAfter = notBefore + KEY_LIFETIME
  return delegatedKey({ ...place, key, notBefore, notAfter, state: 'active', since: null })
}

/** What a key of before signs until the new one counts stays good. */
function othersRetired(
  all: readonly DelegatedKey[],
  added: DelegatedKey,
  now: number,
): readonly DelegatedKey[] {
  const since = Math.max(added.notBefore, now + RETIRE_LEAD)
  const isOther = (each: DelegatedKey) =>
    each !== added && each.usage === added.usage && each.state === 'active'
  if (!all.some(isOther)) return all
  return all.map((each) => (isOther(each) ? { ...each, state: 'retired', since } : each))
}

function retired(
  listed: readonly DelegatedKey[],
  entry: DelegatedKey,
  { from, last }: Extract<KeyAct, { readonly act: 'retire' }>,
  now: number,
): Outcome<readonly DelegatedKey[], KeyCeremonyRefusal> {
  const name = { key: shortName(entry.key) }
  if (entry.state === 'compromised')
    return refuse('PARTICIPANTS_KEY_COMPROMISED_SINCE', undefined, name)
  if (entry.state === 'retired')
    return from === null || from === entry.since
      ? accept(listed)
      : refuse('PARTICIPANTS_KEY_RETIRED_SINCE', undefined, name)
  const since = Math.max(from ?? now, now + RETIRE_LEAD)
  const isLast = !listed.some((each) => each !== entry && countsAt(each, entry.usage, since))
  if (isLast && !last)
    return refuse('PARTICIPANTS_KEY_LAST', undefined, { party: entry.party, usage: entry.usage })
  return accept(replaced(listed, entry, { ...entry, state: 'retired', since }))
}

/**
 * The time of a theft is a fact, which may turn out to be earlier; never later, and never to come. So may
 * the place in the log below which all is good: whoever was told that a certificate is worth nothing must
 * never be told that it is good after all.
 */
function compromised(
  { listed, heads = [] }: KeysOfParty,
  entry: DelegatedKey,
  { since, goodBelow: asked }: Extract<KeyAct, { readonly act: 'compromised' }>,
  now: number,
): Outcome<readonly DelegatedKey[], KeyCeremonyRefusal> {
  const name = { key: shortName(entry.key) }
  const wasMarked = entry.state === 'compromised'
  if (since > now) return refuse('PARTICIPANTS_KEY_FUTURE', 'since')
  if (wasMarked && since > (entry.since ?? since))
    return refuse('PARTICIPANTS_KEY_COMPROMISED_SINCE', undefined, name)
  const known = wasMarked ? (entry.goodBelow ?? 0) : undefined
  const most = headAt(heads, since)?.size ?? 0
  const isSame = wasMarked && since === entry.since
  const good = goodBelowOf(entry, asked, {
    known,
    most: isSame ? Math.max(most, known ?? 0) : most,
  })
  if (!good.ok) return good
  if (isSame && good.value === known) return accept(listed)
  const { goodBelow: _, ...rest } = entry
  const stays = good.value === 0 ? {} : { goodBelow: good.value }
  return accept(replaced(listed, entry, { ...rest, state: 'compromised', since, ...stays }))
}

/** What came after the last head that was witnessed by then, a thief may have made: less may be asked for only. */
function goodBelowOf(
  { key, usage }: DelegatedKey,
  asked: number | null | undefined,
  { known, most }: { readonly known: number | undefined; readonly most: number },
): Outcome<number, KeyCeremonyRefusal> {
  // Of what other keys sign, the register page says all that stays: nobody looks for its place.
  const isPlaced = usage === 'certificate'
  if (asked === undefined) return accept(isPlaced ? Math.min(most, known ?? most) : 0)
  const wanted = asked ?? 0
  if (wanted > 0 && !isPlaced) return refuse('PARTICIPANTS_KEY_GOOD_USAGE', 'goodBelow', { usage })
  if (known !== undefined && wanted > known)
    return refuse('PARTICIPANTS_KEY_GOOD_RAISED', 'goodBelow', { key: shortName(key) })
  return wanted > most
    ? refuse('PARTICIPANTS_KEY_GOOD_BELOW', 'goodBelow', { most })
    : accept(wanted)
}

function replaced(
  listed: readonly DelegatedKey[],
  entry: DelegatedKey,
  by: DelegatedKey,
): readonly DelegatedKey[] {
  return listed.map((each) => (each === entry ? by : each))
}

/** Whether a key of the list counts for a statement of this usage that is dated `at`. */
export function countsAt(
  { usage, notBefore, notAfter, state, since }: DelegatedKey,
  wanted: DelegatedKey['usage'],
  at: number,
): boolean {
  const hasEnded = state === 'compromised' || (since !== null && at >= since)
  return usage === wanted && !hasEnded && notBefore <= at && at < notAfter
}

function shortName(key: PublicKey): string {
  return fingerprintOf(key).slice(0, 16)
}
