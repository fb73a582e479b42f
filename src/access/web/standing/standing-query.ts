import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'
import type { Role } from '../../roles.ts'

export type Standing = {
  readonly id: string
  readonly officerId: string
  readonly name: string
  readonly role: Role
  readonly kind: 'deputy' | 'break_glass'
  readonly of: string | null
  readonly from: string | null
  readonly until: string | null
  readonly startsAt: string
  readonly endsAt: string
  readonly reason: string
  readonly reviewDue: string | null
  readonly isOverdue: boolean
}
export type Colleague = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

export const standingQuery = queryOptions({
  queryKey: ['access', 'standing'],
  queryFn: ({ signal }) =>
    call<{ readonly standing: readonly Standing[]; readonly colleagues: readonly Colleague[] }>(
      '/api/access/standing-in',
      { signal },
    ),
})

/** What was taken alone: it has to ring while the page is open. */
export const takenQuery = queryOptions({
  queryKey: ['access', 'taken'],
  queryFn: async ({ signal }) =>
    (await call<{ taken: readonly Standing[] }>('/api/access/break-glass', { signal })).taken,
  refetchInterval: 30_000,
})
