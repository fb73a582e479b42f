import type { NoteKey } from '../crypto/note.ts'
import type { DelegatedKey } from '../participants/keys.ts'
import type { KeyUsage } from '../participants/kinds.ts'
import type { LogRules } from '../participants/log-rules.ts'
import type { Trust } from '../participants/trust.ts'
import type { PartyCode } from '../values/codes.ts'
import type { LogIdentity } from './checkpoint.ts'
import type { QuorumRules, Witness } from './quorum.ts'

/** What of a trust list names logs and witnesses. */
export type TrustedKeys = Pick<Trust, 'keys'>

/** The origin line of a party's log, which is also the name that its key signs under. */
export function originOf({ origin }: LogRules, party: PartyCode): string {
  return `${origin}/${party}`
}

/** The name that a party's witness signs under. */
export function witnessNameOf(rules: LogRules, party: PartyCode): string {
  return `${originOf(rules, party)}/witness`
}

export function operatorOf({ operators }: LogRules, party: PartyCode): PartyCode {
  return operators.get(party) ?? party
}

/**
 * A party's log as its readers know it. Keys that retired still speak for the heads that they signed;
 * one that is compromised speaks for nothing.
 */
export function logIdentityOf(
  { keys }: TrustedKeys,
  rules: LogRules,
  party: PartyCode,
): LogIdentity {
  const origin = originOf(rules, party)
  const own = edKeys(keys.get(party) ?? [], 'log')
  return { origin, keys: own.map(({ x }) => ({ name: origin, type: 'ed25519', x })) }
}

/**
 * The logs that the witness of a party follows: all of the list but those of its own operator, for whose
 * heads its word counts nothing (quorum.ts), and who could make it sign whatever it likes.
 */
export function logsFor(
  { keys }: TrustedKeys,
  rules: LogRules,
  witness: PartyCode,
): readonly LogIdentity[] {
  const own = operatorOf(rules, witness)
  return [...keys.keys()]
    .filter((party) => operatorOf(rules, party) !== own)
    .map((party) => logIdentityOf({ keys }, rules, party))
    .filter((log) => log.keys.length > 0)
}

/** Every witness that the list names, who runs it, and when its key spoke for it. */
export function quorumRulesOf({ keys }: TrustedKeys, rules: LogRules): QuorumRules {
  const witnesses = [...keys].flatMap(([party, own]) =>
    edKeys(own, 'witness').map(
      ({ x, from, until }): Witness => ({
        key: witnessKey(rules, party, x),
        operator: operatorOf(rules, party),
        isObserver: isObserver(party),
        from,
        until,
      }),
    ),
  )
  return { witnesses, needed: rules.quorum }
}

function witnessKey(rules: LogRules, party: PartyCode, x: Uint8Array): NoteKey {
  return { name: witnessNameOf(rules, party), type: 'cosignature', x }
}

/** Observers and bodies have codes of their own; states have those of ISO 3166. */
function isObserver(party: PartyCode): boolean {
  return party.startsWith('X-')
}

type EdKey = { readonly x: Uint8Array; readonly from: number; readonly until: number }

function edKeys(own: readonly DelegatedKey[], wanted: KeyUsage): readonly EdKey[] {
  return own.flatMap(({ key, usage, state, notBefore, notAfter, since }) =>
    usage === wanted && state !== 'compromised' && key.alg === 'Ed25519'
      ? [{ x: key.x, from: notBefore, until: Math.min(notAfter, since ?? notAfter) }]
      : [],
  )
}
