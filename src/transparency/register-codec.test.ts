import { describe, expect, test } from 'vitest'
import { concatBytes } from '../crypto/bytes.ts'
import type { CborMap, CborValue } from '../crypto/cbor.ts'
import { encodeCbor } from '../crypto/cbor.ts'
import { decodeRegisterPage, encodeRegisterPage } from './register-codec.ts'
import {
  type ListedSlot,
  listedAt,
  MAX_LISTED,
  MAX_REGISTER_PAGE_BYTES,
  type RegisterPage,
} from './register-page.ts'

const PREFIX = new Uint8Array(8).fill(5)
const plain = (slot: number, status: ListedSlot['status'] = 'valid'): ListedSlot => ({
  ...{ slot, prefix: PREFIX, status, since: null, other: null },
})
const PAGE: RegisterPage = {
  size: 9,
  root: new Uint8Array(32),
  slots: [plain(2), plain(3, 'used'), { ...plain(7, 'void'), since: 5, other: 2 }],
  confirmed: [PREFIX, new Uint8Array(8)],
  blocks: [new Uint8Array(32)],
  bounds: [],
}

const changed = (key: number, value: CborValue | undefined): CborMap => {
  const body = new Map(encodeRegisterPage(PAGE))
  if (value === undefined) body.delete(key)
  else body.set(key, value)
  return body
}

test('a page is three runs of bytes and little else', () => {
  const body = encodeRegisterPage(PAGE)
  expect(body.get(3)).toEqual([2, 2, 3, 1])
  expect(body.get(5)).toEqual(Uint8Array.of(0, 3, 1))
  expect(body.get(6)).toEqual([[7, 5, 2]])
  expect(decodeRegisterPage(body)).toEqual(PAGE)
})

const bytes = (length: number) => new Uint8Array(length)

describe('another spelling, or nonsense, is refused', () => {
  const CASES: readonly [string, number, CborValue | undefined][] = [
    ['another version', 0, 2],
    ['a member missing', 8, undefined],
    ['a member too many', 9, 0],
    ['a size below nothing', 1, -1],
    ['a size beyond every log', 1, 2 ** 40],
    ['a root cut short', 2, bytes(31)],
    ['a run without its length', 3, [2, 2, 3]],
    ['two runs that touch', 3, [2, 1, 0, 1, 3, 1]],
    ['a run of none', 3, [2, 2, 1, 0, 2, 1]],
    ['a run as text', 3, ['2', 2, 3, 1]],
    ['more slots than digests', 3, [2, 3, 3, 1]],
    ['a run that promises millions', 3, [0, 2 ** 32]],
    ['a slot beyond every block', 3, [2, 2, 2 ** 32, 1]],
    ['digests cut short', 4, bytes(23)],
    ['a digest too few', 4, bytes(16)],
    ['a status too few', 5, bytes(2)],
    ['a status that nobody knows', 5, Uint8Array.of(0, 3, 10)],
    ['more said than the status says', 5, Uint8Array.of(0, 3, 0)],
    ['nothing said of what is void', 6, []],
    ['said of another slot', 6, [[6, 5, 2]]],
    [
      'said twice',
      6,
      [
        [7, 5, 2],
        [7, 5, 2],
      ],
    ],
    ['a slot that replaces itself', 6, [[7, 5, 7]]],
    ['a number that signed nothing, and is valid', 4, concatBytes(bytes(8), PREFIX, PREFIX)],
    ['since before there was time', 6, [[7, -1, null]]],
    ['said in two words', 6, [[7, 5]]],
    ['confirmed, cut short', 7, bytes(9)],
    ['confirmed beyond the limit', 7, bytes(8 * (MAX_LISTED + 1))],
    ['a block’s digest cut short', 8, [bytes(31)]],
    ['more blocks than a bundle carries', 8, Array.from({ length: 257 }, () => bytes(32))],
  ]
  test.each(CASES)('%s', (_, key, value) => {
    expect(decodeRegisterPage(changed(key, value))).toBeUndefined()
  })
})

test('a page that is full in every member is read, has a size that readers take, and no more fits', () => {
  const full = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...plain(2 ** 32 - 2 * at, 'void'),
      since: 2 ** 32,
      other: 2 ** 32 - 1,
    }))
  const page = (count: number): RegisterPage => ({
    ...PAGE,
    slots: full(count).reverse(),
    confirmed: Array.from({ length: MAX_LISTED }, () => PREFIX),
    blocks: Array.from({ length: 256 }, () => bytes(32)),
  })
  const body = encodeRegisterPage(page(MAX_LISTED))
  expect(encodeCbor(body).length).toBeLessThan(MAX_REGISTER_PAGE_BYTES - 1000)
  expect(decodeRegisterPage(body)).toEqual(page(MAX_LISTED))
  expect(decodeRegisterPage(encodeRegisterPage(page(MAX_LISTED + 1)))).toBeUndefined()
})

test('a slot is found by its number alone', () => {
  for (const slot of [2, 3, 7]) expect(listedAt(PAGE, slot)?.slot).toBe(slot)
  for (const slot of [0, 1, 4, 6, 8, 2 ** 32]) expect(listedAt(PAGE, slot)).toBeUndefined()
})

describe('bounds', () => {
  const bounds = [
    { bound: 2, slots: [2, 7] },
    { bound: 5, slots: [7] },
  ]
  const spelled: CborValue = [
    [2, [0, 1, 1, 1]],
    [5, [2, 1]],
  ]
  test('are runs of places in the list, where there are any', () => {
    const body = encodeRegisterPage({ ...PAGE, bounds })
    expect(body.get(9)).toEqual(spelled)
    expect(decodeRegisterPage(body)?.bounds).toEqual(bounds)
    expect(encodeRegisterPage(PAGE).has(9)).toBe(false)
  })
  test.each<[string, CborValue]>([
    ['none of them', []],
    ['more than a page takes', Array.from({ length: 9 }, (_, at) => [at + 1, []])],
    ['below nothing', [[0, []]]],
    ['at the end of the log', [[9, []]]],
    [
      'twice the same',
      [
        [2, []],
        [2, []],
      ],
    ],
    [
      'descending',
      [
        [5, []],
        [2, []],
      ],
    ],
    ['a place that is not listed', [[2, [3, 1]]]],
    [
      'behind a later place and not behind an earlier',
      [
        [2, [0, 1]],
        [5, [2, 1]],
      ],
    ],
    ['without runs', [[2]]],
    ['as text', 'all'],
  ])('%s is refused', (_, value) => {
    expect(decodeRegisterPage(changed(9, value))).toBeUndefined()
  })
})
