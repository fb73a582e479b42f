import { expect, test } from 'vitest'
import { namesIn } from '../values/sentence.ts'
import { languageOf } from './http/language.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'
import { platformWords, sentence } from './words.ts'

test.each(Object.keys(en) as (keyof typeof en)[])(
  '%s names the same details in both languages',
  (code) => {
    expect(namesIn(fr[code])).toEqual(namesIn(en[code]))
    expect(fr[code]).not.toBe(en[code])
  },
)

test('a detail that is missing shows as its name', () => {
  expect(sentence(platformWords, { code: 'PLATFORM_PORT' }, 'en')).toContain('OPENKP_PORT is value')
})

test('a value is never read as a message', () => {
  const refused = {
    code: 'PLATFORM_PORT',
    detail: { value: '{x, plural, other {#}} <b>' },
  } as const
  expect(sentence(platformWords, refused, 'en')).toContain('{x, plural, other {#}} <b>')
})

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['fr-CD, en;q=0.8', 'fr'],
  ['en;q=0.2, fr;q=0.9', 'fr'],
  ['de, *;q=0.5', 'en'],
  ['fr;q=0, en', 'en'],
  ['FR', 'fr'],
  [`${'x,'.repeat(100)}fr`, 'en'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
