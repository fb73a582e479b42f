import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cosignature } from './cosignature.ts'
import { quorumTime, type Witness } from './quorum.ts'

const witness = (name: string, operator: string, isObserver = false): Witness => ({
  key: { name, type: 'cosignature', x: new Uint8Array(32) },
  operator,
  isObserver,
  from: 0,
  until: 1000,
})

const WITNESSES = [
  witness('cd', 'CD'),
  witness('eu', 'EU'),
  witness('eu2', 'EU'),
  witness('bw', 'BW'),
  witness('za', 'ZA'),
  witness('csc', 'CSC', true),
]
const by = (times: Readonly<Record<string, number>>): Cosignature[] =>
  Object.entries(times).map(([name, time]) => ({ witness: witness(name, '?').key, time }))

const CASES: readonly [string, Readonly<Record<string, number>>, number | undefined][] = [
  ['nobody', {}, undefined],
  ['two and an observer', { eu: 5, bw: 3, csc: 4 }, 5],
  ['the observer last', { eu: 1, bw: 2, za: 3, csc: 9 }, 9],
  ['three without an observer', { eu: 1, bw: 2, za: 3 }, undefined],
  ['one operator with two witnesses', { eu: 1, eu2: 2, csc: 3 }, undefined],
  ['the host of the author', { cd: 1, bw: 2, csc: 3 }, undefined],
  ['the host beside enough others', { cd: 1, bw: 2, csc: 3, za: 4 }, 4],
  ['somebody whom the root does not name', { xx: 1, bw: 2, csc: 3 }, undefined],
]

test.each(CASES)('%s', (_, times, expected) => {
  expect(quorumTime(by(times), { witnesses: WITNESSES, needed: 3 }, 'CD')).toBe(expected)
})

test('a word from before its key counted, or from when it no longer did, is none', () => {
  const witnesses = WITNESSES.map((each) => ({ ...each, from: 3, until: 6 }))
  const timeOf = (times: Readonly<Record<string, number>>) =>
    quorumTime(by(times), { witnesses, needed: 3 }, 'CD')
  expect(timeOf({ eu: 3, bw: 4, csc: 5 })).toBe(5)
  expect(timeOf({ eu: 2, bw: 4, csc: 5 })).toBeUndefined()
  expect(timeOf({ eu: 3, bw: 4, csc: 6 })).toBeUndefined()
})

test('of two keys of one witness the word of each is its own', () => {
  const csc = witness('csc', 'CSC', true)
  const next = { ...csc.key, x: new Uint8Array(32).fill(1) }
  const witnesses = [
    ...WITNESSES.filter((each) => each.operator !== 'CSC'),
    { ...csc, until: 3 },
    { ...csc, key: next, from: 3 },
  ]
  const rules = { witnesses, needed: 3 }
  const others = by({ eu: 1, bw: 2 })
  expect(quorumTime([...others, { witness: next, time: 5 }], rules, 'CD')).toBe(5)
  expect(quorumTime([...others, { witness: csc.key, time: 5 }], rules, 'CD')).toBeUndefined()
})

test('where the root names no observer, none is waited for', () => {
  const witnesses = WITNESSES.filter(({ isObserver }) => !isObserver)
  expect(quorumTime(by({ eu: 1, bw: 2, za: 3 }), { witnesses, needed: 3 }, 'CD')).toBe(3)
})

test('an observer that hosts the author is not waited for either', () => {
  expect(quorumTime(by({ eu: 1, bw: 2, za: 3 }), { witnesses: WITNESSES, needed: 3 }, 'CSC')).toBe(
    3,
  )
})

test('one more cosignature never makes it later, and their order changes nothing', () => {
  const names = WITNESSES.map(({ key }) => key.name)
  const times = fc.dictionary(fc.constantFrom(...names), fc.nat(999))
  fc.assert(
    fc.property(times, fc.constantFrom(...names), fc.nat(999), (seen, name, time) => {
      const rules = { witnesses: WITNESSES, needed: 3 }
      const before = quorumTime(by(seen), rules, 'CD')
      expect(quorumTime(by(seen).reverse(), rules, 'CD')).toBe(before)
      if (before === undefined || name in seen) return
      expect(quorumTime(by({ ...seen, [name]: time }), rules, 'CD')).toBeLessThanOrEqual(before)
    }),
  )
})
