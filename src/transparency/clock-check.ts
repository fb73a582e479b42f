/**
 * More than this from the others, and a clock is wrong: what a witness is told of too. Offices differ by
 * minutes; an hour is the least mistake of a time zone, and far less than the 24 hours that an author has
 * to log what it signed, so that an honest certificate is never taken for that of a thief.
 */
const CLOCK_LIMIT_SECONDS = 3_600

/** How far a clock is ahead of those that it is held beside, in seconds; behind them when negative. */
export type Offsets = {
  /** Null while the database has not been asked. */
  readonly database: number | null
  /** One for each operator of a witness elsewhere that has said its time. */
  readonly witnesses: readonly number[]
}

export type ClockOff = { readonly against: 'database' | 'witnesses'; readonly seconds: number }

/**
 * Whether a clock is wrong, by those of others; null while nothing shows it. One witness alone shows
 * nothing, nor do those who contradict each other: none of them must be able to stop a node.
 */
export function clockOff({ database, witnesses }: Offsets): ClockOff | null {
  if (database !== null && isOff(database)) {
    return { against: 'database', seconds: Math.round(database) }
  }
  for (const side of [witnesses.filter((each) => each > 0), witnesses.filter((each) => each < 0)]) {
    const off = side.filter(isOff).sort((a, b) => a - b)
    if (off.length < 2 || off.length * 2 <= witnesses.length) continue
    return { against: 'witnesses', seconds: Math.round(off[off.length >> 1] as number) }
  }
  return null
}

/** Whether a difference of two clocks is a fault of one of them. */
export function isOff(seconds: number): boolean {
  return Math.abs(seconds) > CLOCK_LIMIT_SECONDS
}
