import { concatBytes } from '../crypto/bytes.ts'

/**
 * Numbers and bytes in columns, each kind by itself, because like beside like packs best. Numbers are
 * base-128 varints, the low digit first, in their shortest form.
 */
export type ColumnWriter = {
  readonly number: (column: string, value: number) => void
  readonly bytes: (column: string, value: Uint8Array) => void
  /** The columns in the order of `names`. */
  readonly finish: () => Uint8Array[]
}

export function writeColumns(names: readonly string[]): ColumnWriter {
  const columns = new Map<string, Uint8Array[]>(names.map((name) => [name, []]))
  const bytes = (column: string, value: Uint8Array) => {
    const parts = columns.get(column)
    if (parts === undefined) throw new Error(`no column ${column}`)
    parts.push(value)
  }
  return {
    number: (column, value) => bytes(column, varint(value)),
    bytes,
    finish: () => names.map((name) => concatBytes(...(columns.get(name) ?? []))),
  }
}

function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a number to write: ${value}`)
  const digits: number[] = []
  let rest = value
  do {
    digits.push((rest % 128) + (rest >= 128 ? 128 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return Uint8Array.from(digits)
}

/** A signed number as one that varints take: 0, -1, 1, -2, … */
export function zigzag(value: number): number {
  return value >= 0 ? 2 * value : -2 * value - 1
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

export type ColumnReader = {
  readonly number: (column: string) => number
  readonly bytes: (column: string, length: number) => Uint8Array
  /** Whether every column was read to its end. */
  readonly isSpent: () => boolean
}

/** What a reader throws when a column is not what was promised; whoever opens a delta catches it. */
export class ColumnFault extends Error {}

export function readColumns(
  names: readonly string[],
  columns: readonly Uint8Array[],
): ColumnReader {
  const at = new Map(names.map((name) => [name, 0]))
  const take = (column: string, length: number): Uint8Array => {
    const from = at.get(column) ?? 0
    const whole = columns[names.indexOf(column)] ?? new Uint8Array()
    if (length > whole.length - from) throw new ColumnFault(column)
    at.set(column, from + length)
    return whole.subarray(from, from + length)
  }
  return {
    bytes: take,
    number(column) {
      let value = 0
      for (let scale = 1; scale < 2 ** 53; scale *= 128) {
        const [digit = 0] = take(column, 1)
        value += (digit % 128) * scale
        if (digit < 128) {
          if (digit === 0 && scale > 1) break
          if (value > Number.MAX_SAFE_INTEGER) break
          return value
        }
      }
      throw new ColumnFault(column)
    },
    isSpent: () => names.every((name, place) => at.get(name) === columns[place]?.length),
  }
}

/** A sum that no honest delta makes is a fault of the delta, and no number to write. */
export function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new ColumnFault('sum')
  return value
}
