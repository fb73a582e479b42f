import { queryOptions, useQuery } from '@tanstack/react-query'
import { mayDo } from '../../../access/grants.ts'
import type { Officer } from '../../../access/officer.ts'
import { takenQuery } from '../../../access/web/standing/standing-query.ts'
import { call } from '../../../ui/http.ts'
import type { Alarm } from '../answers.ts'
import { CERTIFICATES } from '../queries.ts'

export const alarmsQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'alarms'],
  queryFn: ({ signal }) =>
    call<{ alarms: readonly Alarm[] }>('/api/certificates/alarms', { signal }),
  refetchInterval: 60_000,
})

/** How many alarms nobody has acknowledged, and roles taken alone that nobody has reviewed; 0 for who reads neither. */
export function useAlarmCount(officer: Officer): number {
  const reads = mayDo(officer, 'certificates:read-alarms')
  const sees = mayDo(officer, 'access:see-break-glass')
  const { data } = useQuery({ ...alarmsQuery, enabled: reads })
  const { data: taken = [] } = useQuery({ ...takenQuery, enabled: sees })
  return (reads ? openAlarms(data?.alarms).length : 0) + (sees ? taken.length : 0)
}

/** Those that nobody has looked into yet. */
export function openAlarms(alarms: readonly Alarm[] = []): readonly Alarm[] {
  return alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null)
}
