import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { afterKeyAct, type KeyAct, type KeysOfParty, type NamedKey } from '../key-ceremony.ts'
import type { KeyRefusal } from '../key-refusals.ts'
import type { DelegatedKey } from '../keys.ts'
import { encodePartyKeys } from '../party-keys.ts'
import type { Trust } from '../trust.ts'
import { readKeyFile } from './key-files.ts'
import { delegationsIn, heldOf, listedKeys, listedParties, publishAgain } from './publish-list.ts'
import { readRepository } from './trust-files.ts'
import { withTrustLock } from './trust-lock.ts'
import type { Repository } from './trust-repository.ts'

/** What is asked for, and what it is judged by beside the list. */
export type KeyChange = Omit<KeysOfParty, 'listed'> & {
  readonly named: NamedKey
  readonly act: KeyAct
}

export type ChangedKeys = {
  /** False: the list said so already. */
  readonly isNew: boolean
  readonly listed: readonly DelegatedKey[]
  /** The list that was published; undefined where nothing was. */
  readonly trust: Trust | undefined
}

/**
 * Does one act of a party's key ceremony: the next version of its list, signed with its delegation key,
 * and the scheme's list around it. It comes into force in one stroke, when the timestamp is replaced;
 * killed before that, nothing happened, and asked for again after it, nothing is changed.
 */
export async function changeKeys(
  dataDir: string,
  { named, act, ...keys }: KeyChange,
  now: number,
): Promise<Outcome<ChangedKeys, KeyRefusal>> {
  return withTrustLock(dataDir, async () => {
    const { party } = named
    const found = await listOf(dataDir, party)
    if (!found.ok) return found
    const { inForce, listed } = found.value
    const next = afterKeyAct({ listed, ...keys }, named, act, now)
    if (!next.ok) return next
    if (next.value === listed) return accept({ isNew: false, listed, trust: undefined })
    if (!holdsDelegation(dataDir, inForce, party))
      return refuse('PARTICIPANTS_DELEGATION_AWAY', undefined, { party })
    const changed = new Map([[party, encodePartyKeys(party, next.value)]])
    const trust = await publishAgain(dataDir, inForce, changed, now)
    return accept({ isNew: true, listed: next.value, trust })
  })
}

/** What the act would be refused for, with nothing changed. */
export async function tryKeys(
  dataDir: string,
  { named, act, ...keys }: KeyChange,
  now: number,
): Promise<Outcome<readonly DelegatedKey[], KeyRefusal>> {
  const found = await listOf(dataDir, named.party)
  return found.ok ? afterKeyAct({ listed: found.value.listed, ...keys }, named, act, now) : found
}

export async function listOf(
  dataDir: string,
  party: PartyCode,
): Promise<
  Outcome<
    { readonly inForce: Repository; readonly listed: readonly DelegatedKey[] },
    'PARTICIPANTS_KEY_PARTY'
  >
> {
  const inForce = await readRepository(dataDir)
  const bytes = inForce?.parts.get(`${party}/keys.json`)
  if (inForce === undefined || bytes === undefined || !listedParties(inForce).includes(party))
    return refuse('PARTICIPANTS_KEY_PARTY', undefined, { party })
  return accept({ inForce, listed: listedKeys(party, bytes) })
}

/** A new one is never made here: nobody would vouch for it. */
function holdsDelegation(dataDir: string, inForce: Repository, party: PartyCode): boolean {
  const file = readKeyFile(dataDir, party)
  const named = delegationsIn(inForce.parts.get('targets.json')).get(party)
  return file !== undefined && heldOf(file, named) !== undefined
}
