/**
 * A moment in UTC, the same for everybody: of a day alone its first second. Null for as soon as it may be.
 *
 * @param time `HH:MM`, or empty
 */
export function startOf(day: string, time = ''): string | null {
  return day === '' ? null : `${day}T${time === '' ? '00:00' : time}:00Z`
}
