import { useEffect, useEffectEvent } from 'react'
import type { Tried } from './fetch-lists.ts'

/** Registers are published once an hour, so half of it finds each of them in its hour. */
const AGAIN_MS = 30 * 60_000
/** Without a line: often enough to use one that lasts minutes, rarely enough for a battery. */
const AFTER_FAILURE_MS = 5 * 60_000
const LOOK_MS = 60_000

/** Fetches at the start, when the line returns or the page is looked at again, and every half hour. */
export function useInBackground(
  ready: boolean,
  tried: Tried | null,
  fetchNow: () => Promise<void>,
): void {
  const look = useEffectEvent((isSoon: boolean) => {
    if (document.visibilityState !== 'visible') return
    const isFailure = tried?.how === 'no line' || tried?.how === 'refused'
    const pause = isFailure ? AFTER_FAILURE_MS : AGAIN_MS
    const isDue = tried === null || Date.now() - tried.at.getTime() >= pause
    if (isDue || (isSoon && isFailure)) void fetchNow()
  })
  useEffect(() => {
    if (!ready) return
    look(false)
    const timer = setInterval(() => look(false), LOOK_MS)
    const soon = () => look(true)
    addEventListener('online', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      clearInterval(timer)
      removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [ready])
}
