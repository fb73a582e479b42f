/** The first second of a day, the same for everybody; null for as soon as it may be. */
export function startOf(day: string): string | null {
  return day === '' ? null : `${day}T00:00:00Z`
}
