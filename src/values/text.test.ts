import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCleanLine, parseLine, parseNote } from './text.ts'

describe('a line', () => {
  test.each([
    ['Société des Mines', 'Société des Mines'],
    ['  Mine  Ltd \u00a0 ', 'Mine Ltd'],
    ['e\u0301', 'é'],
    ['\u212b', 'Å'],
    ['АЛРОСА', 'АЛРОСА'],
    ['שלום', 'שלום'],
    ['金剛石有限公司', '金剛石有限公司'],
    ['O’Brien & Söhne (Pty) Ltd, “A”', 'O’Brien & Söhne (Pty) Ltd, “A”'],
    ['𝒜', '𝒜'],
  ])('%j is %j', (typed, line) => {
    expect(parseLine(typed, 70)).toEqual({ ok: true, value: line })
    expect(isCleanLine(line, 70)).toBe(true)
    expect(isCleanLine(typed, 70)).toBe(typed === line)
  })

  test.each<[unknown, string]>([
    ['', 'VALUES_TEXT_EMPTY'],
    ['   ', 'VALUES_TEXT_EMPTY'],
    ['a\u0000b', 'VALUES_TEXT_CONTROL'],
    ['a\nb', 'VALUES_TEXT_CONTROL'],
    ['a\tb', 'VALUES_TEXT_CONTROL'],
    ['a\u001b[31m', 'VALUES_TEXT_CONTROL'],
    ['a\u007f', 'VALUES_TEXT_CONTROL'],
    ['a\u0085', 'VALUES_TEXT_CONTROL'],
    ['a\u2028b', 'VALUES_TEXT_CONTROL'],
    ['\ufeffa', 'VALUES_TEXT_CONTROL'],
    ['a\uffff', 'VALUES_TEXT_CONTROL'],
    ['a\ud800', 'VALUES_TEXT_CONTROL'],
    ['\udc00a', 'VALUES_TEXT_CONTROL'],
    ['a\u202eb', 'VALUES_TEXT_DIRECTION'],
    ['a\u202ab', 'VALUES_TEXT_DIRECTION'],
    ['a\u2066b', 'VALUES_TEXT_DIRECTION'],
    ['a\u2069b', 'VALUES_TEXT_DIRECTION'],
    ['a\u200eb', 'VALUES_TEXT_DIRECTION'],
    ['a\u200fb', 'VALUES_TEXT_DIRECTION'],
    ['a\u061cb', 'VALUES_TEXT_DIRECTION'],
    ['a\u200bb', 'VALUES_TEXT_DIRECTION'],
    ['a\u2060b', 'VALUES_TEXT_DIRECTION'],
    ['a\u00adb', 'VALUES_TEXT_DIRECTION'],
    ['a\u3164b', 'VALUES_TEXT_DIRECTION'],
    ['a\ufe0f', 'VALUES_TEXT_DIRECTION'],
    ['a\u{e0041}', 'VALUES_TEXT_DIRECTION'],
    ['x'.repeat(71), 'VALUES_TEXT_TOO_LONG'],
    [17, 'VALUES_TEXT'],
    [null, 'VALUES_TEXT'],
    [undefined, 'VALUES_TEXT'],
    [['a'], 'VALUES_TEXT'],
  ])('%j: %s', (typed, code) => {
    expect(parseLine(typed, 70)).toMatchObject({ ok: false, refusals: [{ code }] })
    expect(isCleanLine(typed, 70)).toBe(false)
  })

  test('exactly the limit is not too long, and spaces around it do not count', () => {
    expect(parseLine(` ${'x'.repeat(70)} `, 70).ok).toBe(true)
  })

  test('text that grows when it is normalised is measured again', () => {
    // U+FB2C becomes three points under NFC.
    expect(parseLine('\ufb2c'.repeat(40), 70)).toMatchObject({
      refusals: [{ code: 'VALUES_TEXT_TOO_LONG' }],
    })
  })

  test('a line that was read is clean: reading it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const once = parseLine(typed, 70)
        if (once.ok) expect(isCleanLine(once.value, 70)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

test.each(['a', '\u202e', '\u0000', ' ', 'e\u0301'])(
  'a megabyte of %j is refused at once',
  (unit) => {
    const megabyte = unit.repeat(1_000_000 / unit.length)
    const before = performance.now()
    expect(parseLine(megabyte, 70)).toMatchObject({ refusals: [{ code: 'VALUES_TEXT_TOO_LONG' }] })
    expect(parseNote(megabyte, 2000)).toMatchObject({
      refusals: [{ code: 'VALUES_TEXT_TOO_LONG' }],
    })
    // Measured: less than a tenth of a millisecond; the bound is for a busy machine.
    expect(performance.now() - before).toBeLessThan(100)
  },
)

describe('a note', () => {
  test('keeps its lines', () => {
    expect(parseNote('one\r\ntwo\n\nthree ', 100)).toEqual({ ok: true, value: 'one\ntwo\n\nthree' })
  })

  test.each([
    ['a\rb', 'VALUES_TEXT_CONTROL'],
    ['a\tb', 'VALUES_TEXT_CONTROL'],
    ['a\u000bb', 'VALUES_TEXT_CONTROL'],
    ['a\u0000b', 'VALUES_TEXT_CONTROL'],
    ['a\n\u202eb', 'VALUES_TEXT_DIRECTION'],
    ['\n\n', 'VALUES_TEXT_EMPTY'],
    ['x'.repeat(101), 'VALUES_TEXT_TOO_LONG'],
  ])('%j: %s', (typed, code) => {
    expect(parseNote(typed, 100)).toMatchObject({ refusals: [{ code }] })
  })
})
