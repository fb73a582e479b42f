import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AT, DAY } from '../../conformance/kit/lists.ts'
import {
  type Asked,
  ask,
  atFirst,
  blocks,
  entry,
  everybody,
  fresh,
  GOOD,
  type Made,
  other,
  two,
} from '../../test/live-register.ts'
import { loggedProof } from '../../test/logged-proof.ts'
import { statusEntryKind } from '../transparency/entry-kind.ts'
import { type ReasonCode, reason } from './reasons.ts'

/** A certificate whose key was stolen later: what stood in the log before stays good, and nothing else. */

const SINCE = AT - 5 * DAY
const stolen = (goodBelow?: number): NonNullable<Made['key']> => ({
  ...{ state: 'compromised', since: SINCE },
  ...(goodBelow !== undefined && { goodBelow }),
})
/** The place of the first entry behind the announcements of blocks. */
const first = () => blocks.length
const another = (at: number) => entry({ slot: 30 + at, digest: other(at) })
const LATER: ReasonCode[] = ['KEY_COMPROMISED_LATER']
const WORTHLESS: ReasonCode[] = ['KEY_COMPROMISED']
const NOBODY_KNOWS: ReasonCode[] = ['REGISTER_OLDER', 'KEY_COMPROMISED_LATER']

/** The certificate between two others, and a key that is good below a place counted from its own. */
const at = (more: number, made: Made = {}): Made => ({
  entries: [another(1), entry({}), another(2)],
  key: stolen(first() + 1 + more),
  bounds: [first() + 1 + more],
  ...made,
})

describe('where it stands in the log', () => {
  const CASES: readonly [string, () => Made, string, ReasonCode[], Asked?][] = [
    ['below the place', () => at(1), 'VALID', LATER],
    ['at the place', () => at(0), 'INVALID', WORTHLESS],
    ['behind it', () => at(-1), 'INVALID', WORTHLESS],
    ['the page ends at the place', () => at(2, { bounds: [] }), 'VALID', LATER],
    ['the page ends before the place', () => at(3), 'CANNOT_TELL', NOBODY_KNOWS],
    ['the page tells nothing', () => at(1, { bounds: [] }), 'CANNOT_TELL', NOBODY_KNOWS],
    [
      'the page tells of an earlier place that it stands below',
      () => at(1, { key: stolen(first() + 3), bounds: [first() + 2] }),
      'VALID',
      LATER,
    ],
    [
      'the page tells of an earlier place that it stands behind',
      () => at(1, { bounds: [first()] }),
      'CANNOT_TELL',
      NOBODY_KNOWS,
    ],
    [
      'the place was lowered, and the page tells of the one before',
      () => at(0, { bounds: [first() + 3] }),
      'CANNOT_TELL',
      NOBODY_KNOWS,
    ],
    ['nowhere', () => at(1, { entries: [another(1), another(2)] }), 'INVALID', WORTHLESS],
    [
      'nowhere, and dated an hour ago: no log has it below the place',
      () => ({
        ...at(1, { entries: [another(1), another(2)] }),
        ...atFirst(),
        times: everybody(fresh()),
      }),
      'INVALID',
      WORTHLESS,
      { now: fresh() },
    ],
    [
      'nowhere, in a register that ends before the place',
      () => at(1, { entries: [] }),
      'CANNOT_TELL',
      NOBODY_KNOWS,
    ],
    [
      'its slot is taken by another',
      () => at(1, { entries: [another(1), entry({ digest: other(3) }), another(2)] }),
      'INVALID',
      ['TWIN', 'KEY_COMPROMISED'],
    ],
    [
      'below the place, and void',
      () => at(1, { entries: [another(1), entry({}), entry({ kind: statusEntryKind('void') })] }),
      'INVALID',
      ['VOID', ...LATER],
    ],
    [
      'below the place, and too few witnesses',
      () => at(1, { times: two }),
      'CANNOT_TELL',
      ['REGISTER_OLDER', 'REGISTER_NOT_WITNESSED', ...LATER],
    ],
    [
      'behind the place, and too few witnesses: bad news stands',
      () => at(0, { times: two }),
      'INVALID',
      ['KEY_COMPROMISED', 'REGISTER_NOT_WITNESSED'],
    ],
    [
      'nowhere, and too few witnesses',
      () => at(1, { entries: [another(1), another(2)], times: two }),
      'CANNOT_TELL',
      ['REGISTER_OLDER', 'REGISTER_NOT_WITNESSED', ...LATER],
    ],
    [
      'nobody knows, in damaged lists',
      () => at(1, { signer: 'EU status' }),
      'CANNOT_TELL',
      ['ISSUER_LISTS_DAMAGED', ...LATER],
    ],
    ['no place is named', () => ({ key: stolen() }), 'INVALID', WORTHLESS],
    [
      'a retired key, whatever the page tells',
      () => ({ key: { state: 'retired', since: AT }, bounds: [1] }),
      'VALID',
      [],
    ],
  ]
  test.each(CASES)('%s', async (_, made, verdict, codes, asked) => {
    const answer = await ask(made(), asked)
    expect([answer.verdict, answer.codes]).toEqual([verdict, codes])
  })
})

describe('a copy that carries a proof', () => {
  const quorum = ['AE', 'X-DDI', 'ZA']
  /** The proof shows it at place 1 of a log of two. */
  const proof = loggedProof(quorum)
  test.each<[string, () => Made, string, ReasonCode[]]>([
    ['below the place', () => ({ key: stolen(2) }), 'VALID', LATER],
    ['at the place', () => ({ key: stolen(1), entries: [] }), 'INVALID', WORTHLESS],
    [
      'below a place that no witness has seen',
      () => ({ key: stolen(first() + 9) }),
      'CANNOT_TELL',
      NOBODY_KNOWS,
    ],
    [
      'below a place that the page was witnessed beyond',
      () => ({ key: stolen(first() + 1), bounds: [] }),
      'VALID',
      LATER,
    ],
  ])('%s', async (_, made, verdict, codes) => {
    const answer = await ask(made(), { proof })
    expect([answer.verdict, answer.codes]).toEqual([verdict, codes])
  })
})

test('no place above what witnesses have seen makes anything good, and none at all but that', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(6), fc.integer({ min: 1, max: 16 }), async (before, goodBelow) => {
      const others = Array.from({ length: before }, (_, each) => another(each))
      const entries = [...others, entry({}), another(7)]
      const index = first() + before
      const size = first() + entries.length
      const made = { entries, key: stolen(goodBelow), bounds: [goodBelow] }
      const { verdict } = await ask(made)
      const expected = index >= goodBelow ? 'INVALID' : goodBelow <= size ? 'VALID' : 'CANNOT_TELL'
      expect(verdict).toBe(expected)
    }),
    { numRuns: 40 },
  )
})

test('an officer is told since when, and by whose key', async () => {
  const { reasons } = await ask(at(1))
  const since = new Date(SINCE * 1000).toISOString()
  expect(reasons).toContainEqual(reason('KEY_COMPROMISED_LATER', { issuer: 'CD', since }))
})

test('long over and no longer listed it is not called logged', async () => {
  const late = GOOD.exp + 100 * DAY
  const made = at(1, { signedAt: late, times: everybody(late), listedAt: late })
  const { verdict, codes } = await ask(made, { now: late })
  expect([verdict, codes]).toEqual(['INVALID', ['EXPIRED', ...NOBODY_KNOWS, 'IMPORTER_LIST_OLD']])
})
