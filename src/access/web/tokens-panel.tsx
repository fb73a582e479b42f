import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type Token, tokensQuery, useAccessClick } from './account-query.ts'
import { NewToken } from './new-token-dialog.tsx'
import { useAccessSay } from './say.ts'

/** What lets a program act in one's name. */
export function TokensPanel() {
  const say = useAccessSay()
  const { data } = useQuery(tokensQuery)
  const revoke = useAccessClick(say('tokenRevoked'))
  const [making, setMaking] = useState(false)
  if (data === undefined) return null
  return (
    <Panel
      title={say('tokens')}
      end={
        <Button small onClick={() => setMaking(true)}>
          {say('newToken')}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{say('tokensLead')}</p>
        <ProblemNote error={revoke.error} />
        {data.tokens.length === 0 ? <p>{say('tokensEmpty')}</p> : null}
        <ul className="list-lines">
          {data.tokens.map((token) => (
            <TokenLine
              key={token.id}
              token={token}
              busy={revoke.isPending}
              revoke={() =>
                revoke.mutate({ path: `/api/access/tokens/${token.id}`, method: 'DELETE' })
              }
            />
          ))}
        </ul>
        <NewToken open={making} scope={data.scope} close={() => setMaking(false)} />
      </div>
    </Panel>
  )
}

type LineProps = { readonly token: Token; readonly busy: boolean; readonly revoke: () => void }

function TokenLine({ token, busy, revoke }: LineProps) {
  const say = useAccessSay()
  const format = useFormat()
  const { name, scope, expiresAt, lastUsedAt } = token
  const facts = [
    scope === null ? say('scopeAll') : say('scopeCount', { count: scope.length }),
    expiresAt === null ? say('noEnd') : say('endsOn', { at: format.day(expiresAt) }),
    lastUsedAt === null ? say('neverUsed') : say('lastUsed', { at: format.moment(lastUsedAt) }),
  ]
  return (
    <li className="row row-between">
      <div>
        <bdi className="strong">{name}</bdi>
        <p className="soft small">{facts.join(' · ')}</p>
      </div>
      <Button small busy={busy} onClick={revoke} aria-label={say('revokeNamed', { name })}>
        {say('revoke')}
      </Button>
    </li>
  )
}
