import { describe, expect, it } from 'vitest'
import { SHEET_WORDS, sheetLanguage } from './sheet-words.ts'

describe('the words of the sheet', () => {
  it('carry the title and the statement of the Core Document word for word (Annex I, A 1 and 2)', () => {
    expect(SHEET_WORDS.en.title).toBe('Kimberley Process Certificate')
    expect(SHEET_WORDS.en.statement).toBe(
      'The rough diamonds in this shipment have been handled in accordance with the provisions of the Kimberley Process Certification Scheme for rough diamonds',
    )
  })

  it.each(Object.entries(SHEET_WORDS))('in %s say each thing, cleanly', (_, words) => {
    for (const [name, word] of Object.entries(words)) {
      expect(word, name).toMatch(/^\p{Lu}.*[\p{L}$.]$/u)
      expect(word, name).not.toMatch(/ {2}|['{}!]/)
      expect(word.endsWith('.'), name).toBe(name.endsWith('Line'))
    }
  })

  it('say a thing in French, Portuguese, Dutch and German, not in English again', () => {
    const same = new Set(['Total', 'Transit', 'Destination', 'Transit', 'SPECIMEN', 'Place'])
    for (const [language, words] of Object.entries(SHEET_WORDS)) {
      const copied = Object.entries(words).filter(
        ([name, word]) => SHEET_WORDS.en[name as keyof typeof words] === word && !same.has(word),
      )
      expect(language === 'en' ? [] : copied, language).toEqual([])
    }
  })
})

describe('sheetLanguage', () => {
  it.each([
    [['en', 'fr'], 'fr'],
    [['en', 'pt-BR'], 'pt'],
    [['en', 'fr', 'nl', 'de', 'it', 'pt', 'cs', 'ro'], 'fr'],
    [['nl', 'fr', 'en'], 'nl'],
    [['en', 'it', 'DE'], 'de'],
    [['en', 'ar'], null],
    [['en-GB'], null],
    [['constructor'], null],
    [[], null],
  ])('%j: %s', (languages, expected) => {
    expect(sheetLanguage(languages)).toBe(expected)
  })
})
