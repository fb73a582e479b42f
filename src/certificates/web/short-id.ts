/** The first eight characters of an application's id: enough to tell it apart, and to find it again. */
export function shortId(id: string): string {
  return id.slice(0, 8)
}
