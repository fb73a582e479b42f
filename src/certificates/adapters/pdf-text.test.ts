import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { undrawable } from './pdf-fonts.ts'
import { paragraph, widthOf } from './pdf-text.ts'

const style = { weight: 'regular', size: 10 } as const
const seen = (text: string, width = 500) =>
  paragraph(text, style, width).lines.map(({ runs }) => runs.map((run) => run.text).join(' | '))

describe('a paragraph', () => {
  it('breaks between words', () => {
    expect(seen('rough diamonds in this shipment', 80)).toEqual([
      'rough diamonds',
      'in this shipment',
    ])
  })

  it('never runs out of its column, and loses nothing', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9é,.-]{1,60}$/), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 400 }), (parts, width) => {
        const { lines } = paragraph(parts.join(' '), style, width)
        expect(Math.max(...lines.map((line) => line.width))).toBeLessThanOrEqual(width + 0.01)
        const kept = lines.map(({ text }) => text).join('')
        expect(kept.replaceAll(' ', '')).toBe(parts.join(''))
      }),
      { numRuns: 60 },
    )
  })

  it('is as wide as it says', () => {
    const text = 'Democratic Republic of the Congo'
    expect(paragraph(text, style, 500).lines[0]?.width).toBeCloseTo(widthOf(text, style), 6)
  })
})

describe('words from right to left', () => {
  it.each([
    [
      'stand in a line of their own from the right',
      'شهادة عملية كيمبرلي',
      'كيمبرلي | عملية | شهادة',
    ],
    [
      'turn inside a line from the left',
      'Total المجموع العام here',
      'Total | العام | المجموع | here',
    ],
    ['let Latin words keep their order', 'شركة Diamond Trading', 'Diamond Trading | شركة'],
    ['keep a figure beside the word before it', 'شركة 24 DMCC', 'DMCC 24 | شركة'],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toEqual([expected])
  })

  it('are kept as they are spoken', () => {
    expect(paragraph('شركة 24 DMCC', style, 500).lines[0]?.text).toBe('شركة 24 DMCC')
  })
})

describe('characters that no font has', () => {
  it.each([
    [
      'none in the languages of the sheet',
      'Société «Kasaï» Diamantes São João, Haÿ & Łódź 12,50',
      [],
    ],
    ['none in Cyrillic and Arabic', 'АЛРОСА شركة', []],
    ['each once', '中中国', ['中', '国']],
    ['what turns or hides text', 'a\u202eb\u200bc\u0000', ['\u202e', '\u200b', '\u0000']],
  ])('%s', (_, text, expected) => {
    expect(undrawable(text)).toEqual(expected)
  })
})
