/** The end of the year 9999. Anything later is a mistake of units, such as milliseconds. */
const LAST = 253_402_300_799

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/i

/**
 * An instant as `--at` takes it, in epoch seconds: epoch seconds, ISO 8601 with its offset, or a day,
 * which is its first second in UTC. A time without an offset is no instant, so it is undefined.
 */
export function parseInstant(text: string): number | undefined {
  if (/^\d{1,12}$/.test(text)) return inRange(Number(text))
  if (!INSTANT.test(text) || !isRealDay(text.slice(0, 10))) return undefined
  return inRange(Math.floor(Date.parse(text.toUpperCase()) / 1000))
}

/** `Date.parse` takes 30 February for 2 March. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function inRange(seconds: number): number | undefined {
  return seconds >= 0 && seconds <= LAST ? seconds : undefined
}

const STEPS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const

/** `93784` is `1 d 2 h`: the two largest units that are not zero. */
export function showAge(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [size, unit] of STEPS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.slice(0, 2).join(' ') || `${Math.max(0, rest)} s`
}
