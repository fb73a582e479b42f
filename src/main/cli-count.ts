/** A noun in its two English forms: what a command says to a person is in English. */
export type Noun = { readonly one: string; readonly other: string }

export const ENTRIES: Noun = { one: 'entry', other: 'entries' }

/** `1 entry`, `2 entries`, `0 entries`. */
export function counted(count: number, { one, other }: Noun): string {
  return `${count} ${count === 1 ? one : other}`
}
