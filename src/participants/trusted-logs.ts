import type { NoteKey } from '../crypto/note.ts'
import type { PartyCode } from '../values/codes.ts'
import type { DelegatedKey } from './keys.ts'
import type { KeyUsage } from './kinds.ts'
import type { LogRules } from './log-rules.ts'
import type { QuorumRules, Witness } from './quorum.ts'

/** What of a trust list names logs and witnesses. */
export type TrustedKeys = { readonly keys: ReadonlyMap<PartyCode, readonly DelegatedKey[]> }

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
): { readonly origin: string; readonly keys: readonly NoteKey[] } {
  const origin = originOf(rules, party)
  const own = edKeys(keys.get(party) ?? [], 'log')
  return { origin, keys: own.map((x) => ({ name: origin, type: 'ed25519', x })) }
}

/** Every witness that the list names, and who runs it. */
export function quorumRulesOf({ keys }: TrustedKeys, rules: LogRules): QuorumRules {
  const witnesses = [...keys].flatMap(([party, own]) =>
    edKeys(own, 'witness').map(
      (x): Witness => ({
        key: witnessKey(rules, party, x),
        operator: operatorOf(rules, party),
        isObserver: isObserver(party),
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

function edKeys(own: readonly DelegatedKey[], wanted: KeyUsage): readonly Uint8Array[] {
  return own.flatMap(({ key, usage, state }) =>
    usage === wanted && state !== 'compromised' && key.alg === 'Ed25519' ? [key.x] : [],
  )
}
