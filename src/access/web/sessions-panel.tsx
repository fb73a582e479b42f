import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type Session, useAccessClick } from './account-query.ts'
import { useAccessSay } from './say.ts'

export function SessionsPanel({ sessions }: { readonly sessions: readonly Session[] }) {
  const say = useAccessSay()
  const end = useAccessClick(say('sessionEnded'))
  const endOthers = () => end.mutate({ path: '/api/access/sessions/end-others', body: {} })
  return (
    <Panel
      title={say('sessions')}
      end={
        sessions.length > 1 ? (
          <Button small busy={end.isPending} onClick={endOthers}>
            {say('endOthers')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        <ProblemNote error={end.error} />
        <ul className="list-lines">
          {sessions.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              busy={end.isPending}
              end={() =>
                end.mutate({ path: `/api/access/sessions/${session.id}`, method: 'DELETE' })
              }
            />
          ))}
        </ul>
      </div>
    </Panel>
  )
}

type LineProps = {
  readonly session: Session
  readonly busy: boolean
  readonly end: () => void
}

function SessionLine({ session, busy, end }: LineProps) {
  const say = useAccessSay()
  const format = useFormat()
  const { browser, system, address, since, own } = session
  const name = say('browserOn', {
    browser: browser ?? say('unknownBrowser'),
    system: system ?? say('unknownSystem'),
  })
  return (
    <li className="row row-between">
      <div>
        <span className="strong">{name}</span>{' '}
        {own ? <Chip tone="accent">{say('this')}</Chip> : null}
        <p className="soft small">
          {say('sinceFrom', { at: format.moment(since), address: address || '?' })}
        </p>
      </div>
      {own ? null : (
        <Button small busy={busy} onClick={end} aria-label={say('endNamed', { name })}>
          {say('end')}
        </Button>
      )}
    </li>
  )
}
