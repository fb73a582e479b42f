import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, toHex } from '../../src/crypto/bytes.ts'
import { type CborKey, type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import { decodeCbor } from '../../src/crypto/strict-cbor.ts'
import { makeDelta } from '../../src/transparency/delta.ts'
import type { Named, Refused } from './log-case.ts'
import { bundlesOfDays, type DayName } from './register-days.ts'

export type DeltaCase = Named & {
  /** A file of `register/bundles/`. */
  readonly base: string
  /** Hex. */
  readonly delta: string
  /** The file whose bytes come out, or why none do. */
  readonly expected: { readonly target: string } | Refused
}

/** Bundles of two days and what leads from one to the other. */
export async function deltaCases() {
  const days = await bundlesOfDays()
  const [first, second] = [days['day-1.hex'], days['day-2.hex']]
  const files = Object.fromEntries(
    Object.entries(days).map(([name, each]) => [name, `${toHex(each)}\n`]),
  )
  const cases = [...rows(first, second, days['without-register.hex']), ...steps(days)]
  return { files, cases }
}

/** What a page can become from one day to the next. */
const STEPS: readonly (readonly [string, string, DayName, DayName])[] = [
  [
    'confirmed',
    'The importer confirms a certificate that is open in the base, and one that no page lists.',
    'day-2.hex',
    'day-3.hex',
  ],
  ['confirmed-back', 'The other way.', 'day-3.hex', 'day-2.hex'],
  [
    'two-months',
    'Certificates have ended: slots go, confirmations go; what was closed for less than 90 days stays.',
    'day-3.hex',
    'two-months.hex',
  ],
  [
    'other-parties',
    'One party has no page any more, another has its first; two other witnesses spoke; a block is signed again.',
    'day-2.hex',
    'other-parties.hex',
  ],
  ['bounds-come', 'The page tells a place apart.', 'day-1.hex', 'day-1-bounds.hex'],
  [
    'bounds-follow',
    'What is new stands behind the place, and the delta need not say it.',
    'day-1-bounds.hex',
    'day-2-bounds.hex',
  ],
  [
    'bounds-change',
    'Another place, which the new slots stand before.',
    'day-1-bounds.hex',
    'day-2-other-bounds.hex',
  ],
  ['bounds-go', 'The place is told no more.', 'day-2-bounds.hex', 'day-2.hex'],
]

function steps(days: Readonly<Record<DayName, Uint8Array>>): readonly DeltaCase[] {
  return STEPS.map(([name, about, base, target]) => ({
    ...{ name, about, base, delta: toHex(makeDelta(days[base], days[target])) },
    expected: { target },
  }))
}

function rows(first: Uint8Array, second: Uint8Array, off: Uint8Array): readonly DeltaCase[] {
  const delta = makeDelta(first, second)
  const row = (
    name: string,
    about: string,
    given: Uint8Array,
    expected: string,
    base = 'day-1.hex',
  ): DeltaCase => ({
    ...{ name, about, base, delta: toHex(given) },
    expected: expected.endsWith('.hex') ? { target: expected } : { refused: expected },
  })
  const bent = (name: string, about: string, key: number, value: CborValue, code: string) =>
    row(name, about, encodeCbor(new Map([...membersOf(delta), [key, value]])), code)
  const malformed = (name: string, about: string, given: Uint8Array) =>
    row(name, about, given, 'DELTA_MALFORMED')
  return [
    row(
      'a-day',
      'A certificate, two statuses, new words of witnesses, a new trust list.',
      delta,
      'day-2.hex',
    ),
    row('a-day-back', 'The other way.', makeDelta(second, first), 'day-1.hex', 'day-2.hex'),
    row(
      'register-comes',
      'The base has no register.',
      makeDelta(off, first),
      'day-1.hex',
      'without-register.hex',
    ),
    row('register-goes', 'The target has none.', makeDelta(first, off), 'without-register.hex'),
    row(
      'applied-twice',
      'The base is the target already.',
      delta,
      'DELTA_ALREADY_APPLIED',
      'day-2.hex',
    ),
    row(
      'another-base',
      'It belongs to other lists.',
      delta,
      'DELTA_OF_ANOTHER_BASE',
      'without-register.hex',
    ),
    malformed('nothing', 'No bytes.', new Uint8Array()),
    malformed('cut-short', 'The last byte is missing.', delta.subarray(0, -1)),
    malformed('byte-more', 'A byte behind the end.', concatBytes(delta, new Uint8Array(1))),
    malformed('a-bundle', 'The target itself.', second),
    bent('version-2', 'Another version.', 1, 2, 'DELTA_VERSION'),
    bent('another-target', 'It promises another target.', 3, sha256(off), 'DELTA_LEADS_ELSEWHERE'),
    bent('roots-kept-beyond-the-end', 'More roots stay than there are.', 4, [9], 'DELTA_MALFORMED'),
    bent(
      'patch-beyond-the-end',
      'A copy from behind the base’s bytes.',
      5,
      new Map([['timestamp.json', [0, 2 ** 40]]]),
      'DELTA_MALFORMED',
    ),
    bent('register-as-text', 'Member 8 is text.', 8, 'x', 'DELTA_MALFORMED'),
    bent('register-dropped', 'It drops the register.', 8, null, 'DELTA_LEADS_ELSEWHERE'),
    bent(
      'columns-end-early',
      'A column is empty.',
      8,
      withColumn(delta, 0, new Uint8Array()),
      'DELTA_MALFORMED',
    ),
    bent(
      'column-longer',
      'A column is not read to its end.',
      8,
      withColumn(delta, 9, new Uint8Array(999)),
      'DELTA_MALFORMED',
    ),
    bent(
      'number-in-a-longer-form',
      'A varint with a zero digit behind it.',
      8,
      withColumn(delta, 0, Uint8Array.of(0x80, 0)),
      'DELTA_MALFORMED',
    ),
  ]
}

function membersOf(delta: Uint8Array): ReadonlyMap<CborKey, CborValue> {
  const decoded = decodeCbor(delta)
  if (!decoded.ok || !(decoded.value instanceof Map)) throw new Error('no delta to change')
  return decoded.value
}

function withColumn(delta: Uint8Array, place: number, column: Uint8Array): CborValue {
  const [reference = 0, whole = null, columns] = membersOf(delta).get(8) as CborValue[]
  return [reference, whole, (columns as Uint8Array[]).with(place, column)]
}
