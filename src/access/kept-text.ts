import { en } from './kept-words.en.ts'
import { fr } from './kept-words.fr.ts'

const WORDS = { en, fr }

/**
 * What is kept of a person as text that he can read, one heading for each kind and one line for each thing.
 * @param kept plain JSON: objects, lists of objects, texts, numbers and truths
 */
export function keptText(kept: unknown, language: 'en' | 'fr'): string {
  const words: Readonly<Record<string, string>> = WORDS[language]
  const sections = Object.entries((kept ?? {}) as Readonly<Record<string, unknown>>)
  const told = sections.map(([name, value]) => {
    const rows = Array.isArray(value) ? value : [value]
    const lines = rows.map((row) => `- ${lineOf(row, words)}`)
    return [words[name] ?? name, ...(lines.length === 0 ? [`- ${WORDS[language].nothing}`] : lines)]
  })
  return `${[WORDS[language].title, ...told.map((lines) => lines.join('\n'))].join('\n\n')}\n`
}

function lineOf(row: unknown, words: Readonly<Record<string, string>>): string {
  if (typeof row !== 'object' || row === null) return String(row)
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== '' && !isEmptyList(value))
    .map(([name, value]) => `${words[name] ?? name}: ${shown(value)}`)
    .join('; ')
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
