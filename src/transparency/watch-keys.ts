import { toHex } from '../crypto/bytes.ts'
import { thumbprint } from '../crypto/signature.ts'
import type { DelegationChange } from '../participants/delegation-change.ts'
import type { Trust } from '../participants/trust.ts'
import type { Delegation } from '../participants/tuf-delegations.ts'
import type { Alarm, Evidence } from './alarm.ts'

/** What a trust list says of keys, in a form that can be kept and compared; plain JSON. */
export type KeysSeen = {
  readonly root: string
  /** By party: a line for every key, its usage, fingerprint, times and state. */
  readonly parties: Readonly<Record<string, readonly string[]>>
  /** By party: who signs its own metadata. Absent in what an older program kept. */
  readonly delegations?: Readonly<Record<string, readonly string[]>>
}

export function keysSeen(
  trust: Pick<Trust, 'keys' | 'newestRootFingerprint'>,
  delegations: readonly Delegation[],
  changes: readonly DelegationChange[] = [],
): KeysSeen {
  const parties = [...trust.keys].map(([party, keys]) => {
    const lines = keys.map(({ usage, key, state, since, notBefore, notAfter, goodBelow }) =>
      [
        usage,
        toHex(thumbprint(key)),
        state,
        since ?? '–',
        notBefore,
        notAfter,
        ...(goodBelow === undefined ? [] : [`good below ${goodBelow}`]),
      ].join(' '),
    )
    return [party, lines.sort()] as const
  })
  return {
    root: trust.newestRootFingerprint,
    parties: Object.fromEntries(parties),
    delegations: Object.fromEntries(
      delegations.map(({ party, role }) => {
        const last = changes.findLast(({ name }) => name === party)
        return [party, [...linesOf(role), ...(last === undefined ? [] : [basisOf(last)])]]
      }),
    ),
  }
}

/** What a judged change rests on: the word of the party, or the entry that announced it to everybody. */
function basisOf({ version, published }: DelegationChange): string {
  if (published === null) return `delegation ${version} agreed by the party`
  return `delegation ${version} announced in the log of ${published.log} at entry ${published.index}`
}

function linesOf({ keys, threshold }: Delegation['role']): readonly string[] {
  const lines = [
    ...new Set([...keys.values()].map((key) => `delegation ${toHex(thumbprint(key))}`)),
  ]
  return [`delegation threshold ${threshold}`, ...lines.sort()]
}

/**
 * What changed between two lists: whoever stole a delegation key, or the root, has to show its hand here.
 * An honest change rings too, and whoever made it says so.
 */
export function keyChanges(
  before: KeysSeen,
  after: KeysSeen,
  evidence: readonly Evidence[],
): readonly Alarm[] {
  const alarms: Alarm[] = []
  const tell = (party: string, gone: readonly string[], come: readonly string[]) => {
    const detail = { party, gone: gone.join('; ') || '–', come: come.join('; ') || '–' }
    const about = `${detail.gone} > ${detail.come}`
    alarms.push({ code: 'MONITOR_KEYS_CHANGED', where: party, about, detail, evidence })
  }
  if (before.root !== after.root) tell('trust', [`root ${before.root}`], [`root ${after.root}`])
  const linesIn = (seen: KeysSeen, party: string) => [
    ...(seen.parties[party] ?? []),
    // What one of the two does not know has not changed for anybody to see.
    ...(before.delegations && after.delegations ? (seen.delegations?.[party] ?? []) : []),
  ]
  for (const party of partiesOf(before, after)) {
    const [old, now] = [linesIn(before, party), linesIn(after, party)]
    const gone = old.filter((line) => !now.includes(line))
    const come = now.filter((line) => !old.includes(line))
    if (gone.length + come.length > 0) tell(party, gone, come)
  }
  return alarms
}

function partiesOf(before: KeysSeen, after: KeysSeen): readonly string[] {
  const named = [before, after].flatMap(({ parties, delegations = {} }) => [
    ...Object.keys(parties),
    ...Object.keys(delegations),
  ])
  return [...new Set(named)].sort()
}
