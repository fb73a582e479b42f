import { concatBytes, toHex } from '../../src/crypto/bytes.ts'
import { type CborValue, encodeCbor } from '../../src/crypto/cbor.ts'
import type { Named, Refused } from './log-case.ts'
import { bodyOf, certificate, confirmed, NOW, noted, of, other, said } from './register-pages.ts'

export type BodyCase = Named & {
  /** Hex of the CBOR of a body. */
  readonly body: string
  /** How many slots are listed. */
  readonly expected: { readonly listed: number } | Refused
}

/** Slots 2 and 3, of which 3 is used, and 7, which is void and whose place 2 takes. */
const GOOD = bodyOf([
  certificate(3),
  noted(3),
  certificate(7),
  said(7, 'void'),
  certificate(2, { subject: of(7) }),
  confirmed(5, null),
  other('number-block', 0),
])

/** Entries of the log that it is made of. */
const SIZE = 7

export function bodyCases(): readonly BodyCase[] {
  const row = (name: string, about: string, body: Uint8Array): BodyCase => ({
    ...{ name, about, body: toHex(body), expected: { refused: 'ISSUER_LISTS_DAMAGED' } },
  })
  const at = (name: string, about: string, key: number, value: CborValue) =>
    row(name, about, encodeCbor(new Map([...GOOD, [key, value]])))
  const zeros = (length: number) => new Uint8Array(length)
  const withoutBlocks = new Map([...GOOD].filter(([key]) => key !== 8))
  const twice = [7, NOW - 60, 2]
  const bytes = encodeCbor(GOOD)
  return [
    { ...row('good', 'Three slots.', bytes), expected: { listed: 3 } },
    row('cut-short', 'The last byte is missing.', bytes.subarray(0, -1)),
    row('byte-more', 'A byte behind the end.', concatBytes(bytes, zeros(1))),
    row('member-missing', 'No blocks.', encodeCbor(withoutBlocks)),
    at('member-more', 'A member that this version does not know.', 10, 0),
    at('version-2', 'Another version.', 0, 2),
    at('size-negative', 'A size below nothing.', 1, -1),
    at('size-beyond-every-log', 'A size of 2^40.', 1, 2 ** 40),
    at('root-too-short', 'A root of 31 bytes.', 2, zeros(31)),
    at('runs-odd', 'A run without its length.', 3, [2, 2, 3]),
    at('runs-that-touch', 'Two runs with nothing between them.', 3, [2, 1, 0, 1, 3, 1]),
    at('run-of-none', 'A run of no slot.', 3, [2, 2, 1, 0, 2, 1]),
    at('run-as-text', 'Text in the runs.', 3, ['2', 2, 3, 1]),
    at('slots-beyond-the-digests', 'A slot more than there are digests.', 3, [2, 3, 3, 1]),
    at('slots-beyond-the-end', 'Its last slot is above 2^32.', 3, [2, 2, 2 ** 32, 1]),
    at('run-of-billions', 'A run of 2^32 slots.', 3, [0, 2 ** 32]),
    at('digests-too-short', 'A byte of the digests is missing.', 4, zeros(23)),
    at('digest-missing', 'A digest too few.', 4, zeros(16)),
    at(
      'blank-and-valid',
      'A number that signed nothing, and is valid: it would be anybody’s.',
      4,
      concatBytes(zeros(8), (GOOD.get(4) as Uint8Array).subarray(8)),
    ),
    at('status-missing', 'A status too few.', 5, zeros(2)),
    at('status-unknown', 'Choice 10.', 5, Uint8Array.of(0, 3, 10)),
    at(
      'said-of-what-is-valid',
      'More is said than the statuses ask for.',
      5,
      Uint8Array.of(0, 3, 0),
    ),
    at('said-nothing', 'Nothing is said of what is void.', 6, []),
    at('said-of-another-slot', 'Of slot 6.', 6, [[6, NOW - 60, 2]]),
    at('said-twice', 'Of slot 7, twice.', 6, [twice, twice]),
    at('said-since-never', 'since is below nothing.', 6, [[7, -1, null]]),
    at('replaces-itself', 'Slot 7 takes the place of slot 7.', 6, [[7, NOW - 60, 7]]),
    at('said-in-two-words', 'No other slot, and no null either.', 6, [[7, NOW - 60]]),
    at('confirmed-too-short', 'Nine bytes.', 7, zeros(9)),
    at('block-too-short', 'The digest of a block has 31 bytes.', 8, [zeros(31)]),
    at(
      'blocks-too-many',
      '257 blocks.',
      8,
      Array.from({ length: 257 }, () => zeros(32)),
    ),
    ...boundCases(),
  ]
}

/** Member 9 in other spellings: slots 2 and 7 are the places 0 and 2 of the list. */
function boundCases(): readonly BodyCase[] {
  const row = (name: string, about: string, bounds: CborValue, size = SIZE): BodyCase => {
    const body = new Map([...GOOD, [1, size], [9, bounds]] as [number, CborValue][])
    return {
      ...{ name: `bounds-${name}`, about, body: toHex(encodeCbor(body)) },
      expected: { refused: 'ISSUER_LISTS_DAMAGED' },
    }
  }
  const read = { expected: { listed: 3 } }
  const two: CborValue = [0, 1, 1, 1]
  const first: CborValue = [0, 1]
  const places = (...each: readonly number[]) => each.map((place): CborValue => [place, first])
  return [
    {
      ...row('good', 'Two places.', [
        [1, two],
        [3, first],
      ]),
      ...read,
    },
    { ...row('last-place', 'The place of the last entry.', [[6, []]]), ...read },
    { ...row('eight', 'Eight places.', places(1, 2, 3, 4, 5, 6, 7, 8), 10), ...read },
    row('none', 'Member 9 is there, and names no place.', []),
    row('null', 'Member 9 is null.', null),
    row('map', 'Member 9 is a map.', new Map([[1, two]])),
    row('nine', 'Nine places.', places(1, 2, 3, 4, 5, 6, 7, 8, 9), 10),
    row('at-nothing', 'Place 0.', places(0)),
    row('at-the-end', 'A place that is the size of the log.', places(SIZE)),
    row('descending', 'The later place first.', places(3, 1)),
    row('twice', 'One place twice.', places(3, 3)),
    row('as-text', 'A place that is text.', [['1', two]]),
    row('of-one', 'A place without runs.', [[1]]),
    row('of-three', 'A place with more than runs.', [[1, two, null]]),
    row('runs-as-bytes', 'Runs that are bytes.', [[1, Uint8Array.of(0, 1)]]),
    row('runs-odd', 'A run without its length.', [[1, [0, 1, 1]]]),
    row('runs-that-touch', 'Two runs with nothing between them.', [[1, [0, 1, 0, 1]]]),
    row('run-of-none', 'A run of no slot.', [[1, [0, 0]]]),
    row('beyond-the-list', 'The fourth of three slots.', [[1, [3, 1]]]),
    row('not-behind-the-first', 'Behind the later place, and not behind the earlier one.', [
      [1, first],
      [3, two],
    ]),
  ]
}
