import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reason } from '../../certificates/reasons.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { type Carried, carriedOf, type Opened, openLists, whyNot } from './carried-lists.ts'
import { readCarried, writeCarried } from './carried-store.ts'
import { ACCEPTS_DEMONSTRATION, PINNED_ROOTS } from './pins.ts'

/** Two windows of one device share what is carried: one tells the other, and they take turns. */
const SHARED = 'openkp-lists'

/** What is on the device, and taking what is offered when it is not older. */
export function useCarried(verify: VerifySignature) {
  const carried = useRef<Carried | null>(null)
  const others = useRef<BroadcastChannel | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [refused, setRefused] = useState<readonly Reason[]>([])
  const [ready, setReady] = useState(false)

  const open = useCallback(
    async (bytes: Uint8Array, before: Carried | null) => {
      const outcome = await openLists(bytes, {
        pins: PINNED_ROOTS,
        acceptDemonstration: ACCEPTS_DEMONSTRATION,
        now: Math.floor(Date.now() / 1000),
        before,
        verify,
      })
      setRefused(whyNot(outcome))
      if (outcome.ok) setOpened(outcome.value)
      return outcome.ok ? outcome.value : null
    },
    [verify],
  )

  /** Whether the lists were taken; compared with what is on the device now, whichever window put it there. */
  const take = useCallback(
    (bytes: Uint8Array) =>
      inTurn(async () => {
        const before = (await readCarried().catch(() => null)) ?? carried.current
        const taken = await open(bytes, before)
        if (taken === null) return false
        carried.current = carriedOf(bytes, taken)
        // A browser that keeps nothing (private window) verifies with what it fetched.
        await writeCarried(carried.current).then(
          () => others.current?.postMessage(null),
          () => undefined,
        )
        return true
      }),
    [open],
  )

  useEffect(() => {
    const reread = () =>
      inTurn(async () => {
        const kept = await readCarried().catch(() => null)
        if (kept === null) return
        carried.current = kept
        await open(kept.bundle, kept)
      })
    void reread().then(() => setReady(true))
    const channel = new BroadcastChannel(SHARED)
    channel.onmessage = () => void reread()
    others.current = channel
    return () => channel.close()
  }, [open])

  return { carried, opened, refused, ready, take }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(SHARED, work) as Promise<T>
}
