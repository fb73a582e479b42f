import { useCallback, useMemo, useRef, useState } from 'react'
import type { Reason } from '../../certificates/reasons.ts'
import { createVerifier, type Verifier } from '../../certificates/verify.ts'
import { webcryptoVerify } from '../../participants/adapters/webcrypto-verify.ts'
import { type Opened, whyNot } from './carried-lists.ts'
import { fetchLists, type Tried } from './fetch-lists.ts'
import { useCarried } from './use-carried.ts'
import { useInBackground } from './use-in-background.ts'

export type Lists = {
  readonly opened: Opened | null
  readonly verifier: Verifier
  /** Bytes of what is being fetched; null while nothing is. */
  readonly received: number | null
  readonly tried: Tried | null
  /** Why lists that were offered were not taken; empty when they were. */
  readonly refused: readonly Reason[]
  readonly fetchNow: () => Promise<void>
  readonly load: (bytes: Uint8Array) => Promise<void>
}

/** The lists that this device carries, opened, and kept new while there is a line. */
export function useLists(subtle: SubtleCrypto): Lists {
  const verify = useMemo(() => webcryptoVerify(subtle), [subtle])
  const { carried, opened, refused, ready, take } = useCarried(verify)
  const [received, setReceived] = useState<number | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)

  const isFetching = useRef(false)
  const fetchNow = useCallback(async () => {
    if (isFetching.current) return
    isFetching.current = true
    setReceived(0)
    const base = carried.current?.given ?? carried.current?.bundle ?? null
    const how = await fetchLists({ origin: '', base, take, onProgress: setReceived })
    setTried({ how, at: new Date() })
    setReceived(null)
    isFetching.current = false
  }, [carried, take])
  useInBackground(ready, tried, fetchNow)

  const verifier = useMemo(
    () => createVerifier(opened?.material ?? null, verify, opened === null ? whyNot(null) : []),
    [opened, verify],
  )
  const load = useCallback(async (bytes: Uint8Array) => void (await take(bytes)), [take])
  return { opened, verifier, received, tried, refused, fetchNow, load }
}
