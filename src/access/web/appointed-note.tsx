import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../ui/format.ts'
import { call } from '../../ui/http.ts'
import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

type Appointed = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly reason: string
  readonly at: string
  readonly goodFrom: string
  readonly cameIn: boolean
}

/** On every page of everybody: who runs the host made administrators, and nobody here approved it. */
export function AppointedNote() {
  const say = useAccessSay()
  const format = useFormat()
  const me = useOfficer()
  const { data } = useQuery({
    queryKey: ['access', 'appointed'],
    queryFn: ({ signal }) =>
      call<{ readonly appointed: readonly Appointed[] }>('/api/access/account/appointed', {
        signal,
      }),
    enabled: me.scope === null,
    staleTime: 300_000,
  })
  if (data === undefined || data.appointed.length === 0) return null
  return (
    <div className="note stack stack-tight" role="alert">
      {data.appointed.map(({ id, name, email, reason, at, goodFrom, cameIn }) => (
        <p key={id}>
          {say(cameIn ? 'appointedCame' : 'appointed', {
            ...{ name, email, reason },
            ...{ at: format.moment(at), from: format.moment(goodFrom) },
          })}
        </p>
      ))}
    </div>
  )
}
