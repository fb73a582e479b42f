import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'

export type Proposal = {
  readonly id: string
  readonly act: string
  /** The number of a certificate or the id of an officer; empty where it is about none. */
  readonly thing: string
  /** The officer whom it is about. */
  readonly about: string | null
  readonly asked: Readonly<Record<string, unknown>>
  readonly proposedBy: string
  readonly proposedAt: string
  readonly state: 'open' | 'approved' | 'rejected' | 'withdrawn'
  readonly mayDecide: boolean
  readonly mayTakeBack: boolean
}

/** What waits for a second officer; about one thing, or everything that is open. */
export const proposalsQuery = (thing: string | null) =>
  queryOptions({
    queryKey: ['access', 'proposals', thing],
    queryFn: async ({ signal }) => {
      const asked = thing === null ? '' : `?thing=${encodeURIComponent(thing)}`
      const path = `/api/access/proposals${asked}`
      const { proposals } = await call<{ proposals: readonly Proposal[] }>(path, { signal })
      return proposals.filter(({ state }) => state === 'open')
    },
    refetchInterval: 60_000,
  })
