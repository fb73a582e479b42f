import { sameBytes } from '../crypto/bytes.ts'
import type { NoteKey } from '../crypto/note.ts'
import type { Cosignature } from './cosignature.ts'

/** A witness as the root's metadata names it. Operators are counted, and never the keys of one. */
export type Witness = {
  readonly key: NoteKey
  /** Who runs it: a party's code. */
  readonly operator: string
  readonly isObserver: boolean
  /** Its word counts from the first of these seconds to before the second: what a retired key says later does not. */
  readonly from: number
  readonly until: number
}

export type QuorumRules = {
  readonly witnesses: readonly Witness[]
  /** Operators that have to agree: three. */
  readonly needed: number
}

/**
 * When enough operators had cosigned, in epoch seconds: the time at which a statement counts as logged.
 * Undefined while there are too few. The operator that hosts the author does not count, and one of those
 * who agree has to be an observer where any other observer is named.
 */
export function quorumTime(
  cosignatures: readonly Cosignature[],
  { witnesses, needed }: QuorumRules,
  host: string,
): number | undefined {
  const others = witnesses.filter(({ operator }) => operator !== host)
  const wantsObserver = others.some(({ isObserver }) => isObserver)
  const signed = others.flatMap((witness) => {
    const by = cosignatures.find((each) => isBy(each, witness))
    return by === undefined ? [] : [{ ...witness, time: by.time }]
  })
  const inOrder = signed.sort((a, b) => a.time - b.time)
  for (const [at, { time }] of inOrder.entries()) {
    const soFar = inOrder.slice(0, at + 1)
    const operators = new Set(soFar.map(({ operator }) => operator))
    const isObserved = !wantsObserver || soFar.some(({ isObserver }) => isObserver)
    if (operators.size >= needed && isObserved) return time
  }
  return undefined
}

/** A witness that changed its key has two of one name. */
function isBy({ witness, time }: Cosignature, { key, from, until }: Witness): boolean {
  const isKey = witness.name === key.name && sameBytes(witness.x, key.x)
  return isKey && from <= time && time < until
}

/** How many operators beside the host have cosigned: what a quorum counts, whatever it asks for besides. */
export function operatorsOf(
  cosignatures: readonly Cosignature[],
  { witnesses }: QuorumRules,
  host: string,
): number {
  const signed = witnesses.filter(
    (each) => each.operator !== host && cosignatures.some((said) => isBy(said, each)),
  )
  return new Set(signed.map(({ operator }) => operator)).size
}
