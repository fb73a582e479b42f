import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Reason } from '../../certificates/reasons.ts'
import { createVerifier, type Verifier } from '../../certificates/verify.ts'
import { webcryptoVerify } from '../../participants/adapters/webcrypto-verify.ts'
import { type Carried, type Opened, openLists, whyNot } from './carried-lists.ts'
import { readCarried, writeCarried } from './carried-store.ts'
import { ACCEPTS_DEMONSTRATION, PINNED_ROOTS } from './pins.ts'

const PATH = '/api/participants/trust-bundle'

export type Fetching = 'idle' | 'busy' | 'newest' | 'no line'

export type Lists = {
  readonly opened: Opened | null
  readonly verifier: Verifier
  readonly fetching: Fetching
  /** Why lists that were offered were not taken; empty when they were. */
  readonly refused: readonly Reason[]
  readonly fetchNow: () => Promise<void>
  readonly load: (bytes: Uint8Array) => Promise<void>
}

/** The lists that this device carries, opened, and kept new while there is a line. */
export function useLists(subtle: SubtleCrypto): Lists {
  const verify = useMemo(() => webcryptoVerify(subtle), [subtle])
  const [carried, setCarried] = useState<Carried | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [ready, setReady] = useState(false)
  const [fetching, setFetching] = useState<Fetching>('idle')
  const [refused, setRefused] = useState<readonly Reason[]>([])

  const take = useCallback(
    async (bytes: Uint8Array, etag: string | null, before: Carried | null, keep: boolean) => {
      const outcome = await openLists(bytes, {
        pins: PINNED_ROOTS,
        acceptDemonstration: ACCEPTS_DEMONSTRATION,
        now: Math.floor(Date.now() / 1000),
        remembered: before?.remembered ?? null,
        verify,
      })
      if (!outcome.ok) {
        setRefused(whyNot(outcome))
        return
      }
      const next = { bundle: bytes, etag, remembered: outcome.value.remembered }
      if (keep) await writeCarried(next)
      setCarried(next)
      setOpened(outcome.value)
      setRefused([])
    },
    [verify],
  )

  useEffect(() => {
    void readCarried()
      // A browser that keeps nothing (private window) verifies with what it fetches.
      .catch(() => null)
      .then(async (kept) => {
        if (kept !== null) await take(kept.bundle, kept.etag, kept, false)
        setReady(true)
      })
  }, [take])

  const fetchNow = useCallback(async () => {
    setFetching('busy')
    const headers: Record<string, string> = carried?.etag ? { 'if-none-match': carried.etag } : {}
    const response = await fetch(PATH, { headers, cache: 'no-store' }).catch(() => null)
    if (response?.ok) {
      const bytes = new Uint8Array(await response.arrayBuffer())
      await take(bytes, response.headers.get('etag'), carried, true)
    }
    setFetching(response?.ok || response?.status === 304 ? 'newest' : 'no line')
  }, [carried, take])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once after what was kept is read, and again when the line returns.
  useEffect(() => {
    if (!ready) return
    void fetchNow()
    addEventListener('online', fetchNow)
    return () => removeEventListener('online', fetchNow)
  }, [ready])

  const verifier = useMemo(
    () => createVerifier(opened?.material ?? null, verify, opened === null ? whyNot(null) : []),
    [opened, verify],
  )
  const load = useCallback((bytes: Uint8Array) => take(bytes, null, carried, true), [carried, take])
  return { opened, verifier, fetching, refused, fetchNow, load }
}
