/** What the address names, for the journal; a file's name may be a person's, and is left out. */
export function thingOf(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .flatMap(([name, value]) => (name === 'name' ? [] : [value]))
    .join('/')
}
