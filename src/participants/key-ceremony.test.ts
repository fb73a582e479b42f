import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartyCode } from '../values/codes.ts'
import {
  afterKeyAct,
  countsAt,
  fingerprintOf,
  type KeyAct,
  type KeysOfParty,
  newEntry,
  RETIRE_LEAD,
} from './key-ceremony.ts'
import { keyFacts, keysAtStart, signingKey } from './key-standing.ts'
import type { OwnKey } from './keys.ts'

const CD = 'CD' as PartyCode
const NOW = 1_800_000_000
const HOUR = 3600

function own(seed: number, madeAt = NOW - HOUR, usage: OwnKey['usage'] = 'certificate'): OwnKey {
  const key = { alg: 'ESP256', x: new Uint8Array(32).fill(seed), y: new Uint8Array(32) } as const
  return { party: CD, usage, key, madeAt }
}
const [old, next, third] = [own(1), own(2), own(3)]
const listedSince = (key: OwnKey, notBefore = NOW - 100 * HOUR) => newEntry(key, key.key, notBefore)
const publish: KeyAct = { act: 'publish', from: null, replaces: false }
const rotate: KeyAct = { act: 'publish', from: null, replaces: true }
const retire: KeyAct = { act: 'retire', from: null, last: false }
const stolen: KeyAct = { act: 'compromised', since: NOW - HOUR }

type Scene = KeysOfParty
const START: Scene = { listed: [listedSince(old)], held: [old, next] }

function doing(scene: Scene, key: OwnKey, act: KeyAct, now = NOW) {
  const named = { party: CD, usage: key.usage, name: fingerprintOf(key.key) }
  const outcome = afterKeyAct(scene, named, act, now)
  return outcome.ok ? outcome.value : outcome.refusals[0].code
}
function having(scene: Scene, key: OwnKey, act: KeyAct, now = NOW): Scene {
  const listed = doing(scene, key, act, now)
  if (typeof listed === 'string') throw new Error(listed)
  return { ...scene, listed }
}
const standings = (scene: Scene, now = NOW) =>
  Object.fromEntries(keyFacts(CD, scene, now).map((each) => [each.fingerprint, each.standing]))
const signs = ({ listed, held }: Scene, at: number) =>
  signingKey({ listed, held }, 'certificate', at)

describe('a rotation', () => {
  test('the new key counts from its publication and signs; the old one is retired a little later', () => {
    const rotated = having(START, next, rotate)
    const [added, before] = rotated.listed
    expect(added).toMatchObject({ notBefore: NOW, state: 'active', since: null })
    expect(before).toMatchObject({ state: 'retired', since: NOW + RETIRE_LEAD })
    expect(signs(START, NOW)).toBe(old)
    expect(signs(rotated, NOW + 20)).toBe(next)
    expect(standings(rotated)).toMatchObject({ [fingerprintOf(old.key)]: 'retiring' })
    expect(standings(rotated, NOW + RETIRE_LEAD)).toMatchObject({
      [fingerprintOf(old.key)]: 'retired',
      [fingerprintOf(next.key)]: 'in-force',
    })
  })

  test('announced before, nothing changes until then, and no moment is without a key', () => {
    const at = NOW + 24 * HOUR
    const rotated = having(START, next, { act: 'publish', from: at, replaces: true })
    expect(standings(rotated)[fingerprintOf(next.key)]).toBe('coming')
    for (const each of [NOW, at - 60, at - 1]) expect(signs(rotated, each)).toBe(old)
    for (const each of [at, at + 60]) expect(signs(rotated, each)).toBe(next)
  })

  test('asked for again it changes nothing', () => {
    const rotated = having(START, next, rotate)
    expect(doing(rotated, next, rotate, NOW + HOUR)).toBe(rotated.listed)
    const published = having(START, next, publish)
    expect(doing(published, next, publish, NOW + HOUR)).toBe(published.listed)
  })

  test('a key does not count from before it was published, whatever is asked', () => {
    const early = having(START, next, { act: 'publish', from: NOW - 999 * HOUR, replaces: false })
    expect(early.listed[0]?.notBefore).toBe(NOW)
  })
})

describe('retiring', () => {
  const two = having(START, next, publish)
  test('what is being signed at this moment is not cut off', () => {
    const early = having(two, old, { act: 'retire', from: NOW - HOUR, last: false })
    expect(early.listed[1]?.since).toBe(NOW + RETIRE_LEAD)
    expect(signs(early, NOW + RETIRE_LEAD - 1)).toBe(next)
  })
  test('asked for again it changes nothing; another time is refused', () => {
    const retired = having(two, old, retire)
    expect(doing(retired, old, retire, NOW + HOUR)).toBe(retired.listed)
    const later: KeyAct = { act: 'retire', from: NOW + 9 * HOUR, last: false }
    expect(doing(retired, old, later)).toBe('PARTICIPANTS_KEY_RETIRED_SINCE')
  })
  test('the last one of its usage only where that is meant', () => {
    expect(doing(START, old, retire)).toBe('PARTICIPANTS_KEY_LAST')
    const meant = having(START, old, { ...retire, last: true })
    expect(signs(meant, NOW + HOUR)).toBeUndefined()
  })
})

describe('a key in other hands', () => {
  test('signs nothing from then on, and is never taken back', () => {
    const marked = having(START, old, stolen)
    expect(marked.listed[0]).toMatchObject({ state: 'compromised', since: NOW - HOUR })
    expect(signs(marked, NOW)).toBeUndefined()
    expect(doing(marked, old, stolen)).toBe(marked.listed)
    expect(doing(marked, old, publish)).toBe('PARTICIPANTS_KEY_ENDED')
    expect(doing(marked, old, retire)).toBe('PARTICIPANTS_KEY_COMPROMISED_SINCE')
  })
  test('since an earlier time than was thought, never since a later one or one to come', () => {
    const marked = having(START, old, stolen)
    const earlier = having(marked, old, { act: 'compromised', since: NOW - 9 * HOUR })
    expect(earlier.listed[0]?.since).toBe(NOW - 9 * HOUR)
    expect(doing(earlier, old, stolen)).toBe('PARTICIPANTS_KEY_COMPROMISED_SINCE')
    const future: KeyAct = { act: 'compromised', since: NOW + 1 }
    expect(doing(START, old, future)).toBe('PARTICIPANTS_KEY_FUTURE')
  })
  describe('and how much of what it signed stays good', () => {
    const heads = [
      { size: 40, at: NOW - 9 * HOUR },
      { size: 50, at: NOW - 2 * HOUR },
      { size: 60, at: NOW - 1 },
    ]
    const watched: Scene = { ...START, heads }
    const goodBelow = (scene: Scene) => scene.listed[0]?.goodBelow
    const marked = having(watched, old, stolen)

    test('what a quorum had cosigned by then, less where an officer says so, nothing at will', () => {
      expect(goodBelow(marked)).toBe(50)
      expect(goodBelow(having(watched, old, { ...stolen, goodBelow: 7 }))).toBe(7)
      expect(goodBelow(having(watched, old, { ...stolen, goodBelow: null }))).toBeUndefined()
      expect(goodBelow(having(START, old, stolen))).toBeUndefined()
      const early: KeyAct = { act: 'compromised', since: NOW - 10 * HOUR }
      expect(goodBelow(having(watched, old, early))).toBeUndefined()
    })
    test('never more than that', () => {
      expect(doing(watched, old, { ...stolen, goodBelow: 51 })).toBe('PARTICIPANTS_KEY_GOOD_BELOW')
      expect(doing(START, old, { ...stolen, goodBelow: 1 })).toBe('PARTICIPANTS_KEY_GOOD_BELOW')
    })
    test('lowered later, never raised', () => {
      const lower = having(marked, old, { ...stolen, goodBelow: 45 })
      expect(goodBelow(lower)).toBe(45)
      expect(doing(lower, old, { ...stolen, goodBelow: 46 })).toBe('PARTICIPANTS_KEY_GOOD_RAISED')
      // Asked for again without a number it stays what it is, known heads or not.
      expect(doing(lower, old, stolen)).toBe(lower.listed)
      expect(doing({ ...lower, heads: [] }, old, stolen)).toBe(lower.listed)
      const nothing = having(lower, old, { ...stolen, goodBelow: null })
      expect(nothing.listed[0]).not.toHaveProperty('goodBelow')
      expect(doing(nothing, old, { ...stolen, goodBelow: 1 })).toBe('PARTICIPANTS_KEY_GOOD_RAISED')
    })
    test('an earlier theft leaves less', () => {
      const earlier: KeyAct = { act: 'compromised', since: NOW - 8 * HOUR }
      expect(goodBelow(having(marked, old, earlier))).toBe(40)
      expect(doing(marked, old, { ...earlier, goodBelow: 50 })).toBe('PARTICIPANTS_KEY_GOOD_BELOW')
    })
    test('of a certificate key, and of no other', () => {
      const status = own(9, NOW, 'status')
      const scene: Scene = { listed: [listedSince(status)], held: [], heads }
      expect(goodBelow(having(scene, status, stolen))).toBeUndefined()
      expect(doing(scene, status, { ...stolen, goodBelow: 1 })).toBe('PARTICIPANTS_KEY_GOOD_USAGE')
    })
    test('whatever is asked in whatever order, the number never rises', () => {
      const acts = fc.array(fc.tuple(fc.nat(10), fc.option(fc.nat(70), { nil: undefined })), {
        maxLength: 8,
      })
      fc.assert(
        fc.property(acts, (asked) => {
          let scene = marked
          for (const [hours, goodBelow] of asked) {
            const act: KeyAct = { act: 'compromised', since: NOW - hours * HOUR, goodBelow }
            const listed = doing(scene, old, act)
            if (typeof listed === 'string') continue
            const before = scene.listed[0]?.goodBelow ?? 0
            scene = { ...scene, listed }
            expect(scene.listed[0]?.goodBelow ?? 0).toBeLessThanOrEqual(before)
          }
        }),
      )
    })
  })

  test('a retired key can turn out to be one', () => {
    const retired = having(having(START, next, rotate), old, stolen)
    expect(retired.listed[1]?.state).toBe('compromised')
  })
})

test.each<[string, string, KeyAct, Scene]>([
  ['PARTICIPANTS_KEY_NAME', 'abc', publish, START],
  ['PARTICIPANTS_KEY_NAME', `${'g'.repeat(64)}`, publish, START],
  ['PARTICIPANTS_KEY_UNKNOWN', '0'.repeat(64), publish, START],
  ['PARTICIPANTS_KEY_UNKNOWN', fingerprintOf(third.key), publish, START],
  ['PARTICIPANTS_KEY_NOT_LISTED', fingerprintOf(next.key), retire, START],
  ['PARTICIPANTS_KEY_NOT_LISTED', fingerprintOf(next.key), stolen, START],
  ['PARTICIPANTS_KEY_NOT_HELD', fingerprintOf(old.key), publish, { ...START, held: [next] }],
])('%s for %s', (code, name, act, scene) => {
  const outcome = afterKeyAct(scene, { party: CD, usage: 'certificate', name }, act, NOW)
  expect(outcome.ok ? 'done' : outcome.refusals[0].code).toBe(code)
})

test('the list takes 64 keys and no more', () => {
  const full = Array.from({ length: 64 }, (_, at) => listedSince(own(100 + at)))
  expect(doing({ listed: full, held: [next] }, next, publish)).toBe('PARTICIPANTS_KEYS_LISTED')
})

test('a key is found by its first digits, and only at its own place', () => {
  const name = fingerprintOf(next.key).slice(0, 8)
  expect(afterKeyAct(START, { party: CD, usage: 'certificate', name }, publish, NOW).ok).toBe(true)
  const elsewhere = afterKeyAct(START, { party: CD, usage: 'status', name }, publish, NOW)
  expect(elsewhere.ok).toBe(false)
})

test.each([
  ['before it begins', { at: NOW - 1 }, false],
  ['from its first second', { at: NOW }, true],
  ['while it is retiring', { at: NOW + 9, since: NOW + 10, state: 'retired' as const }, true],
  ['from its retirement on', { at: NOW + 10, since: NOW + 10, state: 'retired' as const }, false],
  ['once compromised', { at: NOW, since: NOW + 10, state: 'compromised' as const }, false],
  ['after its last second', { at: NOW + 5 * 365 * 86_400 }, false],
])('a key counts %s', (_, { at, ...change }, counts) => {
  const entry = { ...listedSince(old, NOW), ...change }
  expect(countsAt(entry, 'certificate', at)).toBe(counts)
  expect(countsAt(entry, 'status', at)).toBe(false)
})

describe('at the start of a node', () => {
  const usages = ['certificate'] as const
  test('keys that were never listed are named, the newest of them', () => {
    const later = own(4, NOW)
    const [added] = keysAtStart(CD, { listed: [], held: [old, later] }, usages, NOW)
    expect(added?.key).toBe(later.key)
  })
  test('a prepared key stays unpublished', () => {
    expect(keysAtStart(CD, START, usages, NOW)).toBe(START.listed)
  })
  test('where all are lost, the new one replaces them', () => {
    const listed = keysAtStart(CD, { ...START, held: [next] }, usages, NOW)
    expect(listed.map(({ state }) => state)).toEqual(['active', 'retired'])
  })
  test('an older copy of the keys changes nothing, and nobody signs', () => {
    const rotated = { ...having(START, next, rotate), held: [old] }
    expect(keysAtStart(CD, rotated, usages, NOW + HOUR)).toBe(rotated.listed)
    expect(signs(rotated, NOW + HOUR)).toBeUndefined()
    const missing = keyFacts(CD, rotated, NOW + HOUR).filter((each) => !each.isHeld)
    expect(missing.map(({ standing }) => standing)).toEqual(['in-force'])
  })
  test('what its officers ended is not begun again', () => {
    const ended = having(START, old, stolen)
    expect(keysAtStart(CD, { ...ended, held: [old, third] }, usages, NOW)).toBe(ended.listed)
    expect(keysAtStart(CD, { ...ended, held: [third] }, usages, NOW)).toBe(ended.listed)
  })
})

test('of the facts exactly one key of a usage signs', () => {
  const scene = { ...having(START, next, publish), held: [old, next, third] }
  const facts = keyFacts(CD, scene, NOW + HOUR)
  expect(facts.map(({ standing, signs: is }) => [standing, is])).toEqual([
    ['prepared', false],
    ['in-force', true],
    ['in-force', false],
  ])
})
