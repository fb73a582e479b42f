import { useFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { useCertificatesSay } from './say.ts'

/** Decided, and not signed yet. */
export type Waiting = {
  readonly what: string
  readonly since: string
  readonly text: string
  /** The signer's refusal; null where it was only away. */
  readonly refused: string | null
}

/** Decided, and not signed yet: by whom, since when, and whether somebody has to do something. */
export function WaitingNote({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const say = useCertificatesSay()
  const format = useFormat()
  if (waiting.length === 0) return null
  const isRefused = waiting.some(({ refused }) => refused !== null)
  return (
    <Panel title={say('state_awaiting_signature')} important>
      <div className="stack stack-tight">
        {waiting.map(({ what, since, text, refused }) => (
          <p key={`${what} ${since}`}>
            <span className="strong">{text}</span>{' '}
            <bdi className="small soft">
              {say('waitingSince', { moment: format.moment(since) })}
            </bdi>
            {refused === null ? null : (
              <>
                <br />
                {refused}
              </>
            )}
          </p>
        ))}
        <p>{say(isRefused ? 'waitingRefused' : 'waitingAway')}</p>
      </div>
    </Panel>
  )
}
