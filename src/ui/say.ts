import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { en } from './words.en.ts'

type Values = Readonly<Record<string, string | number>>
export type Say<Word extends string> = (word: Word, values?: Values) => string

/**
 * The words of one module, typed by its English catalogue: a word that no catalogue has does not
 * compile. Catalogues are merged under `module.word`.
 */
export function sayFrom<Word extends string>(module: string): () => Say<Word> {
  return function useSay() {
    const intl = useIntl()
    return useCallback(
      (word: Word, values?: Values) => intl.formatMessage({ id: `${module}.${word}` }, values),
      [intl],
    )
  }
}

export const useUiSay = sayFrom<keyof typeof en>('ui')

/** Puts a module's name before each of its words, for the merged catalogue. */
export function named(module: string, words: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(words).map(([word, text]) => [`${module}.${word}`, text]),
  )
}
