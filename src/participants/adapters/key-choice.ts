import { RefusedError } from '../../platform/refused-error.ts'
import type { PartyCode } from '../../values/codes.ts'
import { refusal } from '../../values/outcome.ts'
import { signingKey } from '../key-standing.ts'
import { type DelegatedKey, newestKey, type OwnKey } from '../keys.ts'
import type { KeyUsage } from '../kinds.ts'
import { keyBook } from './key-book.ts'

/** What the trust list names for a party, and the time by which a key of it counts (epoch seconds). */
export type ListInForce = {
  readonly keysOf: (party: PartyCode) => readonly DelegatedKey[]
  readonly now: () => number
}

export type KeyChoice = {
  /** From now on a key signs only where the list lets it. Before there is a list the newest key signs. */
  readonly follow: (list: ListInForce) => void
  /** Throws where no key is held, and the refusal where none of those that are held is in force. */
  readonly keyOf: (party: PartyCode, usage: KeyUsage) => OwnKey
}

/** Which of the keys that are held signs. */
export function keyChoice(held: () => readonly OwnKey[]): KeyChoice {
  let list: ListInForce | undefined
  return {
    follow(next) {
      list = next
    },
    keyOf(party, usage) {
      const newest = newestKey(held(), party, usage)
      if (newest === undefined) throw new Error(`this node holds no ${usage} key of ${party}`)
      if (list === undefined) return newest
      const own = held().filter((each) => each.party === party)
      const chosen = signingKey({ listed: list.keysOf(party), held: own }, usage, list.now())
      if (chosen !== undefined) return chosen
      throw new RefusedError(refusal('PARTICIPANTS_KEY_NONE', undefined, { party, usage }), keyBook)
    },
  }
}
