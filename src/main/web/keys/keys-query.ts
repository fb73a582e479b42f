import { queryOptions } from '@tanstack/react-query'
import type { KeyFacts } from '../../../participants/key-standing.ts'
import type { SIGNING_USAGES } from '../../../participants/kinds.ts'
import { call } from '../../../ui/http.ts'

/** A key as the server tells of it: its times are instants. */
export type Key = Pick<KeyFacts, 'fingerprint' | 'standing' | 'isHeld' | 'signs'> & {
  readonly usage: (typeof SIGNING_USAGES)[number]
  readonly madeAt: string | null
  readonly notBefore: string | null
  readonly notAfter: string | null
  readonly since: string | null
}
type Keys = {
  readonly participant: string
  readonly keptIn: 'file' | 'token'
  readonly keys: readonly Key[]
}

export const keysQuery = queryOptions({
  queryKey: ['participants', 'keys'],
  queryFn: ({ signal }) => call<Keys>('/api/participants/keys', { signal }),
})

/** Sixteen digits in groups of four: what two people read to each other. */
export function shortOf({ fingerprint }: Pick<Key, 'fingerprint'>): string {
  return fingerprint.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}

/** Whether verifiers count it, now or from a time on. */
export function isListed({ standing }: Key): boolean {
  return standing === 'in-force' || standing === 'coming' || standing === 'retiring'
}
