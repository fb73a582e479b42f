import type { Bilingual } from '../sheet.ts'
import { SHEET_WORDS, type SheetWord } from '../sheet-words.ts'

/** In English and, where the sheet has that language, in the one of `tag` (BCP 47). */
export function paperWord(word: SheetWord, tag: string): Bilingual {
  const catalogues: Readonly<Record<string, Readonly<Record<SheetWord, string>>>> = SHEET_WORDS
  const local = tag === 'en' ? undefined : catalogues[tag]?.[word]
  return { en: SHEET_WORDS.en[word], local: local ?? null }
}
