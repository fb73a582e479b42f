import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { parseNote } from '../values/text.ts'
import { type CertificateNumber, isCanonicalNumber } from './number.ts'
import { bytesWire, textWire, type Wire } from './wire.ts'

/** How the body of one kind of statement is written and read. `decode` accepts what `encode` makes. */
export type BodyCodec<T> = {
  readonly encode: (value: T) => CborMap
  readonly decode: (body: CborMap) => T | undefined
}

type Shape<T> = { readonly [K in keyof T]-?: readonly [key: number, wire: Wire<T[K]>] }

const VERSION = { key: 0, value: 1 } as const

/**
 * The codec of a body with exactly the members of `shape`, each under its key, beside version 1
 * under key 0. `agrees` says whether the members fit together.
 */
export function bodyCodec<T extends Record<string, unknown>>(
  shape: Shape<T>,
  agrees: (value: T) => boolean = () => true,
): BodyCodec<T> {
  const members = Object.entries(shape) as [keyof T, Shape<T>[keyof T]][]
  return {
    encode: (value) =>
      new Map<number, CborValue>([
        [VERSION.key, VERSION.value],
        ...members.map(([name, [key, wire]]): [number, CborValue] => [
          key,
          wire.encode(value[name]),
        ]),
      ]),
    decode(body) {
      if (body.get(VERSION.key) !== VERSION.value || body.size !== members.length + 1) {
        return undefined
      }
      const entries = members.map(([name, [key, wire]]) => {
        const found = body.get(key)
        return [name, found === undefined ? undefined : wire.decode(found)] as const
      })
      if (entries.some(([, value]) => value === undefined)) return undefined
      const value = Object.fromEntries(entries) as T
      return agrees(value) ? value : undefined
    },
  }
}

export function nullableWire<T>(wire: Wire<T>): Wire<T | null> {
  return {
    encode: (value) => (value === null ? null : wire.encode(value)),
    decode: (value) => (value === null ? null : wire.decode(value)),
  }
}

/** Text of several lines, written as it was read: nothing to trim or refuse. */
export function noteWire(max: number): Wire<string> {
  return {
    encode: (value) => value,
    decode: (value) => {
      const parsed = parseNote(value, max)
      return parsed.ok && parsed.value === value ? parsed.value : undefined
    },
  }
}

export const numberWire: Wire<CertificateNumber> = textWire(
  (value): value is CertificateNumber => typeof value === 'string' && isCanonicalNumber(value),
)
/** SHA-256 of the exact bytes of the certificate's tagged COSE_Sign1. */
export const digestWire = bytesWire(32)

export const booleanWire: Wire<boolean> = {
  encode: (value) => value,
  decode: (value) => (typeof value === 'boolean' ? value : undefined),
}
