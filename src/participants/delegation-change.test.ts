import { expect, test } from 'vitest'
import { all, announced, DAY, delegated, START, ZA } from '../../test/delegation-changes.ts'
import { changeJson, parseChanges } from './delegation-change.ts'

const FACTS = { name: ZA, version: 6, previous: delegated(1), next: delegated(2) }
const HOW = { first: all(START), later: all(START + 7 * DAY) }

test('a change is read as it was written, and nothing else is', async () => {
  const [one] = [changeJson(await announced(FACTS, HOW))]
  const published = one.published as object
  const bent: readonly [string, unknown][] = [
    ['no list', {}],
    ['too many', Array(501).fill(one)],
    ['no party', [{ ...one, name: 'zz' }]],
    ['no version', [{ ...one, version: 0 }]],
    [
      'a third member beside keys and threshold',
      [{ ...one, next: { ...(one.next as object), x: 1 } }],
    ],
    ['no threshold', [{ ...one, next: { keys: [] } }]],
    ['no word on publication', [{ ...one, published: undefined }]],
    ['an odd hash', [{ ...one, published: { ...published, hashes: ['00'] } }]],
    ['two signatures under one id', [{ ...one, agreed: Array(2).fill({ keyid: 'a', sig: '' }) }]],
    [
      'a head without its root',
      [{ ...one, published: { ...published, first: { size: 1, cosignatures: [] } } }],
    ],
  ]
  expect(parseChanges([one])?.map(changeJson)).toEqual([one])
  expect(parseChanges(undefined)).toEqual([])
  for (const [what, value] of bent) expect([what, parseChanges(value)]).toEqual([what, undefined])
})
