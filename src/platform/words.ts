import { IntlMessageFormat } from 'intl-messageformat'
import type { Refusal } from '../values/outcome.ts'
import type { PlatformRefusal } from './refusals.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The languages that the program itself speaks. A certificate's languages are its profile's. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** A sentence for every code in every language: one that is missing does not compile. */
export type Words<Code extends string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>

export const platformWords: Words<PlatformRefusal> = { en, fr }

const formats = new Map<string, IntlMessageFormat>()

/**
 * The sentence for a refusal. Sentences are ICU messages and may name any value of `detail`; a value
 * that is absent shows as its name, since a half-told reason is better than none.
 */
export function sentence<Code extends string>(
  words: Words<Code>,
  refusal: Refusal<Code>,
  language: Language,
): string {
  const message = words[language][refusal.code]
  const names = [...message.matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, name] as const)
  const values = { ...Object.fromEntries(names), ...refusal.detail }
  return String(formatOf(message, language).format(values))
}

/** Parsing a message costs 50 times as much as filling it in. */
function formatOf(message: string, language: Language): IntlMessageFormat {
  const key = `${language} ${message}`
  const known =
    formats.get(key) ?? new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
  formats.set(key, known)
  return known
}
