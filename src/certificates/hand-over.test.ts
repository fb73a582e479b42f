import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../values/day.ts'
import { appendBlock, type NumberBlock, numberAt, sizeOf } from './blocks.ts'
import { runIn } from './hand-over.ts'
import { MAX_RUN } from './limits.ts'

function block(before: readonly NumberBlock[], series: string, first: number, last: number) {
  const announced = { series, width: 6, first, last }
  const added = appendBlock(before, {
    ...announced,
    stationery: 'A-2026',
    validFrom: dayOf('2026-01-01'),
  })
  if (typeof added === 'string') throw new Error(added)
  return added
}
const early = block([], 'CD', 1, 3000)
const late = block([early], 'CD', 3001, 6000)
const lettered = block([early, late], 'CDA', 1, 500)
const BLOCKS = [early, late, lettered]

test.each<[string, unknown, unknown, string]>([
  ['one number', 'CD000017', 'CD000017', '16..16'],
  ['as people write them', 'cd 000-017', ' CD/000018 ', '16..17'],
  ['the last of a block', 'CD002001', 'CD003000', '2000..2999'],
  ['the first of the next', 'CD003001', 'CD003001', '3000..3000'],
  ['of a series with a letter', 'CDA000001', 'CDA000500', '6000..6499'],
  ['as long as may be', 'CD000001', 'CD001000', '0..999'],
  ['one longer', 'CD000001', 'CD001001', 'last CERTIFICATES_RUN_TOO_LONG'],
  ['backwards', 'CD000018', 'CD000017', 'last CERTIFICATES_RUN_SHAPE'],
  ['across two blocks', 'CD003000', 'CD003001', 'last CERTIFICATES_RUN_SHAPE'],
  ['to another series', 'CD000001', 'CDA000002', 'last CERTIFICATES_RUN_SHAPE'],
  ['to nowhere', 'CD000001', 'CD009999', 'last CERTIFICATES_RUN_SHAPE'],
  ['from nowhere', 'CD009999', 'CD009999', 'first CERTIFICATES_NUMBER_NOT_IN_STOCK'],
  ['of another Participant', 'AO000001', 'AO000002', 'first CERTIFICATES_NUMBER_NOT_IN_STOCK'],
  ['of a shorter number', 'CD0001', 'CD0002', 'first CERTIFICATES_NUMBER_NOT_IN_STOCK'],
  ['without a first', undefined, 'CD000002', 'first CERTIFICATES_NUMBER'],
  ['without a last', 'CD000002', null, 'last CERTIFICATES_NUMBER'],
  ['of numbers without letters', 1, 2, 'first CERTIFICATES_NUMBER'],
])('a run %s', (_, first, last, expected) => {
  const run = runIn(BLOCKS, { first, last })
  const said = run.ok
    ? `${run.value.firstSlot}..${run.value.lastSlot}`
    : `${run.refusals[0].field} ${run.refusals[0].code}`
  expect(said).toBe(expected)
})

test('a run lies in one block, forwards, and is never longer than its limit', () => {
  const number = fc
    .constantFrom(...BLOCKS)
    .chain((each) =>
      fc.nat(sizeOf(each) - 1).map((at) => ({ block: each, at, slot: each.firstSlot + at })),
    )
  fc.assert(
    fc.property(number, number, (a, b) => {
      const typed = (each: typeof a) => numberAt(each.block, each.block.first + each.at)
      const run = runIn(BLOCKS, { first: typed(a), last: typed(b) })
      const may = a.block === b.block && a.slot <= b.slot && b.slot - a.slot < MAX_RUN
      expect(run.ok).toBe(may)
      if (run.ok) expect(run.value).toEqual({ firstSlot: a.slot, lastSlot: b.slot })
    }),
  )
})
