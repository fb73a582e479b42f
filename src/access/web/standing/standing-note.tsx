import { useFormat } from '../../../ui/format.ts'
import { useAccessSay } from '../say.ts'
import { useOfficer } from '../session.tsx'
import { useStandingSay } from './say.ts'

/** On every page, so that nobody forgets in whose place he acts. */
export function StandingNote() {
  const say = useStandingSay()
  const sayRole = useAccessSay()
  const format = useFormat()
  const { standing = [] } = useOfficer()
  if (standing.length === 0) return null
  return (
    <div className="note stack stack-tight standing-note" role="status">
      {standing.map(({ id, role, kind, ofName, until }) => {
        const values = { role: sayRole(role), until: format.moment(until), name: ofName ?? '' }
        return <p key={id}>{say(kind === 'deputy' ? 'asDeputy' : 'asTaken', values)}</p>
      })}
    </div>
  )
}
