import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/http.ts'
import { CERTIFICATES } from '../queries.ts'

export const LICENCES = '/api/certificates/delegations'

/** A licence of a firm to issue for its own goods, with what is used of it today. */
export type Licence = {
  readonly id: string
  readonly firm: string
  readonly origins: readonly string[]
  readonly from: string
  readonly until: string
  readonly per: 'month' | 'licence'
  readonly mostCertificates: number | null
  readonly mostCarats: string | null
  readonly used: { readonly certificates: number; readonly carats: string }
  readonly inForce: boolean
  readonly suspendedAt: string | null
  readonly suspendedBy: string | null
  readonly reason: string | null
}
export type Licences = {
  readonly delegations: readonly Licence[]
  /** The clause under which firms are licensed here; null where practice knows none. */
  readonly clause: { readonly who: string; readonly limits: string } | null
}

export const licencesQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'delegations'],
  queryFn: ({ signal }) => call<Licences>(LICENCES, { signal }),
})
