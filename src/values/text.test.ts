import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCharacter } from '../../test/any-text.ts'
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

  // The joiners U+200C and U+200D belong to the spelling of these names.
  test.each([
    ['Sri Lanka, in Sinhala', '\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf'],
    ['Sinhala, joined twice', '\u0dbb\u0dca\u200d\u0dba\u0dca\u200d\u0dba'],
    ['Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['Kurdish in Arabic letters', '\u062f\u06d5\u200c\u0628'],
    ['Hindi', '\u0930\u093e\u091c\u094d\u200d\u092f'],
    ['Nepali', '\u0936\u094d\u0930\u0940\u092e\u093e\u0928\u094d\u200c\u0915\u094b'],
    ['Malayalam', '\u0d05\u0d35\u0d28\u0d4d\u200d\u0d31\u0d46'],
    ['Bengali', '\u09b0\u200d\u09cd\u09af\u09be'],
    ['Kannada', '\u0cb0\u0ccd\u200c\u0c95'],
    ['Telugu', '\u0c15\u0c4d\u200c\u0c37'],
    ['Gujarati', '\u0a95\u0acd\u200d\u0ab7'],
    ['Mongolian', '\u1820\u200d\u1821'],
  ])('%s keeps its joiners', (_, line) => {
    expect(parseLine(line, 70)).toEqual({ ok: true, value: line })
    expect(isCleanLine(line, 70)).toBe(true)
    expect(parseNote(`${line}\n${line}`, 200).ok).toBe(true)
  })

  test.each([
    ['between Latin letters', 'Di\u200dam'],
    ['between Latin letters, not joined', 'Di\u200cam'],
    ['between digits', '12\u200d34'],
    ['between Cyrillic letters', '\u0410\u200d\u041b'],
    ['between Hebrew letters', '\u05e9\u200d\u05dc'],
    ['between Chinese letters', '\u91d1\u200d\u525b'],
    ['between emoji', '\u{1f468}\u200d\u{1f469}'],
    ['at the beginning', '\u200d\u0dbb\u0dd3'],
    ['at the end', '\u0dc1\u0dca\u200d'],
    ['before a space', '\u0dc1\u0dca\u200d \u0dbb'],
    ['behind a space', '\u0dc1 \u200d\u0dbb'],
    ['between a Sinhala and a Latin letter', '\u0dc1\u0dca\u200dR'],
    ['between two scripts that use it', '\u0dca\u200d\u0930'],
    ['twice', '\u0dc1\u0dca\u200d\u200d\u0dbb'],
    ['both', '\u0dc1\u0dca\u200c\u200d\u0dbb'],
    ['between Devanagari digits', '\u0967\u200d\u0968'],
    ['between Arabic digits', '\u0661\u200c\u0662'],
  ])('a joiner %s is refused', (_, typed) => {
    expect(parseLine(typed, 70)).toMatchObject({ refusals: [{ code: 'VALUES_TEXT_DIRECTION' }] })
    expect(isCleanLine(typed, 70)).toBe(false)
  })

  test('no other control without width may stand where a joiner may', () => {
    for (const hidden of '\u200b\u200e\u200f\u2060\u202e\u034f\u00ad\ufe0f\u061c') {
      expect(parseLine(`\u0dc1\u0dca${hidden}\u0dbb`, 70).ok).toBe(false)
    }
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
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (typed) => {
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
