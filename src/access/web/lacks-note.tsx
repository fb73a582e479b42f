import { useAccessSay } from './say.ts'
import { useOfficer } from './session.tsx'

const SAYS = {
  second_factor: 'lacksFactor',
  passkey: 'lacksPasskey',
  confirmation: 'lacksConfirmation',
} as const

/** What somebody has to do before anything else, where the authority asks for a second factor. */
export function LacksNote({ code }: { readonly code?: string | undefined }) {
  const say = useAccessSay()
  const { lacks } = useOfficer()
  if (lacks === undefined) return null
  return (
    <div className="note strong" role="alert">
      <p>{say(SAYS[lacks])}</p>
      {code === undefined ? null : (
        <p>
          <bdi className="strong">{`${code.slice(0, 3)} ${code.slice(3)}`}</bdi>
        </p>
      )}
    </div>
  )
}
