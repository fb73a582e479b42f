import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { catalogue as verifierEn } from '../verifier/catalogue.en.ts'
import { catalogue as verifierFr } from '../verifier/catalogue.fr.ts'
import { catalogue as en } from './catalogue.en.ts'
import { catalogue as fr } from './catalogue.fr.ts'

type Catalogue = Readonly<Record<string, string>>
const BOTH: readonly (readonly [string, Catalogue, Catalogue])[] = [
  ['app', en, fr],
  ['verifier', verifierEn, verifierFr],
]

/** The values that a message asks for, plurals looked into. */
function asksFor(text: string, locale: string): string[] {
  const names = new Set<string>()
  const visit = (parts: readonly unknown[]): void => {
    for (const part of parts as { type: number; value?: string; options?: object }[]) {
      if (part.type !== 0 && part.type !== 7 && part.value !== undefined) names.add(part.value)
      for (const option of Object.values(part.options ?? {}) as { value: unknown[] }[]) {
        visit(option.value)
      }
    }
  }
  visit(new IntlMessageFormat(text, locale).getAst())
  return [...names].sort()
}

describe.each(BOTH)('words of the %s', (_, english, french) => {
  it('are the same in both languages', () => {
    expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort())
  })

  it('ask for the same values in both languages', () => {
    for (const [word, text] of Object.entries(english)) {
      expect([word, asksFor(french[word] ?? '', 'fr')]).toEqual([word, asksFor(text, 'en')])
    }
  })

  it('shout at nobody and say no empty words', () => {
    const texts = [...Object.values(english), ...Object.values(french)]
    expect(texts.filter((text) => /!|\b(oops|error|submit|please)\b/i.test(text))).toEqual([])
    expect(texts.filter((text) => text.trim() === '')).toEqual([])
  })
})
