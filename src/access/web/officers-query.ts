import { queryOptions } from '@tanstack/react-query'
import { call } from '../../ui/http.ts'
import type { OfficeSize } from '../office.ts'
import type { Role } from '../roles.ts'
import type { Standing } from './standing/standing-query.ts'

export type Colleague = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly firm: string | null
  readonly until: string | null
  readonly disabledAt: string | null
  readonly erasedAt: string | null
  readonly password: boolean
  readonly secondFactor: boolean
  readonly passkeys: number
  readonly provider: boolean
  readonly sessions: number
}
export type Invitation = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly by: string | null
  readonly expiresAt: string
}
export type Recovery = {
  readonly id: string
  readonly officerId: string
  readonly name: string
  readonly reason: string
  readonly openedBy: string
  readonly openedById: string
  readonly openedAt: string
}
type Officers = {
  readonly officers: readonly Colleague[]
  readonly invitations: readonly Invitation[]
  readonly recoveries: readonly Recovery[]
  readonly office: OfficeSize
  readonly standing: readonly Standing[]
}

export const officersQuery = queryOptions({
  queryKey: ['access', 'officers'],
  queryFn: ({ signal }) => call<Officers>('/api/access/officers', { signal }),
})
