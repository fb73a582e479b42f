/** Reads what stands under `parcels.2.carats` in a draft; undefined when anything on the way is missing. */
export function valueAt(content: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined,
      content,
    )
}

export function textAt(content: unknown, path: string): string {
  const value = valueAt(content, path)
  return typeof value === 'string' ? value : ''
}

export function listAt(content: unknown, path: string): readonly unknown[] {
  const value = valueAt(content, path)
  return Array.isArray(value) ? value : []
}

/** The same draft with `value` under `path`; everything else is shared with the old one. */
export function withValueAt<T>(content: T, path: string, value: unknown): T {
  const [head = '', ...rest] = path.split('.')
  const inner =
    rest.length === 0 ? value : withValueAt(valueAt(content, head), rest.join('.'), value)
  if (Array.isArray(content)) {
    return content.map((each, at) => (at === Number(head) ? inner : each)) as T
  }
  return { ...content, [head]: inner }
}
