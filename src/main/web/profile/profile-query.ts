import { queryOptions } from '@tanstack/react-query'
import type { ProfileField } from '../../../participants/profile-change.ts'
import { call } from '../../../ui/http.ts'

export type ProfileValue = {
  readonly field: ProfileField
  readonly value: unknown
  readonly source: string
  readonly note?: string
  readonly mayChange: boolean
}
export type ToldChange = {
  readonly field: ProfileField
  readonly value: unknown
  readonly source: string
  readonly reason: string
  readonly holdsFrom: string
  readonly proposedBy: string
  readonly approvedBy: string
  readonly approvedAt: string
}
export type OwnProfile = {
  readonly participant: string
  readonly today: string
  readonly values: readonly ProfileValue[]
  readonly coming: readonly ToldChange[]
  readonly past: readonly ToldChange[]
}

export const profileQuery = queryOptions({
  queryKey: ['participants', 'profile'],
  queryFn: ({ signal }) => call<OwnProfile>('/api/participants/profile', { signal }),
  refetchInterval: 60_000,
})
