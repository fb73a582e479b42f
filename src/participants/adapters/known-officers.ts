import type { PartyCode } from '../../values/codes.ts'
import { digestOfOfficers, parseOfficers, type SigningOfficers } from '../signing-officers.ts'
import type { RemoteKeys } from './remote-keys.ts'
import { isAway } from './signer-book.ts'

/** The list is changed some times a year; an act that was begun with an old one is refused by the signer. */
const KEPT_MS = 10_000

type Known = { readonly list: SigningOfficers | null; readonly at: number }

type Options = {
  readonly now?: () => number
  /** Told each list that is another than the one before, also the first. */
  readonly seen?: (party: PartyCode, list: SigningOfficers) => void
}

/**
 * The list of officers that the signer has, null where it has none: what a screen has to ask of whom. Nobody
 * waits for it twice, and while the signer is away the last one counts. What is signed, the signer decides.
 */
export function knownOfficers(
  ask: RemoteKeys['officersOf'],
  { now = () => performance.now(), seen = () => undefined }: Options = {},
): (party: PartyCode) => Promise<SigningOfficers | null> {
  const known = new Map<PartyCode, Known>()
  const asking = new Map<PartyCode, Promise<SigningOfficers | null>>()
  const refresh = async (party: PartyCode) => {
    try {
      const list = listIn(await ask(party))
      if (list !== null && digestOf(known.get(party)?.list) !== digestOf(list)) seen(party, list)
      known.set(party, { list, at: now() })
      return list
    } catch (error) {
      if (!isAway(error)) throw error
      return known.get(party)?.list ?? null
    } finally {
      asking.delete(party)
    }
  }
  return async (party) => {
    const last = known.get(party)
    const isFresh = last !== undefined && now() - last.at < KEPT_MS
    if (isFresh) return last.list
    const running = asking.get(party) ?? refresh(party)
    if (asking.get(party) === undefined) asking.set(party, running)
    return last === undefined ? running : last.list
  }
}

function digestOf(list: SigningOfficers | null | undefined): string | undefined {
  return list ? digestOfOfficers(list) : undefined
}

function listIn(bytes: Uint8Array | null): SigningOfficers | null {
  if (bytes === null) return null
  const parsed = parseOfficers(bytes)
  if (!parsed.ok) throw new Error('a list of officers that cannot be read')
  return parsed.value
}
