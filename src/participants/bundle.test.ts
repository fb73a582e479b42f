import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handMadeList } from '../../test/hand-made-list.ts'
import { codeWithWords } from '../../test/open-list.ts'
import { sameBytes } from '../crypto/bytes.ts'
import { type CborValue, encodeCbor } from '../crypto/cbor.ts'
import type { PartyCode } from '../values/codes.ts'
import { type Bundle, encodeBundle, MAX_BUNDLE_BYTES, parseBundle } from './bundle.ts'

const ZA = 'ZA' as PartyCode
const X = 'X-DDI' as PartyCode
const bundle: Bundle = {
  ...handMadeList(),
  numberBlocks: new Map([
    [ZA, [Uint8Array.of(1), Uint8Array.of(2, 3)]],
    [X, []],
  ]),
  statusPages: new Map([[ZA, Uint8Array.of(4)]]),
}
const bytes = encodeBundle(bundle)

/** The six members of a bundle, to be bent. */
function members(): Map<number, CborValue> {
  const { roots, parts, numberBlocks, statusPages } = bundle
  return new Map<number, CborValue>([
    [0, 'openkp-bundle'],
    [1, 1],
    [2, roots],
    [3, parts],
    [4, numberBlocks],
    [5, statusPages],
  ])
}

function codeOf(value: Uint8Array): string {
  const outcome = parseBundle(value)
  return outcome.ok ? 'accepted' : codeWithWords(outcome.refusals[0])
}

function bent(member: number, value: CborValue): Uint8Array {
  return encodeCbor(members().set(member, value))
}

test('what was packed is unpacked, and packs to the same bytes', () => {
  const parsed = parseBundle(bytes)
  if (!parsed.ok) throw new Error(parsed.refusals[0].code)
  expect([...parsed.value.parts].sort()).toEqual([...bundle.parts].sort())
  expect(parsed.value.roots).toEqual(bundle.roots)
  expect(parsed.value.numberBlocks).toEqual(bundle.numberBlocks)
  expect(parsed.value.statusPages).toEqual(bundle.statusPages)
  expect(encodeBundle(parsed.value)).toEqual(bytes)
  expect(encodeCbor(members())).toEqual(bytes)
})

describe('the second version carries register pages', () => {
  const word = (witness: string, more = {}) => ({
    ...{ witness: witness as PartyCode, time: 5, signature: new Uint8Array(64).fill(3) },
    ...more,
  })
  const page = Uint8Array.of(9)
  const withCopy = (copy: CborValue) =>
    encodeCbor(
      members()
        .set(1, 2)
        .set(6, new Map([['ZA', copy]])),
    )
  const said = (...of: ReturnType<typeof word>[]) =>
    of.map(({ witness, time, signature }) => [witness, time, signature])

  test('cosignatures stand in the order of their witnesses, whatever order they came in', () => {
    const cosignatures = [word('X-DDI'), word('CD', { time: 9 }), word('ZA')]
    const second = encodeBundle({ ...bundle, register: new Map([[ZA, { page, cosignatures }]]) })
    const parsed = parseBundle(second)
    if (!parsed.ok) throw new Error(parsed.refusals[0].code)
    expect(parsed.value.register?.get(ZA)?.page).toEqual(page)
    expect(parsed.value.register?.get(ZA)?.cosignatures.map(({ witness }) => witness)).toEqual([
      'CD',
      'X-DDI',
      'ZA',
    ])
    expect(encodeBundle(parsed.value)).toEqual(second)
  })

  test.each<[string, CborValue, string]>([
    ['no cosignature', [page, []], 'accepted'],
    ['two in order', [page, said(word('CD'), word('ZA'))], 'accepted'],
    ['two out of order', [page, said(word('ZA'), word('CD'))], 'BUNDLE_MALFORMED'],
    ['one twice', [page, said(word('ZA'), word('ZA'))], 'BUNDLE_MALFORMED'],
    ['a witness that is no party', [page, said(word('zz'))], 'BUNDLE_MALFORMED'],
    ['a time before there was time', [page, said(word('ZA', { time: -1 }))], 'BUNDLE_MALFORMED'],
    ['a signature cut short', [page, said(word('ZA', { signature: page }))], 'BUNDLE_MALFORMED'],
    ['a page that is text', ['page', []], 'BUNDLE_MALFORMED'],
    ['a page alone', page, 'BUNDLE_MALFORMED'],
  ])('%s', (_, copy, code) => {
    expect(codeOf(withCopy(copy))).toBe(code)
  })
})

const many = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [`${letters(at)}.json`, Uint8Array.of()]))
const letters = (at: number) => [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

describe('hostile bundles', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'BUNDLE_MALFORMED'],
    ['another CBOR map', encodeCbor(new Map([[0, 'zip']])), 'BUNDLE_MALFORMED'],
    ['another CBOR type', encodeCbor('openkp-bundle'), 'BUNDLE_MALFORMED'],
    ['a later version', bent(1, 3), 'BUNDLE_VERSION'],
    ['the second version without its register', bent(1, 2), 'BUNDLE_MALFORMED'],
    ['a member too many', bent(6, 1), 'BUNDLE_MALFORMED'],
    ['no roots', bent(2, []), 'BUNDLE_ROOTS'],
    [
      '65 roots',
      bent(
        2,
        Array.from({ length: 65 }, () => Uint8Array.of(1)),
      ),
      'BUNDLE_ROOTS',
    ],
    ['a root that is text', bent(2, ['root']), 'BUNDLE_ROOTS'],
    ['1,024 parts', bent(3, many(1024)), 'accepted'],
    ['1,025 parts', bent(3, many(1025)), 'BUNDLE_TOO_MANY_PARTS'],
    ['a part that is text', bent(3, new Map([['a.json', 'x']])), 'BUNDLE_MALFORMED'],
    ['number blocks of nobody', bent(4, new Map([['zz', []]])), 'BUNDLE_MALFORMED'],
    ['number blocks that are one', bent(4, new Map([['ZA', bytes]])), 'BUNDLE_MALFORMED'],
    ['a status page that is a list', bent(5, new Map([['ZA', [bytes]]])), 'BUNDLE_MALFORMED'],
    ['a byte too many', Uint8Array.from([...bytes, 0]), 'BUNDLE_MALFORMED'],
    [
      'a gigabyte that is not there',
      Uint8Array.of(0xa6, 0x02, 0x5a, 0x40, 0, 0, 0),
      'BUNDLE_MALFORMED',
    ],
    [
      'a billion parts that are not there',
      Uint8Array.of(0xba, 0x3b, 0x9a, 0xca, 0),
      'BUNDLE_MALFORMED',
    ],
    ['more than 4 MB', new Uint8Array(MAX_BUNDLE_BYTES + 1), 'BUNDLE_TOO_LONG'],
    ['4 MB of one part', bent(3, new Map([['a.json', new Uint8Array(3_980_000)]])), 'accepted'],
  ])('%s', (_, value, code) => {
    expect(codeOf(value)).toBe(code)
  })

  test.each([
    '../../etc/passwd.json',
    '/root.json',
    'ZA/../GB/keys.json',
    'ZA\\keys.json',
    'za/keys.json',
    'ZA/x/keys.json',
    'keys.exe',
    'a\u0000.json',
    'ä.json',
    '',
    `${'a'.repeat(40)}.json`,
    'con .json',
  ])('the path %j', (path) => {
    expect(codeOf(bent(3, new Map([[path, Uint8Array.of()]])))).toBe('BUNDLE_PATH')
  })

  test('a path that is a number', () => {
    expect(codeOf(bent(3, new Map([[7, Uint8Array.of()]])))).toBe('BUNDLE_PATH')
  })

  test('cut anywhere', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(codeOf(bytes.subarray(0, length))).toBe('BUNDLE_MALFORMED')
    }
  })

  test('any flipped bit is refused or shows in what is unpacked', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.slice()
        flipped[at] = (flipped[at] as number) ^ (1 << bit)
        const parsed = parseBundle(flipped)
        if (parsed.ok) expect(sameBytes(encodeBundle(parsed.value), flipped)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('no bytes make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (each) => void parseBundle(each)))
  })
})
