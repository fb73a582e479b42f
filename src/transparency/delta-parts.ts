import { sameBytes } from '../crypto/bytes.ts'
import type { CborMap, CborValue } from '../crypto/cbor.ts'

/** A list that grows at its end: how many of the old stay, then the new ones. */
export function changeOfList(
  was: readonly Uint8Array[],
  is: readonly Uint8Array[],
): readonly CborValue[] {
  const differs = is.findIndex((each, at) => !sameBytes(each, was[at] ?? new Uint8Array()))
  const kept = differs < 0 ? is.length : differs
  return [kept, ...is.slice(kept)]
}

/** What the change makes of the list; undefined where it is none. */
export function changedList(
  was: readonly Uint8Array[],
  change: CborValue,
): readonly Uint8Array[] | undefined {
  if (!Array.isArray(change)) return undefined
  const [kept, ...added] = change as readonly CborValue[]
  if (typeof kept !== 'number' || kept < 0 || kept > was.length) return undefined
  const isWhole = added.every((each) => each instanceof Uint8Array)
  return isWhole ? [...was.slice(0, kept), ...added] : undefined
}

/** What changed under which key: null for what is gone, nothing for what stayed. */
export function changeOfMap<K extends string, V extends Uint8Array | readonly Uint8Array[]>(
  was: ReadonlyMap<K, V>,
  is: ReadonlyMap<K, V>,
  nothing: V,
  changeOf: (was: V, is: V) => CborValue,
): CborMap {
  const changes = new Map<K, CborValue>()
  for (const key of was.keys()) if (!is.has(key)) changes.set(key, null)
  for (const [key, value] of is) {
    const before = was.get(key)
    if (before === undefined || !isSame(before, value)) {
      changes.set(key, changeOf(before ?? nothing, value))
    }
  }
  return changes
}

function isSame(a: Uint8Array | readonly Uint8Array[], b: typeof a): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && sameBytes(a, b)
  if (b instanceof Uint8Array || a.length !== b.length) return false
  return a.every((each, at) => sameBytes(each, b[at] as Uint8Array))
}

/** What the changes make of the map; undefined where they are none. */
export function changedMap<K extends string, V>(
  was: ReadonlyMap<K, V>,
  changes: CborValue | undefined,
  nothing: V,
  changed: (was: V, change: CborValue) => V | undefined,
): ReadonlyMap<K, V> | undefined {
  if (!(changes instanceof Map)) return undefined
  const is = new Map(was)
  for (const [key, change] of changes as Map<K, CborValue>) {
    if (change === null) {
      is.delete(key)
      continue
    }
    const value = changed(was.get(key) ?? nothing, change)
    if (value === undefined) return undefined
    is.set(key, value)
  }
  return is
}
