import type { ReasonCode } from '../../src/certificates/reasons.ts'
import { concatBytes } from '../../src/crypto/bytes.ts'
import { type CborKey, type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { decodeCbor } from '../../src/crypto/strict-cbor.ts'

/** What is wrong with a bundle as a container: no reader gets as far as its root. */
export type ContainerRow = {
  readonly name: string
  readonly about: string
  readonly expect: ReasonCode
  readonly bundle: Uint8Array
}

export function containerFaults(good: Uint8Array): readonly ContainerRow[] {
  const row = (
    name: string,
    about: string,
    expect: ReasonCode,
    bundle: Uint8Array,
  ): ContainerRow => ({
    name,
    about,
    expect,
    bundle,
  })
  const parts = memberOf(good, 3) as ReadonlyMap<CborKey, CborValue>
  const many = new Map<CborKey, CborValue>(
    Array.from({ length: 1025 }, (_, at) => [`${letters(at)}.json`, new Uint8Array()]),
  )
  return [
    row('empty', 'No bytes.', 'BUNDLE_MALFORMED', new Uint8Array()),
    row(
      'no-magic',
      'The first member is another word.',
      'BUNDLE_MALFORMED',
      changed(good, 0, 'another-bundle'),
    ),
    row(
      'byte-more',
      'A byte behind the end.',
      'BUNDLE_MALFORMED',
      concatBytes(good, Uint8Array.of(0)),
    ),
    row(
      'member-more',
      'A member that this version does not know.',
      'BUNDLE_MALFORMED',
      changed(good, 6, 1),
    ),
    row('version-3', 'Version 3.', 'BUNDLE_VERSION', changed(good, 1, 3)),
    row('version-2', 'Version 2 without its register.', 'BUNDLE_MALFORMED', changed(good, 1, 2)),
    row('no-roots', 'No root.', 'BUNDLE_ROOTS', changed(good, 2, [])),
    row('too-many-parts', '1,025 parts.', 'BUNDLE_TOO_MANY_PARTS', changed(good, 3, many)),
    row(
      'path-that-climbs',
      'A part that would be unpacked elsewhere.',
      'BUNDLE_PATH',
      changed(good, 3, new Map([...parts, ['../keys.json', new Uint8Array()]])),
    ),
  ]
}

function letters(at: number): string {
  return [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

function membersOf(bundle: Uint8Array): ReadonlyMap<CborKey, CborValue> {
  const decoded = decodeCbor(bundle)
  if (!decoded.ok || !(decoded.value instanceof Map)) throw new Error('no bundle to change')
  return decoded.value
}

export function memberOf(bundle: Uint8Array, key: number): CborValue {
  return membersOf(bundle).get(key) ?? null
}

export function changed(bundle: Uint8Array, key: number, value: CborValue): Uint8Array {
  return encodeCbor(new Map([...membersOf(bundle), [key, value]]))
}

export function without(bundle: Uint8Array, path: string): Uint8Array {
  const parts = memberOf(bundle, 3) as ReadonlyMap<CborKey, CborValue>
  return changed(bundle, 3, new Map([...parts].filter(([each]) => each !== path)))
}

/** `to` with one part of `from`. */
export function changedPart(from: Uint8Array, to: Uint8Array, path: string): Uint8Array {
  const other = (memberOf(from, 3) as ReadonlyMap<CborKey, CborValue>).get(path) ?? null
  const parts = memberOf(to, 3) as ReadonlyMap<CborKey, CborValue>
  return changed(to, 3, new Map([...parts, [path, other]]))
}
