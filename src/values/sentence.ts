/** Values that a sentence may name: text, numbers. */
export type Detail = Readonly<Record<string, string | number>>

/**
 * A sentence with each `{name}` replaced by its value. A name without a value stays as it stands,
 * since a half-told reason is better than none. Values are never read as sentences again.
 */
export function fill(sentence: string, detail: Detail): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(detail, name) ? String(detail[name]) : whole,
  )
}

/** The names that a sentence of plain `{name}` placeholders asks for, each once, in ABC order. */
export function namesIn(sentence: string): readonly string[] {
  const names = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return [...new Set(names)].sort()
}
