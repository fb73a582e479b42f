import { expect, test } from 'vitest'
import { languageCookie, languageInCookie } from './language-cookie.ts'

test('over TLS it carries the __Host- prefix and Secure, and in the clear what browsers keep', () => {
  expect(languageCookie('fr', 'https:')).toBe(
    '__Host-openkp-language=fr; path=/; max-age=31536000; samesite=lax; secure',
  )
  expect(languageCookie('fr', 'http:')).toBe(
    'openkp-language=fr; path=/; max-age=31536000; samesite=lax',
  )
})

test.each([
  [languageCookie('fr', 'https:'), 'fr'],
  [languageCookie('en', 'http:'), 'en'],
  ['a=1; __Host-openkp-language=fr; b=2', 'fr'],
  ['xopenkp-language=fr', undefined],
  ['openkp-language=<b>', undefined],
  ['', undefined],
])('%j says %s', (header, language) => {
  expect(languageInCookie(header)).toBe(language)
})
