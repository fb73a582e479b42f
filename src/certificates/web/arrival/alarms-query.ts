import { queryOptions, useQuery } from '@tanstack/react-query'
import { mayDo } from '../../../access/grants.ts'
import type { Officer } from '../../../access/officer.ts'
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
  const reads = mayDo(officer, 'certificates:read-alarms')
  const { data } = useQuery({ ...alarmsQuery, enabled: reads })
  return reads ? openAlarms(data?.alarms).length : 0
}

/** Those that nobody has looked into yet. */
export function openAlarms(alarms: readonly Alarm[] = []): readonly Alarm[] {
  return alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null)
}
