import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { useAccessSay } from './say.ts'
import { useRecovered } from './session.tsx'

/** Who signs in and did not ask for a recovery learns here that there was one. */
export function RecoveredNote() {
  const say = useAccessSay()
  const format = useFormat()
  const { recovered, understood } = useRecovered()
  if (recovered === null) return null
  const { at, openedBy, confirmedBy } = recovered
  return (
    <div className="note stack stack-tight" role="alert">
      <p>{say('recovered', { at: format.moment(at), openedBy, confirmedBy })}</p>
      <div>
        <Button onClick={understood}>{say('understood')}</Button>
      </div>
    </div>
  )
}
