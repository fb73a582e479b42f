import type { PartyCode } from '../values/codes.ts'
import { countsAt, fingerprintOf, isSameKey, type KeysOfParty, newEntry } from './key-ceremony.ts'
import type { DelegatedKey, OwnKey } from './keys.ts'
import type { KeyUsage } from './kinds.ts'

const DAY = 86_400

/**
 * Where a key is in its life: made and not published, counting from a later time on, counting, counting
 * until a time, and three ways to count no more.
 */
export type KeyStanding =
  | 'prepared'
  | 'coming'
  | 'in-force'
  | 'retiring'
  | 'retired'
  | 'compromised'
  | 'ended'

/** A key as its officer sees it. Times are epoch seconds. */
export type KeyFacts = {
  readonly party: PartyCode
  readonly usage: KeyUsage
  /** 64 hexadecimal digits. */
  readonly fingerprint: string
  readonly standing: KeyStanding
  /** Whether its private half is held here: without it nobody signs with it. */
  readonly isHeld: boolean
  /** Whether the node signs with this one now. */
  readonly signs: boolean
  readonly madeAt: number | null
  readonly notBefore: number | null
  readonly notAfter: number | null
  /** Since when it is retired or compromised, or will be. */
  readonly since: number | null
}

/** Every key of a party that the list names or that is held here, in the order of the list. */
export function keyFacts(
  party: PartyCode,
  { listed, held }: KeysOfParty,
  now: number,
): readonly KeyFacts[] {
  const own = held.filter((each) => each.party === party)
  const prepared = own.filter(({ key }) => !listed.some((each) => isSameKey(each.key, key)))
  const signing = (usage: KeyUsage) => signingKey({ listed, held: own }, usage, now)
  const facts = [
    ...prepared.map(preparedFacts),
    ...listed.map((each) => listedFacts(each, own, now)),
  ]
  return facts.map((each) => {
    const chosen = signing(each.usage)
    return {
      ...each,
      signs: chosen !== undefined && fingerprintOf(chosen.key) === each.fingerprint,
    }
  })
}

function preparedFacts({ party, usage, key, madeAt }: OwnKey): KeyFacts {
  const ends = { notBefore: null, notAfter: null, since: null }
  const fingerprint = fingerprintOf(key)
  const standing = 'prepared'
  return { party, usage, fingerprint, standing, isHeld: true, signs: false, madeAt, ...ends }
}

function listedFacts(entry: DelegatedKey, own: readonly OwnKey[], now: number): KeyFacts {
  const { party, usage, key, notBefore, notAfter, since } = entry
  const mine = own.find((each) => isSameKey(each.key, key))
  return {
    party,
    usage,
    fingerprint: fingerprintOf(key),
    standing: standingOf(entry, now),
    isHeld: mine !== undefined,
    signs: false,
    madeAt: mine?.madeAt ?? null,
    notBefore,
    notAfter,
    since,
  }
}

function standingOf({ state, since, notBefore, notAfter }: DelegatedKey, now: number): KeyStanding {
  if (state === 'compromised') return 'compromised'
  if (state === 'retired') return since !== null && now < since ? 'retiring' : 'retired'
  if (now < notBefore) return 'coming'
  return now < notAfter ? 'in-force' : 'ended'
}

/** Between the date of a statement and its signature, and between two clocks of one office. */
const MARGIN = 10

/**
 * The key that signs now for `usage`: of those that the list lets sign and that are held, the one that
 * was published last. A key that has only just begun, or is about to end, signs where there is no other.
 */
export function signingKey(
  { listed, held }: KeysOfParty,
  usage: KeyUsage,
  now: number,
): OwnKey | undefined {
  const able = listed.filter((each) => countsAt(each, usage, now))
  const settled = able.filter((each) => {
    return countsAt(each, usage, now - MARGIN) && countsAt(each, usage, now + MARGIN)
  })
  const newestFirst = (entries: readonly DelegatedKey[]) =>
    [...entries].sort((a, b) => b.notBefore - a.notBefore)
  for (const { key } of [...newestFirst(settled), ...newestFirst(able)]) {
    const own = held.find((each) => each.usage === usage && isSameKey(each.key, key))
    if (own !== undefined) return own
  }
  return undefined
}

/**
 * What the list of a demonstration's party says at the start of its node: `listed` itself while no usage
 * has lost its keys. Where **all** keys of a usage are lost, the new one is published and the lost are
 * retired. Where an older key is held and the active one is not, the keys are those of an older copy:
 * nothing is changed, and nobody signs until a person has looked.
 */
export function keysAtStart(
  party: PartyCode,
  { listed, held }: KeysOfParty,
  usages: readonly KeyUsage[],
  now: number,
): readonly DelegatedKey[] {
  const own = held.filter((each) => each.party === party)
  const added = usages.flatMap((usage) => {
    const newest = newestOfLost(listed, own, usage)
    // A key counts from the beginning of the day (UTC) on which it was made.
    return newest === undefined ? [] : [newEntry(newest, newest.key, now - (now % DAY))]
  })
  if (added.length === 0) return listed
  const isLost = (each: DelegatedKey) =>
    each.state === 'active' && added.some(({ usage }) => usage === each.usage)
  const kept = listed.map((each) =>
    isLost(each) ? { ...each, state: 'retired' as const, since: now } : each,
  )
  return [...added, ...kept]
}

/** The key to name for a usage that has none yet, or none that is left. */
function newestOfLost(
  listed: readonly DelegatedKey[],
  held: readonly OwnKey[],
  usage: KeyUsage,
): OwnKey | undefined {
  const there = listed.filter((each) => each.usage === usage)
  const own = held.filter((each) => each.usage === usage)
  const isKnown = own.some(({ key }) => there.some((each) => isSameKey(each.key, key)))
  const hasEnded = there.length > 0 && there.every(({ state }) => state !== 'active')
  return isKnown || hasEnded ? undefined : [...own].sort((a, b) => b.madeAt - a.madeAt)[0]
}
