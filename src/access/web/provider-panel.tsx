import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type Account, useAccessClick } from './account-query.ts'
import { useAccessSay } from './say.ts'

type Props = { readonly provider: NonNullable<Account['provider']> }

/** The account at the ministry's own identity provider, linked by who is signed in here. */
export function ProviderPanel({ provider: { label, linked } }: Props) {
  const say = useAccessSay()
  const link = useAccessClick<{ url: string }>(undefined, ({ url }) => location.assign(url))
  const unlink = useAccessClick(say('unlinked'))
  const path = '/api/access/provider/link'
  return (
    <Panel title={label}>
      <div className="stack">
        <p className="soft">{say(linked ? 'isLinked' : 'notLinked', { provider: label })}</p>
        <ProblemNote error={link.error ?? unlink.error} />
        <div>
          {linked ? (
            <Button
              busy={unlink.isPending}
              onClick={() => unlink.mutate({ path, method: 'DELETE' })}
            >
              {say('unlink')}
            </Button>
          ) : (
            <Button busy={link.isPending} onClick={() => link.mutate({ path, body: {} })}>
              {say('link')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  )
}
