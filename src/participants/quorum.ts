import type { NoteKey } from '../crypto/note.ts'

/** A witness as the root's metadata names it. Operators are counted, and never the keys of one. */
export type Witness = {
  readonly key: NoteKey
  /** Who runs it: a party's code. */
  readonly operator: string
  readonly isObserver: boolean
}

/** Which witness cosigned a head, by its name, and when: epoch seconds. */
export type Cosigned = { readonly witness: { readonly name: string }; readonly time: number }

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
  cosignatures: readonly Cosigned[],
  { witnesses, needed }: QuorumRules,
  host: string,
): number | undefined {
  const others = witnesses.filter(({ operator }) => operator !== host)
  const wantsObserver = others.some(({ isObserver }) => isObserver)
  const signed = others.flatMap((witness) => {
    const by = cosignatures.find(({ witness: { name } }) => name === witness.key.name)
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
