import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Reason } from '../../certificates/reasons.ts'
import { createVerifier, type Verifier } from '../../certificates/verify.ts'
import type { VerifySignature } from '../../crypto/signature.ts'
import { webcryptoVerify } from '../../participants/adapters/webcrypto-verify.ts'
import { type Carried, type Opened, openLists, whyNot } from './carried-lists.ts'
import { readCarried, writeCarried } from './carried-store.ts'
import { ACCEPTS_DEMONSTRATION, PINNED_ROOTS } from './pins.ts'

const PATH = '/api/participants/trust-bundle'

type Fetching = 'idle' | 'busy' | 'newest' | 'no line'

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
  const { carried, opened, refused, ready, take } = useCarried(verify)
  const [fetching, setFetching] = useState<Fetching>('idle')

  const fetchNow = useCallback(async () => {
    setFetching('busy')
    const headers: Record<string, string> = carried?.etag ? { 'if-none-match': carried.etag } : {}
    const response = await fetch(PATH, { headers, cache: 'no-store' }).catch(() => null)
    if (response?.ok) {
      const bytes = new Uint8Array(await response.arrayBuffer())
      await take({ bytes, etag: response.headers.get('etag'), before: carried, keep: true })
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
  const load = useCallback(
    (bytes: Uint8Array) => take({ bytes, etag: null, before: carried, keep: true }),
    [carried, take],
  )
  return { opened, verifier, fetching, refused, fetchNow, load }
}

type Offered = {
  readonly bytes: Uint8Array
  readonly etag: string | null
  readonly before: Carried | null
  /** Whether to write them to the device: not what was just read from it. */
  readonly keep: boolean
}

/** What is on the device, and taking what is offered when it is not older. */
function useCarried(verify: VerifySignature) {
  const [carried, setCarried] = useState<Carried | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [refused, setRefused] = useState<readonly Reason[]>([])
  const [ready, setReady] = useState(false)
  const take = useCallback(
    async ({ bytes, etag, before, keep }: Offered) => {
      const outcome = await openLists(bytes, {
        pins: PINNED_ROOTS,
        acceptDemonstration: ACCEPTS_DEMONSTRATION,
        now: Math.floor(Date.now() / 1000),
        remembered: before?.remembered ?? null,
        verify,
      })
      setRefused(whyNot(outcome))
      if (!outcome.ok) return
      const next = { bundle: bytes, etag, remembered: outcome.value.remembered }
      // A browser that keeps nothing (private window) verifies with what it fetched.
      if (keep) await writeCarried(next).catch(() => undefined)
      setCarried(next)
      setOpened(outcome.value)
    },
    [verify],
  )
  useEffect(() => {
    void readCarried()
      .catch(() => null)
      .then(async (kept) => {
        if (kept !== null) {
          await take({ bytes: kept.bundle, etag: kept.etag, before: kept, keep: false })
        }
        setReady(true)
      })
  }, [take])
  return { carried, opened, refused, ready, take }
}
