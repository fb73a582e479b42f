import { isPartyCode, type PartyCode } from '../values/codes.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import { isJsonObject, type JsonObject, member } from './canonical-json.ts'
import type { DelegatedKeys } from './delegation-change.ts'
import { malformed, parseRole, type Role } from './tuf-metadata.ts'
import { keyName } from './tuf-signatures.ts'

/** Two parts each in a bundle of at most 1,024 parts. */
const MAX_DELEGATIONS = 500

/** A party and the keys that sign its own metadata. */
export type Delegation = {
  readonly party: PartyCode
  readonly role: Role
  /** The same as it is written. */
  readonly named: DelegatedKeys
}

type DelegationRefusal = 'TRUST_MALFORMED' | 'TRUST_DELEGATION' | 'TRUST_KEY_SHARED'

/**
 * The delegations of `targets.json`: one a party, named by its code, terminating, for its own folder
 * and no other. Two parties never share a key, or one of them could speak for the other.
 */
export function parseDelegations(
  value: unknown,
): Outcome<readonly Delegation[], DelegationRefusal> {
  const roles = isJsonObject(value) ? member(value, 'roles') : undefined
  if (!isJsonObject(value) || !Array.isArray(roles) || roles.length > MAX_DELEGATIONS) {
    return malformed('targets.json', 'delegations')
  }
  const delegations = new Map<PartyCode, Delegation>()
  const owners = new Map<string, PartyCode>()
  for (const each of roles as unknown[]) {
    const delegation = parseDelegation(each, member(value, 'keys'))
    if (!delegation.ok) return delegation
    const { party, role } = delegation.value
    if (delegations.has(party)) return stray(party)
    for (const key of role.keys.values()) {
      const owner = owners.get(keyName(key)) ?? party
      if (owner !== party)
        return refuse('TRUST_KEY_SHARED', 'targets.json', { use: party, other: owner })
      owners.set(keyName(key), party)
    }
    delegations.set(party, delegation.value)
  }
  return accept([...delegations.values()])
}

function parseDelegation(value: unknown, keys: unknown): Outcome<Delegation, DelegationRefusal> {
  const role = parseRole(value, keys)
  if (role === undefined || !isJsonObject(value))
    return malformed('targets.json', 'delegations.roles')
  const party = member(value, 'name')
  const paths = member(value, 'paths')
  const own = Array.isArray(paths) && paths.length === 1 && paths[0] === `${String(party)}/*`
  return isPartyCode(party) && own && member(value, 'terminating') === true
    ? accept({ party, role, named: namedIn(value, role, keys) })
    : stray(String(party).slice(0, 16))
}

function namedIn(role: JsonObject, { threshold }: Role, keys: unknown): DelegatedKeys {
  const ids = member(role, 'keyids') as readonly string[]
  const found = isJsonObject(keys) ? ids.map((id) => member(keys, id)) : []
  return { keys: found.filter(isJsonObject), threshold }
}

function stray(party: string) {
  return refuse('TRUST_DELEGATION' as const, 'targets.json', { path: 'targets.json', party })
}
