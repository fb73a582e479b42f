import { queryOptions, useQuery } from '@tanstack/react-query'
import { hasRole, type Officer } from '../../../access/officer.ts'
import { call } from '../../../ui/http.ts'
import type { Alarm } from '../answers.ts'
import { CERTIFICATES } from '../queries.ts'

export const alarmsQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'alarms'],
  queryFn: ({ signal }) =>
    call<{ alarms: readonly Alarm[] }>('/api/certificates/alarms', { signal }),
  refetchInterval: 60_000,
})

/** How many alarms nobody has acknowledged; 0 for those who do not read alarms. */
export function useAlarmCount(officer: Officer): number {
  const reads = readsAlarms(officer)
  const { data } = useQuery({ ...alarmsQuery, enabled: reads })
  return reads ? (data?.alarms.length ?? 0) : 0
}

export function readsAlarms(officer: Officer): boolean {
  return hasRole(officer, [
    'issuing_officer',
    'validating_officer',
    'inspector',
    'importing_officer',
  ])
}
