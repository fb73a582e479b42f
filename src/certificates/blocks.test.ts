import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_NUMBER_BLOCKS } from '../participants/bundle.ts'
import { dayOf } from '../values/day.ts'
import {
  appendBlock,
  areConsecutive,
  blockFault,
  decodeBlock,
  encodeBlock,
  type NumberBlock,
  numberAt,
  sizeOf,
  slotOf,
} from './blocks.ts'

type Row = readonly [series: string, width: number, first: number, last: number]

function unplaced([series, width, first, last]: Row) {
  const validFrom = dayOf('2026-01-01')
  return { series, width, first, last, stationery: 'A-2026', validFrom }
}
const refused = (rows: readonly Row[]) => {
  const placed: NumberBlock[] = []
  for (const row of rows) {
    const block = appendBlock(placed, unplaced(row))
    if (typeof block === 'string') return block
    placed.push(block)
  }
  return undefined
}

describe('two blocks of one author', () => {
  test.each<[string, Row, Row, boolean]>([
    ['one after the other', ['CD', 6, 1, 5000], ['CD', 6, 5001, 9999], false],
    ['the last number twice', ['CD', 6, 1, 5000], ['CD', 6, 5000, 9999], true],
    ['another width', ['CD', 6, 1, 5000], ['CD', 7, 1, 5000], false],
    ['a letter that sorts between digits', ['CD', 6, 1, 999_999], ['CD5A', 4, 1, 10], false],
    ['the same, the other way round', ['CD5A', 4, 1, 10], ['CD', 6, 1, 999_999], false],
    ['a letter behind the year', ['SL15', 4, 0, 9999], ['SL15A', 3, 0, 999], false],
    ['a longer series that spells a number', ['CD', 6, 1, 20_000], ['CD01', 4, 1, 10], true],
    ['the same below the range', ['CD', 6, 1, 5000], ['CD01', 4, 1, 10], false],
    ['the other way round', ['CD01', 4, 1, 10], ['CD', 6, 1, 20_000], true],
    ['two longer series', ['CD01', 4, 1, 10], ['CD02', 4, 1, 10], false],
    ['15 digits', ['CD', 15, 1, 1000], ['CD00000000000000', 1, 1, 9], true],
  ])('%s', (_, a, b, overlap) => {
    expect(refused([a, b])).toBe(overlap ? 'CERTIFICATES_BLOCK_OVERLAPS' : undefined)
  })

  test('are refused exactly where they hold one number', () => {
    // A small alphabet and short serials, so that every number of both can be written down.
    const row = fc
      .tuple(
        fc.constantFrom('CD', 'CD0', 'CD1', 'CD00', 'CD01', 'CD1A', 'CDA', 'CDA1', 'CD11', 'CD9'),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(300),
        fc.nat(300),
      )
      .map(([series, width, a, b]): Row => {
        const most = 10 ** width - 1
        return [series, width, Math.min(a, b, most), Math.min(Math.max(a, b), most)]
      })
    fc.assert(
      fc.property(row, row, (a, b) => {
        const all = [a, b].map((each) => {
          const block = { ...unplaced(each), firstSlot: 0 }
          return Array.from({ length: sizeOf(block) }, (_, at) => numberAt(block, block.first + at))
        })
        const known = new Set<string>(all[0])
        const shared = all[1]?.some((number) => known.has(number)) === true
        expect(refused([a, b]) !== undefined).toBe(shared)
      }),
      { numRuns: 3000 },
    )
  })

  test('every number has the slot of its place, and no other number has it', () => {
    const blocks = [appendBlock([], unplaced(['CD', 6, 1, 900_000]))] as NumberBlock[]
    blocks.push(appendBlock(blocks, unplaced(['CD5A', 4, 1, 10])) as NumberBlock)
    expect(areConsecutive(blocks)).toBe(true)
    expect(slotOf(blocks, numberAt(blocks[0] as NumberBlock, 17))).toBe(16)
    expect(slotOf(blocks, numberAt(blocks[1] as NumberBlock, 1))).toBe(900_000)
  })
})

test('one block more than a bundle carries is refused before it is announced', () => {
  const rows = Array.from({ length: MAX_NUMBER_BLOCKS }, (_, at): Row => ['CD', 6, at, at])
  expect(refused(rows)).toBeUndefined()
  expect(refused([...rows, ['CD', 6, 5000, 5000]])).toBe('CERTIFICATES_BLOCK_TOO_MANY')
})

test.each<[string, Row, string | undefined]>([
  ['as usual', ['CD', 6, 1, 5000], undefined],
  ['of one number', ['CD', 1, 9, 9], undefined],
  ['backwards', ['CD', 6, 2, 1], 'CERTIFICATES_BLOCK_SHAPE'],
  ['wider than its width', ['CD', 2, 1, 100], 'CERTIFICATES_BLOCK_SHAPE'],
  ['of another issuer', ['ZA', 6, 1, 10], 'CERTIFICATES_BLOCK_SERIES'],
  ['in lower case', ['CDa', 6, 1, 10], 'CERTIFICATES_BLOCK_SERIES'],
  ['of a million and one', ['CD', 7, 0, 1_000_000], 'CERTIFICATES_BLOCK_TOO_LARGE'],
])('a block %s', (_, row, fault) => {
  const block = { ...unplaced(row), firstSlot: 0 }
  expect(blockFault(block, 'CD')).toBe(fault)
  expect(decodeBlock(encodeBlock(block), 'CD') !== undefined).toBe(fault === undefined)
})
