/** Somebody who reads a long page without touching anything; the server looks at use by the minute. */
const QUIET_MS = 2 * 60_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Says in a request that nobody asked for it: the page asks for news by itself (src/access/adapters/who.ts). */
export const UNATTENDED = 'openkp-unattended'

/** Whether somebody has touched, moved or typed anything in the last minutes. */
export function watchAttendance(
  target: Pick<EventTarget, 'addEventListener'>,
  now: () => number,
): () => boolean {
  let last = now()
  const note = () => {
    last = now()
  }
  for (const sign of SIGNS) target.addEventListener(sign, note, { capture: true, passive: true })
  return () => now() - last < QUIET_MS
}
