import type { CborValue } from '../crypto/cbor.ts'
import { type Day, dayFromNumber, dayNumber } from '../values/day.ts'
import { isCleanLine } from '../values/text.ts'

/** How a value stands in signed bytes. `decode` answers undefined for anything else than `encode` makes. */
export type Wire<T> = {
  readonly encode: (value: T) => CborValue
  readonly decode: (value: CborValue) => T | undefined
}

export function lineWire(max: number): Wire<string> {
  return {
    encode: (value) => value,
    decode: (value) => (isCleanLine(value, max) ? value : undefined),
  }
}

/** Text that `is` recognises, such as a code. */
export function textWire<T extends string>(is: (value: unknown) => value is T): Wire<T> {
  return { encode: (value) => value, decode: (value) => (is(value) ? value : undefined) }
}

/** An integer from `min` to `max`. */
export function integerWire(min: number, max: number): Wire<number> {
  return {
    encode: (value) => value,
    decode: (value) =>
      typeof value === 'number' && value >= min && value <= max ? value : undefined,
  }
}

/** One of a few words as its place in the list: the list may grow at its end only. */
export function choiceWire<const T extends string>(choices: readonly T[]): Wire<T> {
  return {
    encode: (value) => choices.indexOf(value),
    decode: (value) => (typeof value === 'number' ? choices[value] : undefined),
  }
}

/** Days as days since 1970-01-01. */
export const dayWire: Wire<Day> = {
  encode: dayNumber,
  decode: (value) =>
    typeof value === 'number' && value >= 0 && value <= 2_932_896
      ? dayFromNumber(value)
      : undefined,
}

export function bytesWire(length: number): Wire<Uint8Array> {
  return {
    encode: (value) => value,
    decode: (value) => (value instanceof Uint8Array && value.length === length ? value : undefined),
  }
}

export function listWire<T>(item: Wire<T>, min: number, max: number): Wire<readonly T[]> {
  return {
    encode: (value) => value.map(item.encode),
    decode(value) {
      if (!Array.isArray(value) || value.length < min || value.length > max) return undefined
      const items: T[] = []
      for (const each of value as readonly CborValue[]) {
        const decoded = item.decode(each)
        if (decoded === undefined) return undefined
        items.push(decoded)
      }
      return items
    },
  }
}

/** A record as an array of its members in the order of `shape`. */
export function tupleWire<T extends Record<string, unknown>>(
  shape: {
    readonly [K in keyof T]: Wire<T[K]>
  },
): Wire<T> {
  const members = Object.entries(shape) as [keyof T, Wire<T[keyof T]>][]
  return {
    encode: (value) => members.map(([name, wire]) => wire.encode(value[name])),
    decode(value) {
      if (!Array.isArray(value) || value.length !== members.length) return undefined
      const decoded: Partial<T> = {}
      let at = 0
      for (const [name, wire] of members) {
        const member = wire.decode(value[at])
        if (member === undefined) return undefined
        decoded[name] = member
        at += 1
      }
      return decoded as T
    },
  }
}
