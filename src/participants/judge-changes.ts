import type { VerifySignature } from '../crypto/signature.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import {
  changeBytes,
  changeEntry,
  type DelegatedKeys,
  type DelegationChange,
  delegationDigest,
  tufKeyId,
} from './delegation-change.ts'
import type { DelegationSeen, DelegationsSeen } from './delegations-seen.ts'
import type { DelegatedKey } from './keys.ts'
import type { Environment } from './kinds.ts'
import type { LogRules } from './log-rules.ts'
import { standsSince, witnessesBeside } from './publication.ts'
import type { Delegation } from './tuf-delegations.ts'
import { malformed, parseTufKey, type Role } from './tuf-metadata.ts'
import { isSignedBy } from './tuf-signatures.ts'

/** How long an announced change may be carried after its seven days: an old one is no key to a back door. */
const LAPSE_SECONDS = 14 * 86_400

/** What of a list its changes are judged by. */
export type ChangesOf = {
  readonly environment: Environment
  readonly rules: LogRules | null
  readonly version: number
  readonly delegations: readonly Delegation[]
  readonly changes: readonly DelegationChange[]
  readonly keys: ReadonlyMap<PartyCode, readonly DelegatedKey[]>
  /** What this reader keeps of the last list. */
  readonly seen: DelegationsSeen | undefined
  /** Epoch seconds: `DelegationsSeen.at` of this list. */
  readonly at: number
}

export type ChangeRefusal =
  | 'TRUST_MALFORMED'
  | 'TRUST_ROLLED_BACK'
  | 'TRUST_CHANGE_UNPROVEN'
  | 'TRUST_DELEGATION_CHANGED'

export type JudgedChanges = {
  readonly seen: DelegationsSeen
  /** Since when, in epoch seconds, other keys speak for a party that did not agree. */
  readonly withoutParty: ReadonlyMap<PartyCode, number>
}

/** A change that is as it has to be; `heldSince` is null where the party agreed. */
type Proven = { readonly change: DelegationChange; readonly heldSince: number | null }

/**
 * Whether every delegation of a list is the one that this reader knows, or follows from it by changes that
 * the party agreed to or that were announced for seven days: the root's holders alone cannot make keys speak
 * for a party (docs/formats/trust.md).
 */
export async function judgeChanges(
  list: ChangesOf,
  verify: VerifySignature,
): Promise<Outcome<JudgedChanges, ChangeRefusal>> {
  const { delegations, seen } = list
  const gone = Object.keys(seen?.parties ?? {}).find((code) => {
    return !delegations.some(({ party }) => party === code)
  })
  if (gone !== undefined) return refuse('TRUST_ROLLED_BACK', gone, { path: `${gone}.json` })
  if (!isChained(list)) return malformed('targets.json', 'changes')
  const proven: Proven[] = []
  for (const change of list.changes) {
    const heldSince = await provenSince(change, list, list.keys, verify)
    if (heldSince === undefined) {
      const { name: party } = change
      return refuse('TRUST_CHANGE_UNPROVEN', 'targets.json', { party })
    }
    proven.push({ change, heldSince })
  }
  const strange = await unexplained(list, proven, verify)
  if (strange !== undefined)
    return refuse('TRUST_DELEGATION_CHANGED', 'targets.json', { party: strange })
  return accept({ seen: seenAfter(list), withoutParty: withoutParty(proven) })
}

/** Changes of one party follow each other, in higher and higher versions, and end at what is named now. */
function isChained({ delegations, changes, version }: ChangesOf): boolean {
  const latest = new Map<PartyCode, DelegationChange>()
  for (const change of changes) {
    const before = latest.get(change.name)
    if (change.version > version || change.version <= (before?.version ?? 0)) return false
    if (before !== undefined && !isSame(before.next, change.previous)) return false
    latest.set(change.name, change)
  }
  return [...latest].every(([name, { next }]) => {
    const named = delegations.find(({ party }) => party === name)
    return named !== undefined && isSame(named.named, next)
  })
}

function isSame(a: DelegatedKeys, b: DelegatedKeys): boolean {
  return delegationDigest(a) === delegationDigest(b)
}

/** Null where the party agreed, or since when the change holds without it; undefined where neither is shown. */
async function provenSince(
  change: DelegationChange,
  { environment, rules }: ChangesOf,
  keys: ChangesOf['keys'],
  verify: VerifySignature,
): Promise<number | null | undefined> {
  const canonical = changeBytes(change, environment)
  const { agreed: signatures, published, previous, name } = change
  if (await isSignedBy({ canonical, signatures }, roleOf(previous), verify)) return null
  if (published === null || rules === null) return undefined
  const others = witnessesBeside({ keys, rules }, name)
  const entry = changeEntry(change, environment, published.iat)
  return standsSince(published, entry, { rules, keys: others }, verify)
}

function roleOf({ keys, threshold }: DelegatedKeys): Role {
  const read = keys.flatMap((json) => {
    const key = parseTufKey(json)
    return key === undefined ? [] : [[tufKeyId(json), key] as const]
  })
  return { keys: new Map(read), threshold }
}

/** The first party whose keys are others than this reader knows, without changes that lead there. */
async function unexplained(
  list: ChangesOf,
  proven: readonly Proven[],
  verify: VerifySignature,
): Promise<PartyCode | undefined> {
  const { seen, delegations } = list
  if (seen === undefined) return undefined
  const paths = new Map(
    delegations.map((each) => [each.party, leadingTo(each, proven, seen)] as const),
  )
  const lost = [...paths].find(([, path]) => path === undefined)
  if (lost !== undefined) return lost[0]
  // Witnesses that the root's holders named since, or gave other keys, could say any time that they like.
  const isKnown = (party: PartyCode) =>
    seen.parties[party] !== undefined &&
    (paths.get(party) ?? []).every(({ heldSince }) => heldSince === null)
  const known = new Map([...list.keys].filter(([party]) => isKnown(party)))
  for (const { change } of [...paths.values()].flatMap((path) => path ?? [])) {
    const heldSince = await provenSince(change, list, known, verify)
    const isTimely = heldSince === null ? change.version > seen.version : isInTime(heldSince, seen)
    if (!isTimely) return change.name
  }
  return undefined
}

function isInTime(heldSince: number | undefined, { at }: DelegationsSeen): boolean {
  return heldSince !== undefined && heldSince + LAPSE_SECONDS >= at
}

/** The changes from the keys that a reader knows to those of the list; undefined where none lead there. */
function leadingTo(
  { party, named }: Delegation,
  proven: readonly Proven[],
  { parties }: DelegationsSeen,
): readonly Proven[] | undefined {
  const known = parties[party]
  if (known === undefined || known.digest === delegationDigest(named)) return []
  const own = proven.filter(({ change }) => change.name === party)
  const start = own.findLastIndex(({ change: { previous, version } }) => {
    return version > known.since && delegationDigest(previous) === known.digest
  })
  return start < 0 ? undefined : own.slice(start)
}

function seenAfter({ delegations, changes, version, seen, at }: ChangesOf): DelegationsSeen {
  const parties = delegations.map(({ party, named }): [string, DelegationSeen] => {
    const digest = delegationDigest(named)
    const last = changes.findLast(({ name }) => name === party)?.version ?? 0
    return [party, { digest, since: Math.max(last, seen?.parties[party]?.since ?? 0) }]
  })
  return {
    version: Math.max(version, seen?.version ?? 0),
    at: Math.max(at, seen?.at ?? 0),
    parties: Object.fromEntries(parties),
  }
}

function withoutParty(proven: readonly Proven[]): ReadonlyMap<PartyCode, number> {
  const since = new Map<PartyCode, number>()
  for (const { change, heldSince } of proven) {
    if (heldSince !== null) since.set(change.name, heldSince)
  }
  return since
}
