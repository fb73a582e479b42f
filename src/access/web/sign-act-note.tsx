import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

/** Says before the click that a passkey will be asked for; nothing to who has none. */
export function SignActNote() {
  const say = useAccessSay()
  const { hasPasskey } = useOfficer()
  if (!hasPasskey) return null
  return (
    <div className="note note-plain">
      <p className="strong">{say('signAct')}</p>
      <p>{say('signActText')}</p>
    </div>
  )
}
