import type { ReactNode } from 'react'
import { useFormat } from '../../../ui/format.ts'
import { useAccessSay } from '../say.ts'
import { useStandingSay } from './say.ts'
import type { Standing } from './standing-query.ts'

type Props = { readonly of: Standing; readonly children?: ReactNode }

/** Who stands in for whom, from when to when, and why. */
export function StandingLine({ of, children }: Props) {
  const say = useStandingSay()
  const sayRole = useAccessSay()
  const format = useFormat()
  const { name, kind, role, from, until, startsAt, endsAt, reason } = of
  const values = { name, of: of.of ?? '', role: sayRole(role) }
  const when =
    from === null || until === null
      ? say('hours', { from: format.moment(startsAt), until: format.moment(endsAt) })
      : say('days', { from: format.day(from), until: format.day(until) })
  return (
    <li className="row row-between">
      <div>
        <bdi className="strong">{say(kind === 'deputy' ? 'deputyLine' : 'takenLine', values)}</bdi>
        <p dir="auto">{reason}</p>
        <p className="soft small">{when}</p>
      </div>
      {children}
    </li>
  )
}
