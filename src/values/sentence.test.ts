import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fill, namesIn } from './sentence.ts'

describe('fill', () => {
  it.each([
    ['Seals: {seals}.', { seals: 'A1, A2' }, 'Seals: A1, A2.'],
    ['{a} and {a}, then {b}.', { a: 1, b: 'two' }, '1 and 1, then two.'],
    ['Age in days: {days}.', { days: 0 }, 'Age in days: 0.'],
    ['Nothing to fill.', { a: 'x' }, 'Nothing to fill.'],
    ['Empty: {a}.', { a: '' }, 'Empty: .'],
  ])('%s', (sentence, detail, filled) => {
    expect(fill(sentence, detail as Record<string, string | number>)).toBe(filled)
  })

  it('leaves a name without a value as it stands', () => {
    expect(fill('Since {since}, by {other}.', { since: 'today' })).toBe('Since today, by {other}.')
  })

  it('takes no value from what every object inherits', () => {
    expect(fill('{constructor} {toString}', {})).toBe('{constructor} {toString}')
  })

  it('does not read a value as a sentence or as a pattern', () => {
    expect(fill('{a} {b}', { a: '{b}', b: '$1 $& $$' })).toBe('{b} $1 $& $$')
  })

  it('puts any text where its name stood', () => {
    fc.assert(fc.property(fc.string(), (value) => fill('<{value}>', { value }) === `<${value}>`))
  })
})

describe('namesIn', () => {
  it('gives each name once, in ABC order', () => {
    expect(namesIn('{since}: {other}, {since}')).toEqual(['other', 'since'])
    expect(namesIn('none')).toEqual([])
  })
})
