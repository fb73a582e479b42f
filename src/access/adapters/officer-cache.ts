import type { Officer } from '../officer.ts'

/** How long a disabled officer may still be served by another process of the same node. */
const MAX_AGE_MS = 10_000
/** More at once than all officers of all Participants; beyond it the oldest goes. */
const MAX_ENTRIES = 10_000

export type Found = { readonly officer: Officer; readonly secondsLeft: number | null } | undefined
export type OfficerCache = {
  /** The officer remembered under `key`, or else the one that `load` finds. */
  readonly through: (key: string, load: () => Promise<Found>) => Promise<Officer | null>
  readonly clear: () => void
}

/**
 * Remembers who was found, for ten seconds or until the session or token ends. Nobody found is not
 * remembered: guessed tokens must not fill the memory. The clock is monotonic, because the wall
 * clock may be set back.
 */
export function createOfficerCache(now: () => number = () => performance.now()): OfficerCache {
  const entries = new Map<string, { officer: Officer; until: number }>()
  let generation = 0
  return {
    through: async (key, load) => {
      const entry = entries.get(key)
      const started = now()
      if (entry !== undefined && started < entry.until) return entry.officer
      const before = generation
      const found = await load()
      if (found === undefined) {
        entries.delete(key)
        return null
      }
      // Somebody signed out while the database answered: what it said may be the past already.
      if (generation !== before) return found.officer
      const age = Math.min(MAX_AGE_MS, (found.secondsLeft ?? Number.POSITIVE_INFINITY) * 1000)
      entries.delete(key)
      entries.set(key, { officer: found.officer, until: started + age })
      for (const oldest of entries.keys()) {
        if (entries.size <= MAX_ENTRIES) break
        entries.delete(oldest)
      }
      return found.officer
    },
    clear: () => {
      generation += 1
      entries.clear()
    },
  }
}
