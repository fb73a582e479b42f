import { expect, test } from 'vitest'
import { AT, DAY } from '../../../conformance/kit/lists.ts'
import {
  CD,
  EU,
  entry,
  type Made,
  makeMaterial,
  other,
  trust,
  two,
  verify,
} from '../../../test/live-register.ts'
import type { Trust } from '../../participants/trust.ts'
import { betterRegister } from './better-register.ts'

/** What a device keeps of lists that are worse than those it has. */

const more = (count: number) =>
  Array.from({ length: count }, (_, at) => entry({ slot: 20 + at, digest: other(at) }))

async function offered(now: Made, was: Made, by: Trust = trust) {
  const [before, after] = [await makeMaterial(was), await makeMaterial(now)]
  const { bundle, kept, heads } = await betterRegister(after.bundle, before.bundle, by, verify)
  const own = bundle.register?.get(CD)?.page
  const isOld = own === before.bundle.register?.get(CD)?.page
  const isNew = own === after.bundle.register?.get(CD)?.page
  return { of: isOld ? 'before' : isNew ? 'now' : 'nobody', kept, at: heads.get(CD)?.at }
}

test.each<[string, Made, Made, 'before' | 'now']>([
  ['one that grew is taken', { entries: more(3) }, { entries: more(2) }, 'now'],
  ['a shorter one is left', { entries: more(1) }, { entries: more(2) }, 'before'],
  ['none is left', { takeAway: CD }, {}, 'before'],
  ['one with too few witnesses is left', { entries: more(3), times: two }, {}, 'before'],
  [
    'another of its length is taken, to tell of it',
    { entries: [entry({ digest: other(8) })] },
    {},
    'now',
  ],
  ['one where there was none with witnesses is taken', { entries: more(1) }, { times: two }, 'now'],
])('%s', async (_, now, was, expected) => {
  const { of, kept } = await offered(now, was)
  expect([of, kept]).toEqual([expected, expected === 'before' ? [CD] : []])
})

test('newer words of witnesses under the same head are taken', async () => {
  const later = { AE: AT - 1, CD: AT - 1, 'X-DDI': AT - 1, ZA: AT - 1 }
  expect(await offered({ times: later }, {})).toMatchObject({ of: 'now', at: AT - 1 })
  expect(await offered({}, { times: later })).toMatchObject({ of: 'before', at: AT - 1 })
})

test('an older page over the same head is left, but for one that is dated in the future', async () => {
  const [older, newer, ahead] = [AT - 60, AT - 30, AT + 400 * DAY].map((signedAt) => ({ signedAt }))
  expect(await offered({ ...older }, { ...newer })).toMatchObject({ of: 'before' })
  expect(await offered({ ...newer }, { ...older })).toMatchObject({ of: 'now' })
  expect(await offered({ ...newer }, { ...ahead })).toMatchObject({ of: 'now' })
})

test('a register whose key counts no more is not kept, nor that of a party that left', async () => {
  const keys = new Map(trust.keys)
  keys.delete(CD)
  expect(await offered({ takeAway: CD }, {}, { ...trust, keys })).toMatchObject({ kept: [] })
})

test('without lists before, what is offered is taken', async () => {
  const { bundle } = await makeMaterial({})
  const better = await betterRegister(bundle, null, trust, verify)
  expect([better.bundle, better.kept]).toEqual([bundle, []])
  expect([...better.heads.keys()].sort()).toEqual([CD, EU])
})
