import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

/** What somebody has to do before anything else, where the authority asks for a second factor. */
export function LacksNote() {
  const say = useAccessSay()
  const { lacks } = useOfficer()
  if (lacks === undefined) return null
  return (
    <p className="note strong" role="alert">
      {say(lacks === 'passkey' ? 'lacksPasskey' : 'lacksFactor')}
    </p>
  )
}
